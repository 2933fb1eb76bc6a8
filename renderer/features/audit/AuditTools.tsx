/** Checking the log and taking it out as a file. */
import { Button, Text } from "@mantine/core";
import { IconFileExport, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { AuditVerdictNotice } from "./AuditVerdictNotice.tsx";
import classes from "./audit.module.css";

export function AuditTools() {
  const { t } = useTranslation();
  const format = useFormat();
  const verify = useChange("audit.verify");
  const chooseTarget = useChange("shell.chooseTarget");
  const save = useChange("audit.export");
  const exportLog = async () => {
    save.reset();
    const suggestedName = t("audit.export.fileName");
    const target = await chooseTarget.mutateAsync({ purpose: "audit-log", suggestedName });
    if (target !== null) await save.mutateAsync({ targetId: target.targetId });
  };
  return (
    <>
      <div className={classes.tools}>
        <Button
          variant="filled"
          leftSection={<IconShieldCheck size={19} stroke={1.6} />}
          loading={verify.isPending}
          onClick={() => verify.mutate({})}
        >
          {t("audit.check.button")}
        </Button>
        <Button
          leftSection={<IconFileExport size={19} stroke={1.6} />}
          loading={save.isPending}
          onClick={() => void exportLog().catch(() => undefined)}
        >
          {t("audit.export.button")}
        </Button>
      </div>
      <div role="status" className={classes.outcome}>
        {verify.isPending && <Text>{t("audit.check.running")}</Text>}
        {verify.data && <AuditVerdictNotice outcome={verify.data} />}
        {save.data && (
          <Text>
            {t("audit.export.done", {
              count: save.data.entries,
              number: format.number(save.data.entries),
            })}
          </Text>
        )}
      </div>
      <ErrorNotice error={verify.error ?? chooseTarget.error ?? save.error} />
    </>
  );
}

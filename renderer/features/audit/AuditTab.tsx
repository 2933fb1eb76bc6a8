/** The event log: what happened in the vault, in plain words, and whether the log is as it was written. */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { AuditChoiceFields } from "./AuditChoiceFields.tsx";
import { AuditList } from "./AuditList.tsx";
import { AuditTools } from "./AuditTools.tsx";
import classes from "./audit.module.css";
import { type AuditChoice, filterOf, wholeLog } from "./auditRows.ts";
import { useAuditLog } from "./useAuditLog.ts";

export function AuditTab() {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<AuditChoice>(wholeLog);
  const log = useAuditLog(useMemo(() => filterOf(choice), [choice]));
  const isEmpty = log.lines?.length === 0;
  return (
    <div className={classes.tab}>
      <p className={classes.quiet}>{t("audit.text")}</p>
      <AuditTools />
      <AuditChoiceFields choice={choice} onChange={setChoice} />
      <ErrorNotice error={log.error} />
      {isEmpty ? (
        <EmptyState
          title={t("audit.nothing.title")}
          actions={<Button onClick={() => setChoice(wholeLog)}>{t("audit.clear")}</Button>}
        >
          {t("audit.nothing.text")}
        </EmptyState>
      ) : log.lines === undefined ? null : (
        <AuditList lines={log.lines} pruned={log.pruned} onNearEnd={log.readOn} />
      )}
    </div>
  );
}

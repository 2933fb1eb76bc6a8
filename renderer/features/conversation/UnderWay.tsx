/** While a conversation is being taken in: what is done just now, and the way to stop it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { importShare } from "../import/importShare.ts";
import { type CurrentImport, useImportStore } from "../import/importStore.ts";
import { useImportProgress } from "../import/useImportProgress.ts";

type Running = Extract<CurrentImport, { phase: "looking" | "importing" }>;

/** Nothing of it is kept if it is stopped. */
export function UnderWay({ running }: { readonly running: Running }) {
  const { t } = useTranslation();
  const cancel = useImportStore((state) => state.cancel);
  const progress = useImportProgress(running.phase === "importing" ? running.conversationId : null);
  return (
    <Panel>
      <div role="status">
        {running.source && <p>{running.source.name}</p>}
        <ProgressLine
          label={
            running.phase === "looking"
              ? t("import.looking")
              : t(`import.phase.${progress?.phase ?? "encrypting"}`)
          }
          share={progress === null ? null : importShare(progress)}
          action={
            <Button size="xs" onClick={cancel}>
              {t("import.cancel")}
            </Button>
          }
        />
      </div>
    </Panel>
  );
}

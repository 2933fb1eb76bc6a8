/** How far an import is, and the way to stop it. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { importShare } from "./importShare.ts";
import { useImportProgress } from "./useImportProgress.ts";

/** A line that fills, what is being done in words, and "cancel". */
export function ImportMeter({ conversationId }: { readonly conversationId: ConversationId }) {
  const { t } = useTranslation();
  const progress = useImportProgress(conversationId);
  const cancel = useChange("audio.cancelImport");
  return (
    <ProgressLine
      label={t(`import.phase.${progress?.phase ?? "encrypting"}`)}
      share={progress === null ? null : importShare(progress)}
      action={
        <Button size="xs" loading={cancel.isPending} onClick={() => cancel.mutate({ conversationId })}>
          {t("import.cancel")}
        </Button>
      }
    />
  );
}

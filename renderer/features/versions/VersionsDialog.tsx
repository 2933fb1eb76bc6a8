/** Versions of the text: kept under a name, compared with the text as it is, and brought back. */
import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { TranscriptVersion } from "../../../shared/domain/transcriptVersion.ts";
import { VersionComparison } from "./VersionComparison.tsx";
import { VersionList } from "./VersionList.tsx";
import { useVersionName } from "./versionName.ts";

/** Open for as long as it is mounted. */
export function VersionsDialog(props: {
  readonly conversation: ConversationDetail;
  readonly onClose: () => void;
}) {
  const { conversation, onClose } = props;
  const { t } = useTranslation();
  const nameOf = useVersionName();
  const [compared, setCompared] = useState<TranscriptVersion | null>(null);
  return (
    <Modal
      opened
      onClose={onClose}
      size={compared === null ? "lg" : 900}
      title={compared === null ? t("versions.title") : t("versions.compareTitle", { name: nameOf(compared) })}
    >
      {compared === null ? (
        <VersionList conversation={conversation} onCompare={setCompared} onDone={onClose} />
      ) : (
        <VersionComparison
          conversation={conversation}
          version={compared}
          onBack={() => setCompared(null)}
          onDone={onClose}
        />
      )}
    </Modal>
  );
}

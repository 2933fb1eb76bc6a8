/** Brings in a coding from a file. */
import { Modal, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { CodedFileBody } from "./CodedFileBody.tsx";

/** Open for as long as it is mounted; a file is asked for once it is known by which schemes it may be read. */
export function CodedFileDialog(props: {
  readonly conversationId: ConversationId;
  readonly onClose: () => void;
}) {
  const { conversationId, onClose } = props;
  const { t } = useTranslation();
  const schemes = useRequest("scheme.list", {});
  const take = useChange("coding.import");
  const [first, ...others] = (schemes.data ?? [])
    .map(({ scheme }) => scheme)
    .filter(({ codes }) => codes.length > 0);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("codedFile.title")}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={!take.isPending}
    >
      {first === undefined ? (
        <>
          {schemes.isPending ? <Text c="dimmed">{t("common.loading")}</Text> : null}
          <ErrorNotice error={schemes.error} onRetry={() => void schemes.refetch()} />
        </>
      ) : (
        <CodedFileBody
          conversationId={conversationId}
          schemes={[first, ...others]}
          take={take}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

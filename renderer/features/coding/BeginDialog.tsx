/** Beginning a coding: by which scheme, whose, and of which part. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { BeginFields } from "./BeginFields.tsx";

export function BeginDialog(props: {
  readonly conversation: ConversationDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { conversation, opened, onClose } = props;
  const { t } = useTranslation();
  const { id: conversationId } = conversation;
  const schemes = useRequest("scheme.list", {}, { enabled: opened });
  const passages = useRequest("passage.list", { conversationId }, { enabled: opened });
  const count = useRequest("coding.count", {}, { enabled: opened, anew: true });
  const error = schemes.error ?? passages.error ?? count.error;
  const isRead = schemes.data !== undefined && passages.data !== undefined && !count.isFetching;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("coding.begin.title")}
      size="lg"
      closeOnClickOutside={false}
    >
      <ErrorNotice error={error} />
      {isRead && count.data !== undefined ? (
        <BeginFields
          conversation={conversation}
          schemes={schemes.data.map(({ scheme }) => scheme)}
          passages={passages.data}
          ownCodings={count.data.own}
          onClose={onClose}
        />
      ) : error === null ? (
        <p>{t("common.loading")}</p>
      ) : null}
    </Modal>
  );
}

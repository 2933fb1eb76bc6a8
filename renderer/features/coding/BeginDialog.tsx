/** Beginning a coding: by which scheme, whose, and of which part. */
import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";

export function BeginDialog(props: {
  readonly conversation: ConversationDetail;
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t("coding.begin.open")} size="lg">
      {props.conversation.title}
    </Modal>
  );
}

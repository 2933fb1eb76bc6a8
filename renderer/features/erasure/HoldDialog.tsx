/** Stops erasure for a while, and ends it again. */
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useChange } from "../../api/useChange.ts";
import { ConversationModal } from "./ConversationModal.tsx";
import type { ConversationDialogProps } from "./conversationDialog.ts";
import { HoldForm } from "./HoldForm.tsx";

export function HoldDialog(props: ConversationDialogProps) {
  const { t } = useTranslation();
  return (
    <ConversationModal {...props} title={t("hold.title")}>
      {(conversation) => <HoldFields conversation={conversation} onClose={props.onClose} />}
    </ConversationModal>
  );
}

/** @param props.onClose - once it is set, renewed or ended, or not */
export function HoldFields(props: {
  readonly conversation: ConversationDetail;
  readonly onClose: () => void;
}) {
  const { conversation, onClose } = props;
  const { id: conversationId, hold } = conversation;
  const setHold = useChange("hold.set");
  const endHold = useChange("hold.end");
  return (
    <HoldForm
      hold={hold}
      conversations={[conversation]}
      withdrawnAt={conversation.consent?.withdrawnAt ?? null}
      error={setHold.error ?? endHold.error}
      isBeginning={setHold.isPending}
      isEnding={endHold.isPending}
      onBegin={(reason, days) => setHold.mutate({ conversationId, reason, days }, { onSuccess: onClose })}
      onEnd={() => endHold.mutate({ conversationId }, { onSuccess: onClose })}
      onCancel={onClose}
    />
  );
}

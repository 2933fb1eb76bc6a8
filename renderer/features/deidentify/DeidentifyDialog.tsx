/** The walk through a whole transcript, word by word, to its end: what tells who somebody is goes, or stays on purpose. */
import { Loader, Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useReview } from "../review/reviewStore.ts";
import { Walk } from "./Walk.tsx";

export function DeidentifyDialog(props: {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly onClose: () => void;
}) {
  const { conversation, player, onClose } = props;
  const { t } = useTranslation();
  const conversationId = conversation.id;
  const decisions = useRequest("deidentify.read", { conversationId }, { anew: true });
  const session = useReview((state) => state.transcripts[conversationId]);
  return (
    <Modal opened onClose={onClose} title={t("deidentify.title")} size={980} closeOnClickOutside={false}>
      {decisions.data === undefined || session === undefined ? (
        decisions.error === null ? (
          <Loader size="sm" />
        ) : (
          <ErrorNotice error={decisions.error} onRetry={() => void decisions.refetch()} />
        )
      ) : (
        <Walk
          conversation={conversation}
          player={player}
          segments={session.segments}
          decided={decisions.data.words}
          knownNames={decisions.data.knownNames}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

/** The notes of a conversation in the order of time, and a place to write the next one. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, isSilent } from "../../../shared/domain/conversation.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { NoteEditor } from "./NoteEditor.tsx";
import { NoteList } from "./NoteList.tsx";
import { NoteStart } from "./NoteStart.tsx";
import type { ReviewActions } from "./reviewActions.ts";
import { useReview } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";

export function NotesTab(props: {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly actions: ReviewActions;
}) {
  const { conversation, player, actions } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { id: conversationId } = conversation;
  const notes = useRequest("note.list", { conversationId });
  const begun = useReview((state) => state.notes[conversationId]);
  const inOrder = useMemo(
    () => (notes.data ?? []).toSorted((a, b) => a.startMs - b.startMs || a.createdAt - b.createdAt),
    [notes.data],
  );
  const { erasedAt } = conversation.clocks.notes;
  if (erasedAt !== null) {
    return <p className={classes.quiet}>{t("notes.erased", { date: format.date(erasedAt, "dayLong") })}</p>;
  }

  return (
    <>
      {notes.error === null ? null : <ErrorNotice error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.data?.length === 0 && begun === undefined ? (
        <p className={classes.quiet}>{t(isSilent(conversation.sound) ? "notes.noneSilent" : "notes.none")}</p>
      ) : null}
      <NoteList
        conversationId={conversationId}
        notes={inOrder}
        begun={begun}
        player={player}
        actions={actions}
      />
      <div className={classes.composer}>
        {begun === undefined ? (
          <NoteStart conversation={conversation} player={player} actions={actions} />
        ) : begun.noteId === null ? (
          <NoteEditor conversationId={conversationId} note={begun} player={player} />
        ) : null}
      </div>
    </>
  );
}

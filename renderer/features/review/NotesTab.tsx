/** The notes of a conversation in the order of time, and a place to write the next one. */
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { quoteFor } from "../transcript/rows.ts";
import { NoteEditor } from "./NoteEditor.tsx";
import { NoteItem } from "./NoteItem.tsx";
import { NoteStart } from "./NoteStart.tsx";
import type { ReviewActions } from "./reviewActions.ts";
import { useReview } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";

const noSegments: readonly Segment[] = [];

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
  const segments = useReview((state) => state.transcripts[conversationId]?.segments ?? noSegments);
  const begun = useReview((state) => state.notes[conversationId]);
  const { erasedAt } = conversation.clocks.notes;
  if (erasedAt !== null) {
    return <p className={classes.quiet}>{t("notes.erased", { date: format.date(erasedAt, "dayLong") })}</p>;
  }

  const inOrder = (notes.data ?? []).toSorted((a, b) => a.startMs - b.startMs || a.createdAt - b.createdAt);

  return (
    <>
      {notes.error === null ? null : <ErrorNotice error={notes.error} onRetry={() => void notes.refetch()} />}
      {notes.data?.length === 0 && begun === undefined ? (
        <p className={classes.quiet}>{t("notes.none")}</p>
      ) : null}
      <ul className={classes.notes}>
        {inOrder.map((note) => (
          <li key={note.id} className={classes.note}>
            {begun?.noteId === note.id ? (
              <NoteEditor conversationId={conversationId} note={begun} player={player} />
            ) : (
              <NoteItem
                note={note}
                quote={quoteFor(segments, note.startMs, note.endMs)}
                conversationId={conversationId}
                actions={actions}
              />
            )}
          </li>
        ))}
      </ul>
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

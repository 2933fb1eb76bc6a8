/** The notes in the order of time, as many as are in sight: an hour may have a thousand bookmarks. */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { Player } from "../../audio/player.ts";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import { quoteFor } from "../transcript/rows.ts";
import { NoteEditor } from "./NoteEditor.tsx";
import { NoteItem } from "./NoteItem.tsx";
import type { ReviewActions } from "./reviewActions.ts";
import { type NoteInProgress, useReview } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";

/** Height of a note of one line without a quote, in px; others are measured. */
const oneLinePx = 74;
const noSegments: readonly Segment[] = [];

export function NoteList(props: {
  readonly conversationId: ConversationId;
  readonly notes: readonly Note[];
  readonly begun: NoteInProgress | undefined;
  readonly player: Player | null;
  readonly actions: ReviewActions;
}) {
  const { conversationId, notes, begun, player, actions } = props;
  const { t } = useTranslation();
  const segments = useReview((state) => state.transcripts[conversationId]?.segments ?? noSegments);
  const place = useRef<HTMLOListElement>(null);
  const editedIndex = notes.findIndex(({ id }) => id === begun?.noteId);
  const keyOf = useCallback((index: number) => notes[index]?.id ?? index, [notes]);
  const list = useVirtualizer({
    count: notes.length,
    getScrollElement: () => place.current?.closest("[role=tabpanel]") ?? null,
    estimateSize: () => oneLinePx,
    getItemKey: keyOf,
    overscan: 8,
    scrollMargin: place.current?.offsetTop ?? 0,
    // The note one writes in stays, however far one scrolls.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return editedIndex < 0 || inSight.includes(editedIndex)
        ? inSight
        : [...inSight, editedIndex].toSorted((a, b) => a - b);
    },
  });
  return (
    <VirtualRows
      list={list}
      ref={place}
      label={t("review.tab.notes")}
      row={(index) => {
        const note = notes[index];
        if (note === undefined) return null;
        return (
          <div className={classes.note}>
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
          </div>
        );
      }}
    />
  );
}

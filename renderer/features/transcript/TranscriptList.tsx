/** The rows of a transcript, as many as are in sight; keeps to where it plays unless one looks elsewhere. */
import { Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPlus } from "@tabler/icons-react";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { memo, useCallback, useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { TextRange } from "../../../shared/domain/findInText.ts";
import { type MarkedPassage, passagesOfKind } from "../../../shared/domain/markedPassage.ts";
import { isWithin } from "../../../shared/domain/mutedPassages.ts";
import type { Note } from "../../../shared/domain/note.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { Player } from "../../audio/player.ts";
import { usePosition } from "../../audio/playerHooks.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf } from "../../ui/useSpeakerWords.ts";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import { type SignBeside, useCodesBeside } from "../coding/codesBeside.ts";
import { useFound } from "../find/useFound.ts";
import { useHitInSight } from "../find/useHitInSight.ts";
import { useListening } from "../machineText/useListening.ts";
import type { ReviewActions } from "../review/reviewActions.ts";
import { look, useReview } from "../review/reviewStore.ts";
import { useCalled } from "../speakers/useCalled.ts";
import { rowAt } from "./rows.ts";
import classes from "./Transcript.module.css";
import { TranscriptRow } from "./TranscriptRow.tsx";
import { usePagingKeys } from "./usePagingKeys.ts";

/** Height of a row of one line, in px; others are measured. */
const oneLinePx = 44;
const noPassages: readonly MarkedPassage[] = [];
const noCodes: readonly SignBeside[] = [];
const noMarks: readonly TextRange[] = [];
/** A row within this distance of an edge counts as out of sight, in px. */
const edgePx = 56;

interface TranscriptListProps {
  readonly conversation: ConversationDetail;
  readonly segments: readonly Segment[];
  readonly player: Player | null;
  readonly actions: ReviewActions;
}

export function TranscriptList({ conversation, segments, player, actions }: TranscriptListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { words, names } = useCalled(conversation.id);
  const { chosenId, editingId, isFollowing } = useReview((state) => state.looking);
  const played = usePosition(player, (positionMs) => rowAt(segments, positionMs, chosenId));
  const current = player === null ? segments.findIndex(({ id }) => id === chosenId) : played;
  const notes = useRequest("note.list", { conversationId: conversation.id }).data;
  const passages = useRequest("passage.list", { conversationId: conversation.id }).data ?? noPassages;
  const ofPermission = useMemo(() => passagesOfKind(passages, "spoken-permission"), [passages]);
  const noted = useMemo(() => rowsWithNotes(segments, notes ?? []), [segments, notes]);

  const codes = useCodesBeside(conversation.id);

  // Another function makes the list measure all rows anew: it changes with their order, not with each letter.
  const order = useOrder(segments);
  const keyOf = useCallback((index: number) => order[index]?.id ?? index, [order]);
  const editedIndex = editingId === undefined ? -1 : segments.findIndex(({ id }) => id === editingId);
  const page = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: segments.length,
    getScrollElement: () => page.current,
    estimateSize: () => oneLinePx,
    getItemKey: keyOf,
    overscan: 6,
    paddingStart: 6,
    paddingEnd: 8,
    // The row one writes in stays, however far one scrolls.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      return editedIndex < 0 || inSight.includes(editedIndex)
        ? inSight
        : [...inSight, editedIndex].toSorted((a, b) => a - b);
    },
  });

  useListening(conversation, player, segments, (index) => {
    const { range } = list;
    return range !== null && index >= range.startIndex && index <= range.endIndex;
  });
  const found = useFound(conversation.id, segments);
  useHitInSight(page, found, (index) => list.scrollToIndex(index, { align: "center" }));

  const shownId = segments[current]?.id;
  const target = editedIndex >= 0 ? editedIndex : current;
  const mayMove = editedIndex >= 0 || isFollowing;
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves only when the row changes, not when rows are measured.
  useEffect(() => {
    if (target < 0 || !mayMove || hasSelectedText(page.current)) return;
    if (!isInSight(page.current, list.measurementsCache[target]))
      list.scrollToIndex(target, { align: "center" });
  }, [target, mayMove]);

  const isHeld = conversation.hold !== null;
  const lookElsewhere = () => {
    if (isFollowing) look({ isFollowing: false });
  };
  usePagingKeys(page, lookElsewhere);
  const range = list.range;
  const isAbove = range !== null && target < range.startIndex;
  const isAway = target >= 0 && range !== null && (isAbove || target > range.endIndex);

  return (
    <div className={classes.frame}>
      <div ref={page} className={classes.page} onWheel={lookElsewhere} onTouchMove={lookElsewhere}>
        <VirtualRows
          list={list}
          currentIndex={current}
          row={(index) => {
            const segment = segments[index];
            if (segment === undefined) return null;
            const called = speakerWordOf(segment, names, words);
            return (
              <TranscriptRow
                segment={segment}
                time={format.position(segment.startMs)}
                speakerName={called.name}
                speakerLetter={called.letter}
                isCurrent={index === current}
                isEditing={segment.id === editingId}
                noteCount={noted.get(segment.id) ?? 0}
                codes={codes.get(segment.id) ?? noCodes}
                isPermission={isWithin(segment, ofPermission)}
                marks={found?.finder.marksOf(segment) ?? noMarks}
                currentMark={found?.hit?.index === index ? found.hit.start : undefined}
                isHeld={isHeld}
                actions={actions}
              />
            );
          }}
        />
        {conversation.sound.phase === "preparing" || isHeld ? null : <AddRow actions={actions} />}
      </div>
      <div className={classes.float}>
        {!isFollowing && isAway ? (
          <Button
            size="xs"
            leftSection={isAbove ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
            onClick={() => {
              actions.follow();
              list.scrollToIndex(target, { align: "center" });
            }}
          >
            {t("transcript.backToPlaying")}
          </Button>
        ) : null}
      </div>
      <p className="visually-hidden" aria-live="polite">
        {chosenId !== undefined && chosenId === shownId && editingId === undefined
          ? `${speakerWordOf(segments[current] ?? { speaker: "other" }, names, words).name}: ${segments[current]?.text ?? ""}`
          : ""}
      </p>
    </div>
  );
}

/** No letter that is typed draws it anew. */
const AddRow = memo(function AddRow({ actions }: { readonly actions: ReviewActions }) {
  const { t } = useTranslation();
  return (
    <Button
      size="xs"
      variant="subtle"
      className={classes.add}
      leftSection={<IconPlus size={16} />}
      onClick={() => actions.addRow()}
    >
      {t("transcript.addRow")}
    </Button>
  );
});

/** The rows as they were when their order last changed. */
function useOrder(segments: readonly Segment[]): readonly Segment[] {
  const order = useRef(segments);
  if (!isSameOrder(order.current, segments)) order.current = segments;
  return order.current;
}

function isSameOrder(a: readonly Segment[], b: readonly Segment[]): boolean {
  return a === b || (a.length === b.length && a.every(({ id }, index) => id === b[index]?.id));
}

/** How many notes each row has: those that begin in it. */
function rowsWithNotes(segments: readonly Segment[], notes: readonly Note[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const note of notes) {
    const row = segments[rowAt(segments, note.startMs)];
    if (row !== undefined) counts.set(row.id, (counts.get(row.id) ?? 0) + 1);
  }
  return counts;
}

function isInSight(
  page: HTMLElement | null,
  row: { readonly start: number; readonly end: number } | undefined,
): boolean {
  if (page === null || row === undefined) return false;
  const { scrollTop, clientHeight } = page;
  const top = scrollTop === 0 ? 0 : scrollTop + edgePx;
  return row.start >= top && row.end <= scrollTop + clientHeight - edgePx;
}

function hasSelectedText(page: HTMLElement | null): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed && page?.contains(selection.anchorNode) === true;
}

/** Cutting rows and putting blocks in: what is done at the cursor, and where it plays. */
import {
  characterAt,
  type Edge,
  mergeSegments,
  mixesSpeakers,
  movedEdge,
  seamOf,
  splitSegment,
} from "../../../shared/domain/cutSegments.ts";
import type { Edit } from "../../../shared/domain/edit.ts";
import type { ConversationId, SegmentId } from "../../../shared/domain/ids.ts";
import { writtenEdits } from "../../../shared/domain/listened.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { PlayRange } from "../../audio/player.ts";
import { withBlock } from "../transcript/textBlock.ts";
import type { ReviewPlace } from "./reviewActions.ts";
import { editTranscript, look, useReview } from "./reviewStore.ts";

/** The field one writes in, as far as the deeds look at it. */
export type WritingField = Pick<HTMLTextAreaElement, "selectionStart" | "selectionEnd">;

/** The most a segment may hold (shared/domain/segment.ts). */
const longest = 20_000;

/** The deeds. */
export interface CutActions {
  /** Tells where one writes; the function returned takes it back. */
  writeIn(field: WritingField | null): () => void;
  /** Splits a row at the cursor, or where it plays if one does not write in it. */
  split(segmentId: SegmentId): void;
  /** Makes a row and the one before or after it one. */
  merge(segmentId: SegmentId, neighbour: "before" | "after"): void;
  /** Moves an edge, along with the row that begins or ends there. */
  moveEdge(segmentId: SegmentId, edge: Edge, positionMs: number): void;
  /** Lets a row begin or end where it plays, and no other with it: so gaps and overlaps come about. */
  putEdgeHere(segmentId: SegmentId, edge: Edge): void;
  /** Takes over times that were dragged. */
  dragEdges(segmentId: SegmentId, range: PlayRange): void;
  /** Puts a text block in at the cursor. */
  placeBlock(index: number): void;
}

/**
 * Creates the deeds of one open conversation.
 *
 * @param edit - goes on writing in a row, with the cursor at an index of its text
 */
export function createCutActions(
  conversationId: ConversationId,
  place: () => ReviewPlace,
  edit: (segmentId: SegmentId, cursorAt: number) => void,
  undo: () => void,
): CutActions {
  let field: WritingField | null = null;

  const segments = () => useReview.getState().transcripts[conversationId]?.segments ?? [];
  const find = (segmentId: SegmentId) => segments().find(({ id }) => id === segmentId);
  const isWritingIn = (segmentId: SegmentId) => useReview.getState().looking.editingId === segmentId;

  /** Positions are final, and nothing forbids a change. */
  function mayCut(): boolean {
    const { player, isExact, isHeld } = place();
    return !isHeld && (player === null || isExact);
  }

  function change(edits: readonly Edit[]): boolean {
    if (edits.length === 0 || !mayCut()) return false;
    editTranscript(conversationId, edits);
    return true;
  }

  /** Takes the step just made back, as long as nothing has been done since. */
  function undoLast(): () => void {
    const step = useReview.getState().transcripts[conversationId]?.past.at(-1);
    return () => {
      const last = useReview.getState().transcripts[conversationId]?.past.at(-1);
      if (step !== undefined && last === step) undo();
    };
  }

  /** Moves edges; a row that is repeated is repeated as it is then. */
  function moved(segmentId: SegmentId, edits: readonly Edit[]): void {
    const { player } = place();
    const loop = player?.state().loop;
    const row = find(segmentId);
    const isRepeated = row !== undefined && loop?.startMs === row.startMs && loop.endMs === row.endMs;
    if (!change(edits) || !isRepeated) return;
    const { startMs, endMs } = find(segmentId) ?? row;
    player?.setLoop({ startMs, endMs });
  }

  function splitPoint(row: Segment): { readonly character: number; readonly positionMs: number | null } {
    const positionMs = place().player?.positionMs() ?? null;
    if (isWritingIn(row.id) && field !== null) return { character: field.selectionStart, positionMs };
    const middleMs = (row.startMs + row.endMs) / 2;
    const isInside = positionMs !== null && positionMs > row.startMs && positionMs < row.endMs;
    return { character: characterAt(row, isInside ? positionMs : middleMs), positionMs };
  }

  const actions: CutActions = {
    writeIn: (next) => {
      field = next;
      return () => {
        if (field === next) field = null;
      };
    },
    split: (segmentId) => {
      const row = find(segmentId);
      if (row === undefined) return;
      const { character, positionMs } = splitPoint(row);
      const id = crypto.randomUUID() as SegmentId;
      const wasWriting = isWritingIn(segmentId);
      if (!change(splitSegment(row, character, positionMs, id))) return;
      if (wasWriting) edit(id, 0);
      else look({ chosenId: id });
    },
    merge: (segmentId, neighbour) => {
      const all = segments();
      const index = all.findIndex(({ id }) => id === segmentId);
      const [first, second] =
        neighbour === "before" ? [all[index - 1], all[index]] : [all[index], all[index + 1]];
      if (index < 0 || first === undefined || second === undefined) return;
      const wasWriting = isWritingIn(segmentId);
      const cursorAt = neighbour === "after" && field !== null ? field.selectionStart : seamOf(first);
      if (!change(mergeSegments(first, second))) return;
      if (wasWriting) edit(first.id, cursorAt);
      else look({ chosenId: first.id });
      if (mixesSpeakers(first, second)) place().onMixed(undoLast());
    },
    moveEdge: (segmentId, edge, positionMs) => {
      moved(segmentId, movedEdge(segments(), segmentId, edge, positionMs, place().durationMs));
    },
    putEdgeHere: (segmentId, edge) => {
      const { player, durationMs } = place();
      if (player === null) return;
      moved(segmentId, movedEdge(segments(), segmentId, edge, player.positionMs(), durationMs, "alone"));
    },
    dragEdges: (segmentId, { startMs, endMs }) => {
      const row = find(segmentId);
      if (row === undefined) return;
      if (startMs !== row.startMs) actions.moveEdge(segmentId, "start", startMs);
      else actions.moveEdge(segmentId, "end", endMs);
    },
    placeBlock: (index) => {
      const { editingId } = useReview.getState().looking;
      const row = editingId === undefined ? undefined : find(editingId);
      const block = place().writing.textBlocks[index] ?? "";
      if (row === undefined || field === null || block === "") return;
      const { text, cursor } = withBlock(row.text, field.selectionStart, field.selectionEnd, block);
      if (text.length > longest || place().isHeld) return;
      editTranscript(conversationId, writtenEdits(row, text));
      look({ cursor: { at: cursor } });
    },
  };
  return actions;
}

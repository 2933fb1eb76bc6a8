/** What a person can do in the review; keys, buttons and rows all call these. */
import type { Edge } from "../../../shared/domain/cutSegments.ts";
import type { ConversationId, SegmentId } from "../../../shared/domain/ids.ts";
import { writtenEdits } from "../../../shared/domain/listened.ts";
import { spokenBy } from "../../../shared/domain/renamedLines.ts";
import type { Segment, Speaker } from "../../../shared/domain/segment.ts";
import { nextSpeed, type Player, type PlayRange } from "../../audio/player.ts";
import { flippedSpeaker, newRow, rowAt } from "../transcript/rows.ts";
import { type CutActions, createCutActions } from "./cutActions.ts";
import type { ReviewCommand } from "./reviewCommands.ts";
import {
  editTranscript,
  look,
  redoEdit,
  saveTranscript,
  undoEdit,
  useReview,
  writeNote,
} from "./reviewStore.ts";
import { createTypingPause, type TypingPauseHabits } from "./typingPause.ts";
import { type WaveformView, zoomStep } from "./waveformView.ts";

/** How a person writes, as they have chosen it. */
export interface WritingHabits extends TypingPauseHabits {
  readonly alternateSpeakers: boolean;
  readonly textBlocks: readonly string[];
}

/** Where the actions act, as it is at that moment. */
export interface ReviewPlace {
  readonly player: Player | null;
  readonly durationMs: number | null;
  /** `false` while positions are not final yet: notes and rows wait. */
  readonly isExact: boolean;
  /** `true` under a hold: the text can be read, not changed. */
  readonly isHeld: boolean;
  readonly waveform: WaveformView | null;
  readonly writing: WritingHabits;
  /** Words of two people have come into one row: the person is told. */
  onMixed(undo: () => void): void;
}

/** The actions of one open conversation; the object never changes. */
export interface ReviewActions extends CutActions {
  run(command: ReviewCommand): void;
  /** Goes to a position, and along with it from then on. */
  seek(positionMs: number): void;
  /** Goes to a row and makes it the current one. */
  choose(segment: Segment): void;
  playFrom(segment: Segment): void;
  /** @param cursorAt - where the cursor goes, an index in the text; at the end if left out */
  edit(segmentId: SegmentId | undefined, cursorAt?: number): void;
  /** Ends writing in this row, unless one writes in another by now. */
  stopEditing(segmentId: SegmentId): void;
  /** From one row being edited to the next or the one before. */
  editNext(segment: Segment, by: 1 | -1): void;
  /** A row is done: one writes in the next, which plays from its start; after the last a new one begins. */
  goOn(segment: Segment): void;
  /** Backspace at the start of a row, Delete at its end. */
  mergeAtCursor(segment: Segment, neighbour: "before" | "after"): void;
  write(segmentId: SegmentId, text: string, isBurst: boolean): void;
  setSpeaker(segmentId: SegmentId, speaker: Speaker): void;
  /** Asks who speaks a row. */
  nameSpeaker(segmentId: SegmentId): void;
  /** Somebody says that they have listened to a row that a machine wrote, or that it needs listening to again. */
  setListened(segmentId: SegmentId, isListened: boolean): void;
  /** A new empty row where it plays, open for writing. */
  addRow(): void;
  removeRow(segmentId: SegmentId): void;
  beginNote(range?: PlayRange): void;
  follow(): void;
}

/** Creates the actions. */
export function createReviewActions(conversationId: ConversationId, place: () => ReviewPlace): ReviewActions {
  const typingPause = createTypingPause((delayMs, action) => {
    const timer = setTimeout(action, delayMs);
    return () => clearTimeout(timer);
  });
  const cutting = createCutActions(
    conversationId,
    place,
    (segmentId, cursorAt) => actions.edit(segmentId, cursorAt),
    () => stepThrough(undoEdit),
  );

  const segments = () => useReview.getState().transcripts[conversationId]?.segments ?? [];

  const find = (segmentId: SegmentId) => segments().find(({ id }) => id === segmentId);

  function currentIndex(): number {
    const { player } = place();
    const { chosenId } = useReview.getState().looking;
    if (player === null) return segments().findIndex(({ id }) => id === chosenId);
    return rowAt(segments(), player.positionMs(), chosenId);
  }

  /** The row one writes in, else the one where it plays. */
  function currentRow(): Segment | undefined {
    const { editingId } = useReview.getState().looking;
    return editingId === undefined ? segments()[currentIndex()] : find(editingId);
  }

  function moveRow(by: 1 | -1): void {
    const index = currentIndex();
    const { editingId } = useReview.getState().looking;
    const next = segments()[Math.max(0, index + by)];
    if (next === undefined || editingId !== undefined) return;
    actions.choose(next);
  }

  function beginNoteHere(): void {
    const { player, isExact } = place();
    const { selection, chosenId } = useReview.getState().looking;
    if (!isExact) return;
    const atMs = player?.positionMs() ?? segments().find(({ id }) => id === chosenId)?.startMs ?? 0;
    actions.beginNote(selection ?? { startMs: atMs, endMs: atMs });
  }

  function toggleLoop(): void {
    const { player } = place();
    if (player === null) return;
    const { selection } = useReview.getState().looking;
    const row = currentRow();
    const range = selection ?? (row === undefined ? null : { startMs: row.startMs, endMs: row.endMs });
    player.setLoop(player.state().loop === null ? range : null);
  }

  /** Plays a row from its start; what is repeated goes along. */
  function playRow(row: Segment): void {
    const { player } = place();
    if (player === null) return;
    if (player.state().loop !== null) player.setLoop({ startMs: row.startMs, endMs: row.endMs });
    actions.seek(row.startMs);
    player.play();
  }

  /** Where a row that follows another begins: where it plays, if that is after it has begun. */
  function positionAfter(row: Segment): number {
    const positionMs = place().player?.positionMs() ?? row.endMs;
    return positionMs > row.startMs ? positionMs : row.endMs;
  }

  function insertRow(atMs: number, writtenId?: SegmentId): Segment | undefined {
    const { player, durationMs, isExact, isHeld, writing } = place();
    if (isHeld || (player !== null && !isExact)) return undefined;
    const manners = { alternates: writing.alternateSpeakers, writtenId };
    const id = crypto.randomUUID() as SegmentId;
    const { segment, edits } = newRow(segments(), atMs, durationMs, id, manners);
    editTranscript(conversationId, edits);
    actions.edit(id);
    return segment;
  }

  /** An undone or redone step may take the row away that one writes in: its neighbour takes over. */
  function stepThrough(step: (conversationId: ConversationId) => void): void {
    if (place().isHeld) return;
    const { editingId } = useReview.getState().looking;
    const index = segments().findIndex(({ id }) => id === editingId);
    step(conversationId);
    if (editingId === undefined || find(editingId) !== undefined) return;
    actions.edit(segments()[Math.max(0, index - 1)]?.id);
  }

  const actions: ReviewActions = {
    ...cutting,
    run: (command) => {
      const { player, waveform } = place();
      const row = currentRow();
      switch (command.kind) {
        case "play-pause":
          typingPause.forget();
          return player?.toggle();
        case "skip":
          return player === null ? undefined : actions.seek(player.positionMs() + command.byMs);
        case "move-row":
          return moveRow(command.by);
        case "flip-speaker":
          return row === undefined ? undefined : actions.setSpeaker(row.id, flippedSpeaker(row.speaker));
        case "listened":
          return row === undefined ? undefined : actions.setListened(row.id, true);
        case "loop":
          return toggleLoop();
        case "note":
          return beginNoteHere();
        case "edit-row":
          // Before the first row begins, it is the first that one means.
          return actions.edit((row ?? segments()[0])?.id);
        case "zoom":
          return waveform?.zoomBy(command.by === 1 ? zoomStep : 1 / zoomStep);
        case "speed":
          return player?.setSpeed(nextSpeed(player.state().speed, command.by));
        case "undo":
          return stepThrough(undoEdit);
        case "redo":
          return stepThrough(redoEdit);
        case "split":
          return row === undefined ? undefined : cutting.split(row.id);
        case "merge":
          return row === undefined ? undefined : cutting.merge(row.id, command.with);
        case "nudge":
          return row === undefined
            ? undefined
            : cutting.moveEdge(row.id, command.edge, edgeOf(row, command.edge) + command.byMs);
        case "edge-here":
          return row === undefined ? undefined : cutting.putEdgeHere(row.id, command.edge);
        case "block":
          return cutting.placeBlock(command.index);
      }
    },
    seek: (positionMs) => {
      const { player } = place();
      if (player !== null) player.seek(positionMs);
      else look({ chosenId: segments()[rowAt(segments(), positionMs)]?.id });
      actions.follow();
    },
    choose: (segment) => {
      look({ chosenId: segment.id });
      if (place().player === null) actions.follow();
      else actions.seek(segment.startMs);
    },
    playFrom: (segment) => {
      actions.choose(segment);
      place().player?.play();
    },
    edit: (segmentId, cursorAt) => {
      if (segmentId !== undefined && place().isHeld) return;
      const { editingId } = useReview.getState().looking;
      if (editingId !== undefined && editingId !== segmentId) void saveTranscript(conversationId);
      if (segmentId === undefined) typingPause.forget();
      const cursor = cursorAt === undefined ? null : { at: cursorAt };
      look(
        segmentId === undefined
          ? { editingId: undefined, cursor }
          : { editingId: segmentId, chosenId: segmentId, cursor },
      );
    },
    stopEditing: (segmentId) => {
      if (useReview.getState().looking.editingId === segmentId) actions.edit(undefined);
    },
    editNext: (segment, by) => {
      const all = segments();
      const next = all[all.findIndex(({ id }) => id === segment.id) + by];
      if (next !== undefined) actions.edit(next.id);
      else if (by === 1 && segment.text.trim() !== "") actions.addRow();
      else actions.edit(undefined);
    },
    goOn: (segment) => {
      const all = segments();
      const next = all[all.findIndex(({ id }) => id === segment.id) + 1];
      typingPause.forget();
      if (next !== undefined) {
        actions.edit(next.id);
        playRow(next);
      } else if (segment.text.trim() !== "") {
        const added = insertRow(positionAfter(segment), segment.id);
        if (added !== undefined) playRow(added);
      } else actions.edit(undefined);
    },
    mergeAtCursor: (segment, neighbour) => {
      if (segment.text !== "") return cutting.merge(segment.id, neighbour);
      const all = segments();
      const index = all.findIndex(({ id }) => id === segment.id);
      const goesOnIn = neighbour === "before" ? all[index - 1] : all[index + 1];
      actions.removeRow(segment.id);
      if (goesOnIn !== undefined) actions.edit(goesOnIn.id, neighbour === "before" ? undefined : 0);
    },
    write: (segmentId, text, isBurst) => {
      const row = find(segmentId);
      if (row === undefined) return;
      editTranscript(conversationId, writtenEdits(row, text), isBurst);
      const { player, writing } = place();
      if (player !== null) typingPause.typed(player, writing);
    },
    setSpeaker: (segmentId, speaker) => {
      const row = find(segmentId);
      if (row === undefined || place().isHeld) return;
      // Whoever had a name of their own is one of the two from now on.
      editTranscript(conversationId, spokenBy(row, speaker, null));
    },
    nameSpeaker: (segmentId) => {
      if (!place().isHeld) look({ namingId: segmentId });
    },
    setListened: (segmentId, isListened) => {
      const row = find(segmentId);
      if (row === undefined || place().isHeld) return;
      const before = row.isUnreviewed === undefined;
      editTranscript(conversationId, [{ kind: "set-reviewed", segmentId, before, after: isListened }]);
    },
    addRow: () => {
      const { player } = place();
      const all = segments();
      const { chosenId } = useReview.getState().looking;
      const last = all.find(({ id }) => id === chosenId) ?? all.at(-1);
      insertRow(player === null ? (last?.endMs ?? 0) : player.positionMs());
    },
    removeRow: (segmentId) => {
      const segment = find(segmentId);
      actions.edit(undefined);
      if (segment !== undefined && !place().isHeld)
        editTranscript(conversationId, [{ kind: "remove-segment", segment }]);
    },
    beginNote: (range) => {
      if (range === undefined) return beginNoteHere();
      const begun = useReview.getState().notes[conversationId];
      look({ tab: "notes" });
      if (begun === undefined) writeNote(conversationId, { ...range, noteId: null, text: "" });
      else if (begun.noteId === null) writeNote(conversationId, { ...begun, ...range });
    },
    follow: () => {
      look({ isFollowing: true });
      place().waveform?.follow();
    },
  };
  return actions;
}

function edgeOf(row: Segment, edge: Edge): number {
  return edge === "start" ? row.startMs : row.endMs;
}

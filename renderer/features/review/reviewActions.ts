/** What a person can do in the review; keys, buttons and rows all call these. */
import type { ConversationId, SegmentId } from "../../../shared/domain/ids.ts";
import { spokenBy } from "../../../shared/domain/renamedLines.ts";
import type { Segment, Speaker } from "../../../shared/domain/segment.ts";
import { nextSpeed, type Player, type PlayRange } from "../../audio/player.ts";
import { flippedSpeaker, newRow, rowAt } from "../transcript/rows.ts";
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
import { type WaveformView, zoomStep } from "./waveformView.ts";

/** Where the actions act, as it is at that moment. */
export interface ReviewPlace {
  readonly player: Player | null;
  readonly durationMs: number | null;
  /** `false` while positions are not final yet: notes and rows wait. */
  readonly isExact: boolean;
  /** `true` under a hold: the text can be read, not changed. */
  readonly isHeld: boolean;
  readonly waveform: WaveformView | null;
}

/** The actions of one open conversation; the object never changes. */
export interface ReviewActions {
  run(command: ReviewCommand): void;
  /** Goes to a position, and along with it from then on. */
  seek(positionMs: number): void;
  /** Goes to a row and makes it the current one. */
  choose(segment: Segment): void;
  playFrom(segment: Segment): void;
  edit(segmentId: SegmentId | undefined): void;
  /** Ends writing in this row, unless one writes in another by now. */
  stopEditing(segmentId: SegmentId): void;
  /** From one row being edited to the next or the one before; after the last a new one begins. */
  editNext(segment: Segment, by: 1 | -1): void;
  write(segmentId: SegmentId, text: string, isBurst: boolean): void;
  setSpeaker(segmentId: SegmentId, speaker: Speaker): void;
  /** Asks who speaks a row. */
  nameSpeaker(segmentId: SegmentId): void;
  /** A new empty row where it plays, open for writing. */
  addRow(): void;
  removeRow(segmentId: SegmentId): void;
  beginNote(range?: PlayRange): void;
  follow(): void;
}

/** Creates the actions. */
export function createReviewActions(conversationId: ConversationId, place: () => ReviewPlace): ReviewActions {
  const segments = () => useReview.getState().transcripts[conversationId]?.segments ?? [];

  const find = (segmentId: SegmentId) => segments().find(({ id }) => id === segmentId);

  function currentIndex(): number {
    const { player } = place();
    const { chosenId } = useReview.getState().looking;
    if (player === null) return segments().findIndex(({ id }) => id === chosenId);
    return rowAt(segments(), player.positionMs(), chosenId);
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
    const row = segments()[currentIndex()];
    const range = selection ?? (row === undefined ? null : { startMs: row.startMs, endMs: row.endMs });
    player.setLoop(player.state().loop === null ? range : null);
  }

  const actions: ReviewActions = {
    run: (command) => {
      const { player, waveform } = place();
      const row = segments()[currentIndex()];
      switch (command.kind) {
        case "play-pause":
          return player?.toggle();
        case "skip":
          return player === null ? undefined : actions.seek(player.positionMs() + command.byMs);
        case "move-row":
          return moveRow(command.by);
        case "flip-speaker":
          return row === undefined ? undefined : actions.setSpeaker(row.id, flippedSpeaker(row.speaker));
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
          return place().isHeld ? undefined : undoEdit(conversationId);
        case "redo":
          return place().isHeld ? undefined : redoEdit(conversationId);
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
    edit: (segmentId) => {
      if (segmentId !== undefined && place().isHeld) return;
      const { editingId } = useReview.getState().looking;
      if (editingId !== undefined && editingId !== segmentId) void saveTranscript(conversationId);
      look(
        segmentId === undefined ? { editingId: undefined } : { editingId: segmentId, chosenId: segmentId },
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
    write: (segmentId, text, isBurst) => {
      const row = find(segmentId);
      if (row === undefined) return;
      editTranscript(
        conversationId,
        [{ kind: "set-text", segmentId, before: row.text, after: text }],
        isBurst,
      );
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
    addRow: () => {
      const { player, durationMs, isExact, isHeld } = place();
      if (isHeld || (player !== null && !isExact)) return;
      const all = segments();
      const { chosenId } = useReview.getState().looking;
      const last = all.find(({ id }) => id === chosenId) ?? all.at(-1);
      const atMs = player === null ? (last?.endMs ?? 0) : player.positionMs();
      const id = crypto.randomUUID() as SegmentId;
      editTranscript(conversationId, newRow(all, atMs, durationMs, id).edits);
      actions.edit(id);
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

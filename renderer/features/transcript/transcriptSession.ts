/** A transcript being edited: what is shown, what is not yet saved, and the way back; all of it plain data. */
import { applyEdit, applyEdits, type Edit } from "../../../shared/domain/edit.ts";
import {
  type EditHistory,
  editsPerRequest,
  isChange,
  isTypingOn,
  joinedStep,
  type Move,
  type MoveGiven,
  moved,
  movesPerRequest,
  type Step,
} from "../../../shared/domain/editHistory.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";

/** Words a person typed for a row that changed elsewhere meanwhile: kept in sight until they say what to do. */
export interface StrandedText {
  readonly segmentId: SegmentId;
  readonly startMs: number;
  readonly text: string;
}

/** A move that is made, with the edits that the text got by it; those of an undo are the vault's to find. */
export type PendingMove = MoveGiven & { readonly edits: Step };

/** What is sent at once, under a name by which the vault knows it again should its answer be lost. */
export interface Batch {
  readonly saveId: string;
  readonly moves: readonly PendingMove[];
}

/** A transcript as the vault has it; `saveId` names the last batch in it, if there was any. */
export interface KeptTranscript {
  readonly version: number;
  readonly segments: readonly Segment[];
  readonly history: EditHistory;
  readonly saveId: string | null;
}

/**
 * `segments` is the vault's transcript of `version` with `unanswered`, `sending` and then `pending` on top.
 *
 * `past` and `future` are steps in the order they were made; the last of each is the next to undo or redo.
 */
export interface TranscriptSession extends EditHistory {
  readonly version: number;
  readonly segments: readonly Segment[];
  /** On its way to the vault. */
  readonly sending: Batch | null;
  /** Sent, and no answer came: nobody knows whether the vault has it. Goes again just as it was. */
  readonly unanswered: Batch | null;
  /** Not sent yet. */
  readonly pending: readonly PendingMove[];
  readonly stranded: readonly StrandedText[];
}

/** Length of a row that stranded words get where theirs is gone, in ms. */
const strandedRowMs = 4_000;

/** Begins with a transcript as the vault has it, and with the way back from there. */
export function openSession({ version, segments, history }: KeptTranscript): TranscriptSession {
  return { version, segments, ...history, sending: null, unanswered: null, pending: [], stranded: [] };
}

/** Whether everything typed has been acknowledged by the vault. */
export function isSaved(session: TranscriptSession): boolean {
  return session.sending === null && !isToBeSent(session) && session.stranded.length === 0;
}

/** Whether there is something to send. */
export function isToBeSent(session: TranscriptSession): boolean {
  return session.unanswered !== null || session.pending.length > 0;
}

/**
 * Applies edits as one step of undo.
 *
 * @param burst - `true` while a person goes on typing in a row: the step joins the one before if that is
 *   the same row's text too
 * @throws RangeError if an edit does not fit what is shown
 */
export function edited(session: TranscriptSession, edits: Step, burst = false): TranscriptSession {
  const real = edits.filter(isChange);
  if (real.length === 0) return session;
  const joins = burst && isTypingOn(session.past.at(-1), real);
  return made(session, { kind: "do", edits: real, joins });
}

/**
 * Applies edits beside the steps: nothing takes them back.
 *
 * @throws RangeError if an edit does not fit what is shown
 */
export function editedAside(session: TranscriptSession, edits: Step): TranscriptSession {
  const real = edits.filter(isChange);
  return real.length === 0 ? session : made(session, { kind: "aside", edits: real });
}

/** Takes the last step back; unchanged if there is none. A step that no longer fits is dropped with all before it. */
export function undone(session: TranscriptSession): TranscriptSession {
  return ifItFits(() => made(session, { kind: "undo" })) ?? { ...session, past: [] };
}

/** Makes the last undone step again; unchanged if there is none. */
export function redone(session: TranscriptSession): TranscriptSession {
  return ifItFits(() => made(session, { kind: "redo" })) ?? { ...session, future: [] };
}

/** Forgets every step, so that none leads back to what stood there before. */
export function withoutWayBack(session: TranscriptSession): TranscriptSession {
  return { ...session, past: [], future: [] };
}

/** Hands over what is sent next: what got no answer, else the oldest that waits; unchanged while others are on their way. */
export function sendingBegun(session: TranscriptSession, saveId: string): TranscriptSession {
  if (session.sending !== null || !isToBeSent(session)) return session;
  if (session.unanswered !== null) return { ...session, sending: session.unanswered, unanswered: null };
  const [moves, pending] = divided(session.pending);
  return { ...session, sending: { saveId, moves }, pending };
}

/** The vault has them. */
export function sendingAcknowledged(session: TranscriptSession, version: number): TranscriptSession {
  return { ...session, version, sending: null };
}

/** Nobody knows whether the vault has them: they go again, first in line. Told of twice, they are not lost. */
export function sendingFailed(session: TranscriptSession): TranscriptSession {
  if (session.sending === null) return session;
  return { ...session, sending: null, unanswered: session.sending };
}

/** What the vault is sent of a move. */
export function sentMove(move: PendingMove): Move {
  switch (move.kind) {
    case "do":
      return { kind: "do", edits: [...move.edits], joins: move.joins };
    case "aside":
      return { kind: "aside", edits: [...move.edits] };
    case "undo":
    case "redo":
      return { kind: move.kind };
  }
}

/**
 * Puts what is not yet saved on top of a transcript read anew; call it while nothing is on its way.
 *
 * A batch that the vault has is dropped (only the answer was lost). Where the text changed elsewhere, what fits is done
 * on top of it; text that was typed into a row that has since changed or gone is kept as stranded.
 */
export function rebased(session: TranscriptSession, fresh: KeptTranscript): TranscriptSession {
  const { unanswered, pending } = session;
  const isThere = unanswered !== null && unanswered.saveId === fresh.saveId;
  const moves = unanswered === null || isThere ? pending : [...unanswered.moves, ...pending];
  const start = { ...openSession(fresh), stranded: session.stranded };
  const isAsExpected = fresh.version === session.version + (isThere ? 1 : 0);
  const again = isAsExpected ? ifItFits(() => moves.reduce(made, start)) : undefined;
  return again ?? doneOnTop(start, moves, session.segments);
}

/** Does what fits of moves, each as a step of its own: there is nothing to undo that this text does not know. */
function doneOnTop(
  start: TranscriptSession,
  moves: readonly PendingMove[],
  shown: readonly Segment[],
): TranscriptSession {
  let session = start;
  const stranded = new Map(start.stranded.map((text) => [text.segmentId, text]));
  for (const move of moves) {
    let segments = session.segments;
    const fitting: Edit[] = [];
    for (const edit of move.edits) {
      if (isAlreadyThere(segments, edit)) continue;
      const next = ifItFits(() => applyEdit(segments, edit));
      if (next !== undefined) {
        segments = next;
        fitting.push(edit);
      } else {
        const text = strandedBy(edit, shown);
        if (text !== undefined) stranded.set(text.segmentId, text);
      }
    }
    const isBurst = move.kind === "do" && move.joins;
    session = move.kind === "aside" ? editedAside(session, fitting) : edited(session, fitting, isBurst);
  }
  return { ...session, stranded: [...stranded.values()] };
}

/** Puts stranded words into their row after all, or into a new one where the row is gone. */
export function strandedPlaced(session: TranscriptSession, segmentId: SegmentId): TranscriptSession {
  const words = session.stranded.find((text) => text.segmentId === segmentId);
  if (words === undefined) return session;
  const there = session.segments.find((segment) => segment.id === segmentId);
  const { startMs, text } = words;
  const edit: Edit =
    there === undefined
      ? {
          kind: "insert-segment",
          segment: { id: segmentId, startMs, endMs: startMs + strandedRowMs, speaker: "other", text },
        }
      : { kind: "set-text", segmentId, before: there.text, after: text };
  return edited(strandedDropped(session, segmentId), [edit]);
}

/** Lets stranded words go, on the person's word. */
export function strandedDropped(session: TranscriptSession, segmentId: SegmentId): TranscriptSession {
  return { ...session, stranded: session.stranded.filter((text) => text.segmentId !== segmentId) };
}

/**
 * Makes a move: in the text, in the steps, and in what is to be sent; unchanged where there is nothing to undo or redo.
 *
 * @throws RangeError if an edit does not fit what is shown
 */
function made(session: TranscriptSession, move: MoveGiven): TranscriptSession {
  const result = moved({ past: session.past, future: session.future }, move);
  if (result === undefined) return session;
  const { history, edits } = result;
  const segments = applyEdits(session.segments, edits);
  return { ...session, ...history, segments, pending: appended(session.pending, { ...move, edits }) };
}

/** Appends to what waits; typing in one row stays one edit however long it lasts. */
function appended(pending: readonly PendingMove[], move: PendingMove): readonly PendingMove[] {
  const last = pending.at(-1);
  const goesOn =
    move.kind === "do" && move.joins && last?.kind === "do" && isTypingOn(last.edits, move.edits);
  if (!goesOn) return [...pending, move];
  return [...pending.slice(0, -1), { ...last, edits: joinedStep(last.edits, move.edits) }];
}

/** Divides what waits into what one request carries, and the rest; a long step is cut, and its rest joins it. */
function divided(
  pending: readonly PendingMove[],
): readonly [sent: readonly PendingMove[], rest: readonly PendingMove[]] {
  const sent: PendingMove[] = [];
  let room = editsPerRequest;
  for (const [index, move] of pending.entries()) {
    const isLight = move.kind === "undo" || move.kind === "redo";
    if (isLight || move.edits.length <= room) {
      sent.push(move);
      room -= isLight ? 0 : move.edits.length;
    } else if (index > 0) return [sent, pending.slice(index)];
    else {
      const rest = move.edits.slice(editsPerRequest);
      const cut = { ...move, edits: move.edits.slice(0, editsPerRequest) };
      const more: PendingMove =
        move.kind === "do" ? { ...move, edits: rest, joins: true } : { ...move, edits: rest };
      return [[cut], [more, ...pending.slice(1)]];
    }
    if (sent.length === movesPerRequest) return [sent, pending.slice(index + 1)];
  }
  return [sent, []];
}

function isAlreadyThere(segments: readonly Segment[], edit: Edit): boolean {
  const id = "segmentId" in edit ? edit.segmentId : edit.segment.id;
  const there = segments.find((segment) => segment.id === id);
  switch (edit.kind) {
    case "set-text":
      return there?.text === edit.after;
    case "set-speaker":
      return there?.speaker === edit.after;
    case "set-speaker-name":
      return there !== undefined && (there.speakerName ?? null) === edit.after;
    case "set-reviewed":
      return there !== undefined && (there.isUnreviewed === undefined) === edit.after;
    case "set-times":
      return there?.startMs === edit.after.startMs && there.endMs === edit.after.endMs;
    case "insert-segment":
      return there !== undefined;
    case "remove-segment":
      return there === undefined;
  }
}

/** The words that would be lost with an edit that does not fit, as they stand on the screen; none in a row that was removed here. */
function strandedBy(edit: Edit, shown: readonly Segment[]): StrandedText | undefined {
  if (edit.kind !== "set-text" && edit.kind !== "insert-segment") return undefined;
  const segmentId = edit.kind === "set-text" ? edit.segmentId : edit.segment.id;
  const row = shown.find((segment) => segment.id === segmentId);
  return row === undefined || row.text === ""
    ? undefined
    : { segmentId, startMs: row.startMs, text: row.text };
}

function ifItFits<T>(apply: () => T): T | undefined {
  try {
    return apply();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

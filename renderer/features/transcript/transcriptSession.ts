/** A transcript being edited: what is shown, what is not yet saved, and the way back; all of it plain data. */
import { applyEdit, applyEdits, type Edit, invertEdits } from "../../../shared/domain/edit.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";

/** Words a person typed for a row that changed elsewhere meanwhile: kept in sight until they say what to do. */
export interface StrandedText {
  readonly segmentId: SegmentId;
  readonly startMs: number;
  readonly text: string;
}

/** One step of undo: edits that belong together. */
type Step = readonly Edit[];

/**
 * `segments` is the vault's transcript of `version` with `sending` and then `pending` on top.
 *
 * `past` and `future` are steps in the order they were made; the last of each is the next to undo or redo.
 */
export interface TranscriptSession {
  readonly version: number;
  readonly segments: readonly Segment[];
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** On its way to the vault, not yet acknowledged. */
  readonly sending: readonly Edit[];
  /** Not sent yet. */
  readonly pending: readonly Edit[];
  readonly stranded: readonly StrandedText[];
}

/** The most edits that `transcript.apply` takes at once. */
const editsPerRequest = 500;

/** Length of a row that stranded words get where theirs is gone, in ms. */
const strandedRowMs = 4_000;

/** Begins with a transcript as the vault has it. */
export function openSession(version: number, segments: readonly Segment[]): TranscriptSession {
  return { version, segments, past: [], future: [], sending: [], pending: [], stranded: [] };
}

/** Whether everything typed has been acknowledged by the vault. */
export function isSaved(session: TranscriptSession): boolean {
  return session.sending.length === 0 && session.pending.length === 0 && session.stranded.length === 0;
}

/**
 * Applies edits as one step of undo.
 *
 * @param burst - `true` while a person goes on typing in a row: the step joins the one before if that is
 *   the same row's text too
 * @throws RangeError if an edit does not fit what is shown
 */
export function edited(session: TranscriptSession, edits: Step, burst = false): TranscriptSession {
  const real = edits.filter(changesSomething);
  if (real.length === 0) return session;
  const segments = applyEdits(session.segments, real);
  const joined = burst ? joinedTyping(session.past.at(-1), real) : undefined;
  const past = joined === undefined ? [...session.past, real] : session.past.slice(0, -1);
  if (joined?.some(changesSomething)) past.push(joined);
  return { ...session, segments, past, future: [], pending: appended(session.pending, real) };
}

/** Takes the last step back; unchanged if there is none. A step that no longer fits is dropped with all before it. */
export function undone(session: TranscriptSession): TranscriptSession {
  const step = session.past.at(-1);
  if (step === undefined) return session;
  const back = invertEdits(step);
  const segments = ifItFits(() => applyEdits(session.segments, back));
  if (segments === undefined) return { ...session, past: [] };
  return {
    ...session,
    segments,
    past: session.past.slice(0, -1),
    future: [...session.future, step],
    pending: appended(session.pending, back),
  };
}

/** Makes the last undone step again; unchanged if there is none. */
export function redone(session: TranscriptSession): TranscriptSession {
  const step = session.future.at(-1);
  if (step === undefined) return session;
  const segments = ifItFits(() => applyEdits(session.segments, step));
  if (segments === undefined) return { ...session, future: [] };
  return {
    ...session,
    segments,
    past: [...session.past, step],
    future: session.future.slice(0, -1),
    pending: appended(session.pending, step),
  };
}

/** Forgets every step, so that none leads back to what stood there before. */
export function withoutWayBack(session: TranscriptSession): TranscriptSession {
  return { ...session, past: [], future: [] };
}

/** Hands the oldest pending edits over for sending; unchanged while others are on their way. */
export function sendingBegun(session: TranscriptSession): TranscriptSession {
  if (session.sending.length > 0) return session;
  return {
    ...session,
    sending: session.pending.slice(0, editsPerRequest),
    pending: session.pending.slice(editsPerRequest),
  };
}

/** The vault has them. */
export function sendingAcknowledged(session: TranscriptSession, version: number): TranscriptSession {
  return { ...session, version, sending: [] };
}

/** The vault does not have them: they wait again, first in line. */
export function sendingFailed(session: TranscriptSession): TranscriptSession {
  return { ...session, sending: [], pending: [...session.sending, ...session.pending] };
}

/**
 * Puts what is not yet saved on top of a transcript read anew.
 *
 * An edit that the new transcript already holds is dropped (the vault had saved it, only its word was lost);
 * text that was typed into a row that has since changed or gone is kept as stranded.
 */
export function rebased(
  session: TranscriptSession,
  version: number,
  fresh: readonly Segment[],
): TranscriptSession {
  let segments = fresh;
  const pending: Edit[] = [];
  const stranded = new Map(session.stranded.map((text) => [text.segmentId, text]));
  for (const edit of [...session.sending, ...session.pending]) {
    if (isAlreadyThere(segments, edit)) continue;
    const next = ifItFits(() => applyEdit(segments, edit));
    if (next !== undefined) {
      segments = next;
      pending.push(edit);
    } else {
      const text = strandedBy(edit, session.segments);
      if (text !== undefined) stranded.set(text.segmentId, text);
    }
  }
  return { ...session, version, segments, sending: [], pending, stranded: [...stranded.values()] };
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

function changesSomething(edit: Edit): boolean {
  switch (edit.kind) {
    case "set-text":
    case "set-speaker":
    case "set-speaker-name":
    case "set-reviewed":
      return edit.before !== edit.after;
    case "set-times":
      return edit.before.startMs !== edit.after.startMs || edit.before.endMs !== edit.after.endMs;
    case "insert-segment":
    case "remove-segment":
      return true;
  }
}

/** Two bursts in one row as one step, or `undefined` if they are not that. */
function joinedTyping(last: Step | undefined, step: Step): Step | undefined {
  const [before, after] = [last?.[0], step[0]];
  if (last?.length !== 1 || step.length !== 1) return undefined;
  if (before?.kind !== "set-text" || after?.kind !== "set-text") return undefined;
  return before.segmentId === after.segmentId ? [{ ...after, before: before.before }] : undefined;
}

/** Appends to the pending edits; typing in one row stays one edit however long it lasts. */
function appended(pending: Step, edits: Step): Step {
  const joined = joinedTyping(pending.slice(-1), edits);
  if (joined === undefined) return [...pending, ...edits];
  return [...pending.slice(0, -1), ...joined.filter(changesSomething)];
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

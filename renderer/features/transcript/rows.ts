/** Where one is in a transcript and what a new row there looks like. */
import type { Edit } from "../../../shared/domain/edit.ts";
import { compareSegments } from "../../../shared/domain/edit.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import type { Segment, Speaker } from "../../../shared/domain/segment.ts";

/** How long a new row lasts until another one follows, in ms. */
const newRowMs = 4_000;
/** A row that was just written is taken to last until the next begins, over a gap as long as this at most, in ms. */
const longestGapMs = 60_000;

/**
 * The row that belongs to a position: the chosen one while the position lies in it, else the last that has begun.
 *
 * @param segments - in order of `startMs`
 * @returns an index, −1 before the first row
 */
export function rowAt(segments: readonly Segment[], positionMs: number, chosenId?: SegmentId): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((segments[middle]?.startMs ?? 0) <= positionMs) low = middle + 1;
    else high = middle;
  }
  const last = low - 1;
  for (let index = last; index >= 0 && chosenId !== undefined; index -= 1) {
    const segment = segments[index];
    if (segment === undefined || segment.startMs + 60_000 < positionMs) break;
    if (segment.id === chosenId && positionMs < segment.endMs) return index;
  }
  return last;
}

/** The other of the two who talk; after anyone else it is the practitioner's turn. */
export function flippedSpeaker(speaker: Speaker): Speaker {
  return speaker === "practitioner" ? "client" : "practitioner";
}

/** How a new row follows those that are there. */
export interface RowManners {
  /** Spoken by the other of the two; else by the same as the row before. */
  readonly alternates: boolean;
  /** The row that was just written: it lasts until the new one begins, if that is not long after. */
  readonly writtenId?: SegmentId | undefined;
}

/**
 * The edits that add an empty row at a position.
 *
 * The row ends where the next begins, at the latest with the sound; a row at the end of the transcript that is
 * still running at that position ends there.
 *
 * @param durationMs - of the sound, `null` where there is none
 */
export function newRow(
  segments: readonly Segment[],
  positionMs: number,
  durationMs: number | null,
  id: SegmentId,
  { alternates, writtenId }: RowManners = { alternates: true },
): { readonly segment: Segment; readonly edits: readonly Edit[] } {
  const latestMs = durationMs === null ? Number.MAX_SAFE_INTEGER : Math.max(1, durationMs);
  const startMs = Math.min(Math.max(0, positionMs), latestMs - 1);
  const before = segments[rowAt(segments, startMs)];
  const next = segments.find((segment) => segment.startMs > startMs);
  const endMs = Math.max(startMs + 1, Math.min(next?.startMs ?? startMs + newRowMs, latestMs));
  const segment: Segment = { id, startMs, endMs, speaker: speakerAfter(before, alternates), text: "" };
  const insert: Edit = { kind: "insert-segment", segment };
  if (before === undefined || next !== undefined || before.startMs >= startMs) {
    return { segment, edits: [insert] };
  }
  const isRunning = before.endMs > startMs;
  const isWritten = before.id === writtenId && startMs - before.endMs <= longestGapMs;
  if (!isRunning && !isWritten) return { segment, edits: [insert] };
  const { startMs: beforeStartMs, endMs: beforeEndMs } = before;
  const lastUntilThere: Edit = {
    kind: "set-times",
    segmentId: before.id,
    before: { startMs: beforeStartMs, endMs: beforeEndMs },
    after: { startMs: beforeStartMs, endMs: startMs },
  };
  return { segment, edits: [lastUntilThere, insert] };
}

function speakerAfter(before: Segment | undefined, alternates: boolean): Speaker {
  if (before === undefined) return "practitioner";
  return alternates ? flippedSpeaker(before.speaker) : before.speaker;
}

/**
 * The words that a note at a moment or passage is about.
 *
 * @returns the text of the rows it touches, shortened at a word to about `maxLength`; empty for none
 */
export function quoteFor(
  segments: readonly Segment[],
  startMs: number,
  endMs: number,
  maxLength = 64,
): string {
  const touched = segments.filter(
    (segment) => segment.startMs < Math.max(endMs, startMs + 1) && segment.endMs > startMs,
  );
  const text = touched
    .toSorted(compareSegments)
    .map((segment) => segment.text.trim())
    .filter((words) => words !== "")
    .join(" ");
  if (text.length <= maxLength) return text;
  const cut = text.lastIndexOf(" ", maxLength);
  return `${text.slice(0, cut > 0 ? cut : maxLength)}…`;
}

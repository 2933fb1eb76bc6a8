/** Text that a machine wrote: which of it somebody has listened to, and what of a row has been heard. */
import type { Edit } from "./edit.ts";
import type { Segment } from "./segment.ts";

/** The fastest at which words can be checked against the sound. */
export const fastestListening = 2;
/** The longest step between two positions that is still playing on, in ms; a longer one is a leap. */
const longestStepMs = 1_000;
/** So much of a row must have been heard; the rest is a breath before and after. */
const enoughOfRow = 0.9;

/** `[startMs, endMs)`, what was played. */
export interface PlayedRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** How many rows nobody has listened to yet. */
export function unreviewedIn(segments: readonly Segment[]): number {
  return segments.reduce((count, { isUnreviewed }) => (isUnreviewed ? count + 1 : count), 0);
}

/** The edits that say of a row that somebody has listened; none where nobody needs to. */
export function listenedEdits({ id, isUnreviewed }: Pick<Segment, "id" | "isUnreviewed">): Edit[] {
  return isUnreviewed === undefined
    ? []
    : [{ kind: "set-reviewed", segmentId: id, before: false, after: true }];
}

/** The edits that write a row's text: whoever writes it has listened. */
export function writtenEdits(segment: Segment, text: string): Edit[] {
  return [
    { kind: "set-text", segmentId: segment.id, before: segment.text, after: text },
    ...listenedEdits(segment),
  ];
}

/**
 * What was heard between two positions that followed on each other while it played.
 *
 * @param speed - 1 as it was spoken
 * @returns `undefined` after a leap, or where it went too fast to listen
 */
export function playedBetween(fromMs: number, toMs: number, speed: number): PlayedRange | undefined {
  const isPlayed = fromMs < toMs && toMs - fromMs <= longestStepMs && speed <= fastestListening;
  return isPlayed ? { startMs: fromMs, endMs: toMs } : undefined;
}

/**
 * Adds a range to those that were played.
 *
 * @param played - in order, apart from each other
 * @returns likewise
 */
export function withPlayed(played: readonly PlayedRange[], range: PlayedRange): PlayedRange[] {
  const touching = played.filter(({ startMs, endMs }) => startMs <= range.endMs && range.startMs <= endMs);
  const startMs = Math.min(range.startMs, ...touching.map((one) => one.startMs));
  const endMs = Math.max(range.endMs, ...touching.map((one) => one.endMs));
  const before = played.filter((one) => one.endMs < range.startMs);
  const after = played.filter((one) => one.startMs > range.endMs);
  return [...before, { startMs, endMs }, ...after];
}

/** Whether nearly all of a row was played. */
export function isListened(
  { startMs, endMs }: Pick<Segment, "startMs" | "endMs">,
  played: readonly PlayedRange[],
): boolean {
  const heardMs = played.reduce(
    (sum, range) => sum + Math.max(0, Math.min(endMs, range.endMs) - Math.max(startMs, range.startMs)),
    0,
  );
  return heardMs >= enoughOfRow * (endMs - startMs);
}

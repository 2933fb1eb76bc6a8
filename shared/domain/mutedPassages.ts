/** Which passages of a conversation are silenced in every share, and how the sound goes down and up around them. */
import { isWritten, type Segment } from "./segment.ts";

/** `[startMs, endMs)` from the start of the recording, `startMs < endMs`. */
export interface Passage {
  readonly startMs: number;
  readonly endMs: number;
}

/** How long the sound takes to go down before a silenced passage, and up again after it, in ms. */
export const rampMs = 20;

/** A stretch between two rows that is longer than this may hide words that nobody has written down, in ms. */
export const longestPauseMs = 3_000;

/**
 * The passages in which someone else than practitioner and client speaks; what is said over them goes with them.
 *
 * @param segments - in any order, overlaps allowed
 * @returns in order, without overlaps, with a gap between each two; empty if nobody else speaks
 */
export function passagesOfOthers(segments: readonly Segment[]): Passage[] {
  return merged(segments.filter(({ speaker }) => speaker === "other"));
}

/**
 * All passages that are silenced in what is given to others: where someone else speaks, where the permission is
 * repeated, and where words are said that were replaced in the text.
 *
 * @param marked - as `passage.list` has them; what Lyhörd makes of sound for others must leave them out
 * @returns as {@link passagesOfOthers}
 */
export function mutedInShares(segments: readonly Segment[], marked: readonly Passage[]): Passage[] {
  return merged([...passagesOfOthers(segments), ...marked]);
}

/** Whether a row is spoken, even in part, within one of the passages. */
export function isWithin({ startMs, endMs }: Passage, passages: readonly Passage[]): boolean {
  return passages.some((passage) => startMs < passage.endMs && passage.startMs < endMs);
}

/**
 * How much of the sound has no text, apart from ordinary pauses; a row that waits to be written in has none.
 *
 * @param durationMs - of the sound
 * @returns the sum of all stretches without a written row that are longer than `longestPauseMs`, in ms
 */
export function untranscribedMs(segments: readonly Segment[], durationMs: number): number {
  let writtenTo = 0;
  let sum = 0;
  const written = merged(segments.filter(isWritten));
  for (const { startMs, endMs } of [...written, { startMs: durationMs, endMs: durationMs }]) {
    const gapMs = Math.min(startMs, durationMs) - writtenTo;
    if (gapMs > longestPauseMs) sum += gapMs;
    writtenTo = Math.max(writtenTo, endMs);
  }
  return sum;
}

/**
 * How loud a moment stays: 0 within every passage, 1 farther than `rampMs` from all of them, a straight line between.
 *
 * @param passages - as `mutedInShares` gives them
 * @param atMs - need not be whole
 */
export function gainAt(passages: readonly Passage[], atMs: number): number {
  let gain = 1;
  for (const { startMs, endMs } of passages) {
    const distanceMs = Math.max(startMs - atMs, atMs - endMs, 0);
    gain = Math.min(gain, distanceMs / rampMs);
  }
  return gain;
}

/**
 * Silences passages in a stretch of sound, in place.
 *
 * @param samples - one channel
 * @param firstFrame - number of the first sample, counted from the start of the recording
 * @param sampleRate - samples a second
 */
export function silence(
  samples: Float32Array,
  firstFrame: number,
  sampleRate: number,
  passages: readonly Passage[],
): void {
  const toMs = 1_000 / sampleRate;
  const endFrame = firstFrame + samples.length;
  const near = passages.filter(
    ({ startMs, endMs }) => endMs + rampMs > firstFrame * toMs && startMs - rampMs < endFrame * toMs,
  );
  if (near.length === 0) return;
  for (const [index, sample] of samples.entries()) {
    samples[index] = sample * gainAt(near, (firstFrame + index) * toMs);
  }
}

function merged(passages: readonly Passage[]): Passage[] {
  const result: Passage[] = [];
  for (const { startMs, endMs } of passages.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last === undefined || startMs > last.endMs) result.push({ startMs, endMs });
    else if (endMs > last.endMs) result[result.length - 1] = { startMs: last.startMs, endMs };
  }
  return result;
}

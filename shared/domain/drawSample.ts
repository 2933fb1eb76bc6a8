/** Drawing the part of a conversation that is coded. */
import type { Sample } from "./coding.ts";
import type { Passage } from "./mutedPassages.ts";
import type { Segment } from "./segment.ts";

/**
 * Draws a sample at random.
 *
 * It begins where a line begins, if one does within 30 s after the drawn place, and lies wholly in one range. Where no
 * range is as long as the sample, the longest range is the sample.
 *
 * @param ranges - where a sample may lie, `[startMs, endMs)`, in order (`sampleableRanges`)
 * @param lines - of the transcript, in order; empty without one
 * @param lengthMs - of the sample
 * @param random - in [0, 1), as `Math.random` gives it
 * @returns `undefined` where there is no range
 */
export function drawSample(
  ranges: readonly Passage[],
  lines: readonly Pick<Segment, "startMs">[],
  lengthMs: number,
  random: number,
): Sample | undefined {
  const longEnough = ranges.filter((range) => range.endMs - range.startMs > lengthMs);
  if (longEnough.length === 0) return wholeSample(ranges);
  const room = longEnough.map(({ startMs, endMs }) => endMs - startMs - lengthMs);
  let left = Math.floor(random * room.reduce((sum, ms) => sum + ms, 0));
  for (const [index, range] of longEnough.entries()) {
    const roomMs = room[index] ?? 0;
    if (left < roomMs) {
      const latestMs = range.endMs - lengthMs;
      const startMs = beginningNear(range.startMs + left, latestMs, lines);
      return { drawn: "random", startMs, endMs: startMs + lengthMs };
    }
    left -= roomMs;
  }
  return undefined;
}

/** The longest range as a sample; the first of equal ones. @returns `undefined` where there is no range */
export function wholeSample(ranges: readonly Passage[]): Sample | undefined {
  const [first, ...others] = ranges;
  if (first === undefined) return undefined;
  const lengthOf = ({ startMs, endMs }: Passage) => endMs - startMs;
  const { startMs, endMs } = others.reduce(
    (longest, range) => (lengthOf(range) > lengthOf(longest) ? range : longest),
    first,
  );
  return { drawn: "whole", startMs, endMs };
}

/** How far after the drawn place a line may begin that the sample begins with, in ms. */
const nearMs = 30_000;

function beginningNear(fromMs: number, latestMs: number, lines: readonly Pick<Segment, "startMs">[]): number {
  const line = lines.find(({ startMs }) => startMs >= fromMs);
  return line !== undefined && line.startMs <= Math.min(latestMs, fromMs + nearMs) ? line.startMs : fromMs;
}

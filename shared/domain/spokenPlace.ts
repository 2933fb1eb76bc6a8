/** Where about in the sound a word of a line is said: nobody has written that down, so it is estimated. */
import type { Passage } from "./mutedPassages.ts";
import type { Segment } from "./segment.ts";
import type { Span } from "./wordAgain.ts";

/** What is added on each side, at least, in ms: people do not speak as evenly as letters stand. */
export const leastMarginMs = 300;
/** What is added on each side of the length of the line: the longer it is, the less is known. */
const marginShare = 0.05;

/**
 * Estimates where a place of a line is said, from where it stands in the text, with a margin on both sides.
 *
 * @returns a range that is not empty, in whole ms, from 0; it may reach beyond the line and beyond the end of the sound
 */
export function spokenPlace(
  { startMs, endMs, text }: Pick<Segment, "startMs" | "endMs" | "text">,
  { startIndex, endIndex }: Span,
): Passage {
  const lengthMs = endMs - startMs;
  const atMs = (index: number) => startMs + (lengthMs * index) / Math.max(1, text.length);
  const marginMs = Math.max(leastMarginMs, lengthMs * marginShare);
  return {
    startMs: Math.max(0, Math.floor(atMs(startIndex) - marginMs)),
    endMs: Math.ceil(atMs(endIndex) + marginMs),
  };
}

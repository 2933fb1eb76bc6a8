/** Whether a sample has been heard to its end. */
import { codedRanges } from "./codedLength.ts";
import type { Coding } from "./coding.ts";
import type { Passage } from "./mutedPassages.ts";

/** So much must have been heard; the rest are breaths and what one skipped by accident. */
const enough = 0.9;
/** The end of the sample, in ms, and how much of it must have been heard. */
const endMs = 10_000;
const enoughOfEnd = 0.5;

type Heard = Pick<Coding, "sample" | "spans" | "heard">;

/** How much of a sample has been heard, 0 to 1; formal parts are left out. */
export function shareHeard(coding: Heard): number {
  return shareOf(codedRanges(coding), coding.heard);
}

/** Whether nearly all of a sample was heard, and at least half of its last seconds; formal parts are left out. */
export function isHeardToItsEnd(coding: Heard): boolean {
  const ranges = codedRanges(coding);
  return (
    shareOf(ranges, coding.heard) >= enough && shareOf(lastOf(ranges, endMs), coding.heard) >= enoughOfEnd
  );
}

/** @returns 1 where there is nothing to hear */
function shareOf(wanted: readonly Passage[], heard: Coding["heard"]): number {
  const totalMs = lengthOf(wanted);
  if (totalMs === 0) return 1;
  const heardMs = wanted
    .flatMap((range) => heard.map((one) => overlapMs(range, one)))
    .reduce((sum, ms) => sum + ms, 0);
  return Math.min(1, heardMs / totalMs);
}

/** The last stretches, as long as asked for together, or all where they are not so long. */
function lastOf(ranges: readonly Passage[], lengthMs: number): Passage[] {
  const last: Passage[] = [];
  for (const range of ranges.toReversed()) {
    const leftMs = lengthMs - lengthOf(last);
    if (leftMs > 0) last.push({ ...range, startMs: Math.max(range.startMs, range.endMs - leftMs) });
  }
  return last;
}

function lengthOf(ranges: readonly Passage[]): number {
  return ranges.reduce((sum, range) => sum + range.endMs - range.startMs, 0);
}

function overlapMs(a: Passage, b: Passage): number {
  return Math.max(0, Math.min(a.endMs, b.endMs) - Math.max(a.startMs, b.startMs));
}

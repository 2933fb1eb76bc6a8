/** Where in a recording a sample for coding may be drawn from: nowhere that a marked passage is. */
import type { Passage } from "./mutedPassages.ts";

/**
 * The ranges that are left once all marked passages are taken out.
 *
 * @param passages - in any order, overlaps allowed, also beyond the end
 * @param durationMs - of the sound
 * @returns in order, none of them empty, with a passage between each two; empty if nothing is left
 */
export function sampleableRanges(passages: readonly Passage[], durationMs: number): Passage[] {
  const ranges: Passage[] = [];
  let startMs = 0;
  for (const passage of passages.toSorted((a, b) => a.startMs - b.startMs)) {
    const endMs = Math.min(passage.startMs, durationMs);
    if (endMs > startMs) ranges.push({ startMs, endMs });
    startMs = Math.max(startMs, passage.endMs);
  }
  if (durationMs > startMs) ranges.push({ startMs, endMs: durationMs });
  return ranges;
}

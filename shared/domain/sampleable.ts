/** Where in a recording a sample for coding may be drawn from: nowhere that the permission is repeated. */
import { type PassageKind, passagesOfKind } from "./markedPassage.ts";
import type { Passage } from "./mutedPassages.ts";

/**
 * The ranges that are left once the passages are taken out that are no part of the conversation.
 *
 * Where identifying words are said, the conversation goes on: whoever codes it hears it whole.
 *
 * @param passages - in any order, overlaps allowed, also beyond the end
 * @param durationMs - of the sound
 * @returns in order, none of them empty, with a passage between each two; empty if nothing is left
 */
export function sampleableRanges(
  passages: readonly (Passage & { readonly kind: PassageKind })[],
  durationMs: number,
): Passage[] {
  const ranges: Passage[] = [];
  let startMs = 0;
  const outside = passagesOfKind(passages, "spoken-permission");
  for (const passage of outside.toSorted((a, b) => a.startMs - b.startMs)) {
    const endMs = Math.min(passage.startMs, durationMs);
    if (endMs > startMs) ranges.push({ startMs, endMs });
    startMs = Math.max(startMs, passage.endMs);
  }
  if (durationMs > startMs) ranges.push({ startMs, endMs: durationMs });
  return ranges;
}

/** The outline of a band: a box for each stretch in which somebody speaks. */
import type { Passage } from "../../../shared/domain/mutedPassages.ts";

/** What is narrower could not be seen, in units of the drawing. */
const least = 2;

/**
 * An SVG path.
 *
 * @param stretches - in order, without overlaps
 * @returns boxes from top to bottom, none narrower than can be seen; those that touch are one
 */
export function bandPath(
  stretches: readonly Passage[],
  lengthMs: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const boxes: { from: number; to: number }[] = [];
  for (const { startMs, endMs } of stretches) {
    const from = Math.round((startMs / lengthMs) * width);
    const to = Math.max(from + least, Math.round((endMs / lengthMs) * width));
    const last = boxes.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else boxes.push({ from, to });
  }
  return boxes.map(({ from, to }) => `M${from} 0H${to}V${height}H${from}Z`).join("");
}

/** The units that a coding begins with: one for each written line of its sample. */
import type { CodedUnit, Sample } from "./coding.ts";
import type { UnitId } from "./ids.ts";
import { isWritten, type Segment } from "./segment.ts";

/**
 * Lines that begin within the sample, each whole.
 *
 * @param newId - a fresh id for each
 * @returns in order; empty without a written line there
 */
export function unitsOfLines(
  segments: readonly Segment[],
  sample: Pick<Sample, "startMs" | "endMs">,
  newId: () => UnitId,
): CodedUnit[] {
  return segments
    .filter((line) => isWritten(line) && line.startMs >= sample.startMs && line.startMs < sample.endMs)
    .map(({ id: segmentId, startMs, endMs, speaker, text }) => ({
      id: newId(),
      startMs,
      endMs,
      speaker,
      place: { segmentId, startIndex: 0, endIndex: text.length },
      codes: [],
    }));
}

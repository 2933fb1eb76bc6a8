/** The next row that nobody has listened to. */
import type { Segment } from "../../../shared/domain/segment.ts";

/**
 * The first after where one is; from the beginning again where there is none.
 *
 * @param positionMs - where it plays; `null` without sound, then what is chosen counts
 */
export function nextUnreviewed(
  segments: readonly Segment[],
  positionMs: number | null,
  chosenId: string | undefined,
): Segment | undefined {
  const chosen = segments.findIndex(({ id }) => id === chosenId);
  const isAfter = (segment: Segment, index: number) =>
    positionMs === null ? index > chosen : segment.startMs > positionMs;
  const isWanted = (segment: Segment, index: number) =>
    segment.isUnreviewed === true && isAfter(segment, index);
  return segments.find(isWanted) ?? segments.find(({ isUnreviewed }) => isUnreviewed === true);
}

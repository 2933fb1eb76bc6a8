/** The times written under a waveform: round, evenly spaced, and never closer than they can be read. */

/** Steps between marks in seconds. */
const stepsSeconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600];

/** One mark: its time and where it stands, in px from the left of the visible part. */
export interface TimelineMark {
  readonly atMs: number;
  readonly x: number;
}

/**
 * The marks of the visible part of a waveform.
 *
 * @param fromMs - time at the left edge
 * @param toMs - time at the right edge, `> fromMs`
 * @param widthPx - of the visible part
 * @param minDistancePx - between two marks
 * @returns in order; empty if nothing is visible
 */
export function timelineMarks(
  fromMs: number,
  toMs: number,
  widthPx: number,
  minDistancePx = 90,
): TimelineMark[] {
  if (!(toMs > fromMs) || widthPx <= 0) return [];
  const pxPerMs = widthPx / (toMs - fromMs);
  const step = stepsSeconds.find((seconds) => seconds * 1_000 * pxPerMs >= minDistancePx) ?? 7_200;
  const stepMs = step * 1_000;
  const marks: TimelineMark[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs <= toMs; atMs += stepMs) {
    marks.push({ atMs, x: Math.round((atMs - fromMs) * pxPerMs) });
  }
  return marks;
}

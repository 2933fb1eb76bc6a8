/** How closely a waveform is looked at when it opens. */

/** What one sees of a long conversation at first, in seconds: about a turn or two. */
const firstSeconds = 70;

/**
 * The zoom to open with, in px per second.
 *
 * @param saved - as it was left; 0 if never opened
 * @param widthPx - of the visible part
 */
export function startingZoom(saved: number, durationMs: number, widthPx: number): number {
  const whole = widthPx / (durationMs / 1_000);
  return Math.max(whole, saved > 0 ? saved : widthPx / firstSeconds);
}

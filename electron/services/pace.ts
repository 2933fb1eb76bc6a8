/** How often the page is told of progress: at most ten times a second. */
import type { ClockPort } from "../ports/clock.ts";

const shortestMs = 100;

/**
 * Keeps to the pace; one for each piece of work.
 *
 * @returns whether to tell now; what may not be left out, such as an end, is always told
 */
export function createPace(clock: Pick<ClockPort, "monotonic">): (mayNotBeLeftOut: boolean) => boolean {
  let toldAt = Number.NEGATIVE_INFINITY;
  return (mayNotBeLeftOut) => {
    const now = clock.monotonic();
    const isTold = mayNotBeLeftOut || now - toldAt >= shortestMs;
    if (isTold) toldAt = now;
    return isTold;
  };
}

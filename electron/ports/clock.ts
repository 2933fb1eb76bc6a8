/** The clock port: the only place that reads the time of the computer. */

/** Two readings; tests pass fixed ones. */
export interface ClockPort {
  /** Wall clock, epoch milliseconds UTC, an integer. */
  now(): number;
  /** Milliseconds since an arbitrary start, never decreasing, an integer. */
  monotonic(): number;
}

/** The computer's clock. */
export const systemClock: ClockPort = {
  now: () => Date.now(),
  monotonic: () => Math.round(performance.now()),
};

/** The clock that erasure goes by: turning the computer's clock back never postpones, a leap forward never mass-erases. */

/** How far ahead of the trusted time something may be erased without asking a person: 45 days. */
export const silentGapMs = 45 * 86_400_000;
/** How far wall clock and monotonic clock may part while running before it counts as a jump: an hour. */
export const jumpToleranceMs = 3_600_000;

/**
 * What is known of time, as a plain value; integer ms, `…At` epoch UTC.
 *
 * `lastSeenAt` is the latest time ever shown, `trustedAt` the latest that nobody need confirm; `clock.json` keeps
 * these two. They belong to the reading at `monotonicMs`. `followedMs` is how much the wall clock has gained on the
 * monotonic clock since the start without counting as a jump.
 */
export interface ClockState {
  readonly lastSeenAt: number;
  readonly trustedAt: number;
  readonly monotonicMs: number;
  readonly followedMs: number;
}

/** A reading of the effective clock. */
export interface ClockReading {
  /** Never decreases but by a confirmed "wrong". */
  readonly effectiveNow: number;
  /** What was due by this time may be erased; never more than 45 days after the trusted time. */
  readonly erasableUntil: number;
  /** A person must say whether the date is right before the rest is erased. */
  readonly needsConfirmation: boolean;
  readonly state: ClockState;
}

/**
 * Starts the clock when a process starts (SECURITY.md §4, "The clock").
 *
 * A gap of up to 45 days since the trusted time is taken silently, as after a holiday.
 *
 * @param lastSeenAt - what was stored; for a new vault the wall clock
 * @param wallNow - epoch ms UTC
 * @param monotonicNow - ms from any origin, never decreasing
 * @param trustedAt - what was stored beside it; differs from `lastSeenAt` while a date waits to be confirmed
 */
export function startClock(
  lastSeenAt: number,
  wallNow: number,
  monotonicNow: number,
  trustedAt: number = lastSeenAt,
): ClockState {
  return {
    lastSeenAt: Math.max(lastSeenAt, wallNow),
    trustedAt: afterGap(trustedAt, wallNow),
    monotonicMs: monotonicNow,
    followedMs: 0,
  };
}

/**
 * Reads the clock: the later of the wall clock and what was last seen plus the time run since.
 *
 * Small differences (network time) are trusted; a jump of more than an hour is shown but not trusted.
 */
export function readClock(state: ClockState, wallNow: number, monotonicNow: number): ClockReading {
  const elapsedMs = Math.max(0, monotonicNow - state.monotonicMs);
  const effectiveNow = Math.max(wallNow, state.lastSeenAt + elapsedMs);
  const ranTo = state.trustedAt + elapsedMs;
  const gainedMs = Math.max(0, wallNow - ranTo);
  const isJump = state.followedMs + gainedMs > jumpToleranceMs;
  const trustedAt = isJump ? ranTo : ranTo + gainedMs;
  const erasableUntil = Math.min(effectiveNow, trustedAt + silentGapMs);
  return {
    effectiveNow,
    erasableUntil,
    needsConfirmation: erasableUntil < effectiveNow,
    state: {
      lastSeenAt: effectiveNow,
      trustedAt,
      monotonicMs: Math.max(monotonicNow, state.monotonicMs),
      followedMs: state.followedMs + trustedAt - ranTo,
    },
  };
}

/**
 * Takes in what a person says about the date shown; the caller logs it.
 *
 * "right": the effective time is trusted from now on. "wrong": it is forgotten, and what counts is the trusted
 * time, or the wall clock where that is at most 45 days later; where nothing waited to be confirmed, the trusted
 * time itself was wrong, and the wall clock as the person has set it counts.
 */
export function confirmClock(
  state: ClockState,
  verdict: "right" | "wrong",
  wallNow: number,
  monotonicNow: number,
): ClockState {
  const reading = readClock(state, wallNow, monotonicNow);
  const at = verdict === "right" ? reading.effectiveNow : timeWithoutLeap(reading, wallNow);
  return { lastSeenAt: at, trustedAt: at, monotonicMs: reading.state.monotonicMs, followedMs: 0 };
}

function timeWithoutLeap(reading: ClockReading, wallNow: number): number {
  return reading.needsConfirmation ? afterGap(reading.state.trustedAt, wallNow) : wallNow;
}

function afterGap(trustedAt: number, wallNow: number): number {
  const gapMs = wallNow - trustedAt;
  return gapMs > 0 && gapMs <= silentGapMs ? wallNow : trustedAt;
}

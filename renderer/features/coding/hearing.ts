/** Telling what is heard from what is leapt over: position and clock must have gone on together. */
import { fastestListening, type PlayedRange } from "../../../shared/domain/listened.ts";

/** A position as the player tells it, and what was going on then. */
export interface Moment {
  readonly positionMs: number;
  /** Of a clock that only goes forward, in ms. */
  readonly clockMs: number;
  readonly isPlaying: boolean;
  /** 1 as it was spoken. */
  readonly speed: number;
}

export interface Hearing {
  /** Where it came to last, and when; `null` before anything is told. */
  readonly last: Moment | null;
  /** The stretch that goes on and is not told of yet. */
  readonly stretch: PlayedRange | null;
}

export const nothingHeard: Hearing = { last: null, stretch: null };

/** So much the player's position may run ahead of the clock, in ms: it is told in steps. */
const unevenMs = 250;
/** Longer steps come from a window that was hidden while it played on, in ms: they must fit the clock both ways. */
const longStepMs = 1_000;
/** Stretches are put together until they are this long, in ms: each is one drawing of the screen. */
const stretchMs = 1_000;

/**
 * Goes on to the next position.
 *
 * @returns `heard` once a stretch is long enough or comes to its end; else `null`
 */
export function listenOn(
  { last, stretch }: Hearing,
  now: Moment,
): { readonly hearing: Hearing; readonly heard: PlayedRange | null } {
  const range = last === null ? null : playedSince(last, now);
  if (range === null) {
    // While it stands still for a frame, the clock of the last step goes on; while it waits for sound, it does not.
    const isWaiting = last?.isPlaying && now.isPlaying && last.positionMs === now.positionMs;
    const isFrame = last !== null && now.clockMs - last.clockMs <= longStepMs;
    if (isWaiting) return { hearing: { last: isFrame ? last : now, stretch }, heard: null };
    return { hearing: { last: now, stretch: null }, heard: stretch };
  }
  const whole = stretch === null ? range : { startMs: stretch.startMs, endMs: range.endMs };
  const isTold = !now.isPlaying || whole.endMs - whole.startMs >= stretchMs;
  return { hearing: { last: now, stretch: isTold ? null : whole }, heard: isTold ? whole : null };
}

function playedSince(last: Moment, now: Moment): PlayedRange | null {
  const stepMs = now.positionMs - last.positionMs;
  if (!last.isPlaying || stepMs <= 0 || last.speed > fastestListening) return null;
  const playedMs = (now.clockMs - last.clockMs) * last.speed;
  const isTooFar = stepMs > playedMs + unevenMs;
  const isTooShort = stepMs > longStepMs && stepMs < playedMs - longStepMs;
  return isTooFar || isTooShort ? null : { startMs: last.positionMs, endMs: now.positionMs };
}

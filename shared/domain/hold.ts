/** How long a hold may last: it may be renewed, ends by itself, and never outlasts a withdrawal by more than it may last (DOMAIN.md §2.4). */

const dayMs = 86_400_000;

/** The longest hold, in days. */
export const longestHoldDays = 30;
/** The longest hold, in ms. */
export const longestHoldMs = longestHoldDays * dayMs;

/** For how many days from now something may be held. */
export interface HoldDays {
  /** One that is renewed does not end earlier for it. */
  readonly least: number;
  /** Less than `least` where it cannot be renewed. */
  readonly most: number;
}

/**
 * Between which days a hold may be set or renewed.
 *
 * @param heldUntil - the end of the hold that applies, `null` if there is none
 * @param withdrawnAt - when the permission was taken back; renewing must not keep for ever what the client wants gone
 */
export function daysToHold(now: number, heldUntil: number | null, withdrawnAt: number | null): HoldDays {
  const lastEnd = Math.min(now, withdrawnAt ?? now) + longestHoldMs;
  return {
    least: Math.max(1, Math.ceil(((heldUntil ?? now) - now) / dayMs)),
    most: Math.floor((lastEnd - now) / dayMs),
  };
}

/** Whether nobody has been there for long enough to lock. */

/** Work in other programs keeps the vault open at most so many times as long. */
const elsewhereFactor = 3;
/** Asking again more often than this is of no use. */
const leastWaitMs = 1_000;

/** Since when nothing was touched, and how long that may be. */
export interface Idleness {
  /** Since anything on the page. */
  readonly pageMs: number;
  /** Since anything on the computer; some systems always say 0, which is why the page's own time has the last word. */
  readonly computerMs: number;
  readonly limitMs: number;
}

/** To lock, or when to look again. */
export type IdleVerdict =
  | { readonly verdict: "lock" }
  | { readonly verdict: "wait"; readonly againInMs: number };

/** Decides; a touch of the page counts as one of the computer. */
export function idleVerdict({ pageMs, computerMs, limitMs }: Idleness): IdleVerdict {
  const untilLimit = limitMs - Math.min(pageMs, computerMs);
  const untilEnd = elsewhereFactor * limitMs - pageMs;
  const remaining = Math.min(untilLimit, untilEnd);
  return remaining <= 0
    ? { verdict: "lock" }
    : { verdict: "wait", againInMs: Math.max(leastWaitMs, remaining) };
}

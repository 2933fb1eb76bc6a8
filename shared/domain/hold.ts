/** How long a hold may last: it may be renewed, and ends by itself (DOMAIN.md §2.4). */

/** The longest hold, in days. */
export const longestHoldDays = 30;
/** The longest hold, in ms. */
export const longestHoldMs = longestHoldDays * 86_400_000;

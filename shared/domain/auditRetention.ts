/** How long entries of the audit log are kept (DOMAIN.md §2.14). */
import { endOfDate, localDateOf } from "./localMidnight.ts";

/** The least and the most months an organisation may choose, and what holds until it does. */
export const leastAuditMonths = 12;
export const mostAuditMonths = 120;
export const defaultAuditMonths = 24;

/** One entry as the sweep of the log sees it. */
export interface DatedEntry {
  readonly sequence: number;
  /**
   * Epoch ms: when the last content of what the entry is about was gone; for an entry about nothing that is erased, when
   * it was written. `null` while some of it is there, or nobody knows.
   */
  readonly countsFrom: number | null;
}

/**
 * How far the log may be cut. It is a chain, so only its beginning can go: the longest one in which every entry's time
 * is over.
 *
 * @param entries - in order of their sequence; read no further than the first that stays
 * @param now - what the effective clock allows to erase
 * @returns the sequence of the last entry to go; 0 if all stay
 */
export function prunableUpTo(
  entries: Iterable<DatedEntry>,
  { months, now, zone }: { readonly months: number; readonly now: number; readonly zone: string },
): number {
  let upTo = 0;
  for (const { sequence, countsFrom } of entries) {
    if (countsFrom === null || endOfMonths(countsFrom, months, zone) > now) break;
    upTo = sequence;
  }
  return upTo;
}

/**
 * The local midnight that ends the day so many months after an instant's day; a day that a month does not have is its last.
 *
 * @param atMs - epoch ms
 */
export function endOfMonths(atMs: number, months: number, zone: string): number {
  const [year = 0, month = 1, day = 1] = localDateOf(atMs, zone).split("-").map(Number);
  const count = year * 12 + month - 1 + months;
  const [endYear, endMonth] = [Math.floor(count / 12), count % 12];
  const daysInMonth = new Date(Date.UTC(endYear, endMonth + 1, 0)).getUTCDate();
  const date = new Date(Date.UTC(endYear, endMonth, Math.min(day, daysInMonth)));
  return endOfDate(date.toISOString().slice(0, 10), zone);
}

/** Local dates and the midnights that end them, in any IANA time zone, over changes of summer time. */
import type { IsoDate } from "./isoDate.ts";

const dayMs = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * The date a person in `zone` reads on the wall at an instant.
 *
 * @param atMs - epoch ms UTC
 * @throws RangeError for an unknown zone
 */
export function localDateOf(atMs: number, zone: string): IsoDate {
  return isoDateOf(localAsUtc(atMs, zone));
}

/**
 * The local midnight that ends the day `plusDays` after the day `atMs` falls on.
 *
 * @param atMs - epoch ms UTC
 * @param plusDays - a whole number; 0 is the midnight that ends the same day
 * @returns epoch ms UTC, always after `atMs` for `plusDays ≥ 0`
 * @throws RangeError for an unknown zone or a broken number of days
 */
export function endOfLocalDay(atMs: number, plusDays: number, zone: string): number {
  if (!Number.isSafeInteger(plusDays)) throw new RangeError("days are whole");
  const local = localAsUtc(atMs, zone);
  return startOfLocalDay(local - mod(local, dayMs) + (plusDays + 1) * dayMs, zone);
}

/**
 * The local midnight that ends a date.
 *
 * @param date - `YYYY-MM-DD`
 * @returns epoch ms UTC
 * @throws RangeError for a date that does not exist or an unknown zone
 */
export function endOfDate(date: IsoDate, zone: string): number {
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(midnight) || isoDateOf(midnight) !== date) throw new RangeError("no such date");
  return startOfLocalDay(midnight + dayMs, zone);
}

/** The last day before a due time: the date that this local midnight ends. @throws RangeError for an unknown zone */
export function lastDayBefore(midnightMs: number, zone: string): IsoDate {
  return localDateOf(midnightMs - 1, zone);
}

/**
 * When a local day begins, given as the UTC instant with the same numbers.
 *
 * Where the clock skips midnight the day begins at the skip; where midnight comes twice, at the first.
 */
function startOfLocalDay(midnight: number, zone: string): number {
  const candidates = [midnight - dayMs, midnight + dayMs]
    .map((near) => midnight - (localAsUtc(near, zone) - near))
    .sort((a, b) => a - b);
  const exact = candidates.find((at) => localAsUtc(at, zone) === midnight);
  return exact ?? candidates.at(-1) ?? midnight;
}

/** The numbers on a wall clock in `zone`, read as if they were UTC. */
function localAsUtc(atMs: number, zone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterFor(zone).formatToParts(atMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + mod(atMs, 1_000);
}

function formatterFor(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(zone, formatter);
  return formatter;
}

function isoDateOf(utcMs: number): IsoDate {
  return new Date(utcMs).toISOString().slice(0, 10);
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}

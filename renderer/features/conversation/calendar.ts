/** Sums with calendar dates as they are written on a form, without any time zone. */
import type { IsoDate } from "../../../shared/domain/isoDate.ts";

const dayMs = 86_400_000;

/**
 * The same day of the month `months` later, or that month's last day.
 *
 * @param date - `YYYY-MM-DD`
 */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const [year, month, day] = numbersOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return isoDateOf(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** The date `days` later; earlier for a negative number. */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDateOf(Date.parse(`${date}T00:00:00.000Z`) + days * dayMs);
}

/** Whole days from one date to another; negative if the other is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / dayMs);
}

function numbersOf(date: IsoDate): [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  return [year, month, day];
}

function isoDateOf(utcMs: number): IsoDate {
  return new Date(utcMs).toISOString().slice(0, 10);
}

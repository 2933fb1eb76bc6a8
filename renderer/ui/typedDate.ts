/** Understands dates as people type them. */
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { locales } from "./locale.ts";

/**
 * Reads `2026-11-10`, `20261110`, `10/11 2026`, `10.11.26`, `10 november`, `10 nov 2026`; day before month.
 *
 * @param today - gives the year where none is typed
 * @returns `null` for what is no date, or one that does not exist
 */
export function parseTypedDate(text: string, language: Language, today: IsoDate): IsoDate | null {
  const typed = text.trim().toLowerCase();
  const iso = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(typed);
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const thisYear = Number(today.slice(0, 4));
  const numbers = /^(\d{1,2})[./ -]+(\d{1,2})(?:[./ -]+(\d{2}|\d{4}))?\.?$/.exec(typed);
  if (numbers) return existing(yearOf(numbers[3], thisYear), Number(numbers[2]), Number(numbers[1]));
  const words = /^(\d{1,2})\.? +(\p{L}{3,})\.?(?: +(\d{2}|\d{4}))?$/u.exec(typed);
  if (!words) return null;
  const month = monthNamed(words[2] ?? "", language);
  return month === null ? null : existing(yearOf(words[3], thisYear), month, Number(words[1]));
}

function yearOf(typed: string | undefined, thisYear: number): number {
  if (typed === undefined) return thisYear;
  return typed.length === 2 ? 2000 + Number(typed) : Number(typed);
}

function monthNamed(name: string, language: Language): number | null {
  const long = new Intl.DateTimeFormat(locales[language], { month: "long", timeZone: "UTC" });
  for (let month = 1; month <= 12; month += 1) {
    if (
      long
        .format(Date.UTC(2026, month - 1, 1))
        .toLowerCase()
        .startsWith(name)
    )
      return month;
  }
  return null;
}

function existing(year: number, month: number, day: number): IsoDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

/** Dates as people write them: "tisdag 10 november", "tis 10 nov", "31 jan", "om 12 dagar". */
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import type { Language } from "../../shared/domain/settings.ts";
import { locales } from "./locale.ts";

const dayMs = 86_400_000;

/** A calendar date as on a form, or an instant in epoch ms, shown in the computer's zone. */
export type DateValue = IsoDate | number;

const styles = {
  long: { weekday: "long", day: "numeric", month: "long" },
  short: { weekday: "short", day: "numeric", month: "short" },
  day: { day: "numeric", month: "short" },
  dayLong: { day: "numeric", month: "long" },
  month: { month: "long", year: "numeric" },
  paper: { day: "numeric", month: "long", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** `month` "november 2026" · `long` "tisdag 10 november" · `short` "tis 10 nov" · `day` "10 nov" · `dayLong` "10 november" · `paper` "10 november 2026". */
export type DateStyle = keyof typeof styles;

/**
 * Writes a date; outside `paper` the year stands only if it is not that of `now`.
 *
 * @param now - epoch ms
 */
export function formatDate(language: Language, value: DateValue, style: DateStyle, now: number): string {
  const isIso = typeof value === "string";
  const instant = isIso ? Date.parse(`${value}T00:00:00Z`) : value;
  const year = isIso ? Number(value.slice(0, 4)) : new Date(value).getFullYear();
  const text = new Intl.DateTimeFormat(locales[language], {
    ...styles[style],
    ...(year === new Date(now).getFullYear() ? {} : { year: "numeric" }),
    ...(isIso ? { timeZone: "UTC" } : {}),
  }).format(instant);
  // CLDR abbreviates Swedish months with a full stop that nobody writes.
  return language === "sv" ? text.replaceAll(".", "") : text.replace(",", "");
}

/** Writes an instant as date and time of day: "10 nov 14:02". */
export function formatInstant(language: Language, at: number, now: number): string {
  return `${formatDate(language, at, "day", now)} ${formatTime(language, at)}`;
}

/** Writes an instant as time of day: "14:02". */
export function formatTime(language: Language, at: number): string {
  return new Intl.DateTimeFormat(locales[language], { hour: "2-digit", minute: "2-digit" }).format(at);
}

/**
 * Writes an instant as on a certificate, with year, second and zone: "2 april 2026 00:00:03 UTC+2".
 *
 * @param zone - IANA; the computer's own where this one is not known here
 */
export function formatPaperInstant(language: Language, at: number, zone: string): string {
  const write = (timeZone: string | undefined) => {
    const day = new Intl.DateTimeFormat(locales[language], { ...styles.paper, timeZone }).format(at);
    const parts = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      timeZone,
      timeZoneName: "shortOffset",
    }).formatToParts(at);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
    const offset = part("timeZoneName").replace("GMT", "UTC");
    return `${day} ${part("hour")}:${part("minute")}:${part("second")} ${offset}`;
  };
  try {
    return write(zone);
  } catch {
    return write(undefined);
  }
}

/** "i dag", "i morgon", "om 12 dagar", "för 3 dagar sedan": whole calendar days from `now`. */
export function formatRelativeDays(language: Language, value: DateValue, now: number): string {
  const text = new Intl.RelativeTimeFormat(locales[language], { numeric: "auto" }).format(
    calendarDay(value) - calendarDay(now),
    "day",
  );
  // CLDR counts Norwegian days as spans of 24 hours, which nobody says of dates.
  return language === "nb" ? text.replace("døgn", "dager") : text;
}

/** Number of the calendar day since 1970; two instants of one local day have the same. */
export function calendarDay(value: DateValue): number {
  if (typeof value === "string") return Date.parse(`${value}T00:00:00Z`) / dayMs;
  const date = new Date(value);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs;
}

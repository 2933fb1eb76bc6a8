/** All ways of writing dates and numbers, in the language of the page. */
import { useMemo } from "react";
import { pageNow } from "../api/pageClock.ts";
import {
  type DateStyle,
  type DateValue,
  formatDate,
  formatInstant,
  formatPaperInstant,
  formatRelativeDays,
  formatTime,
} from "./formatDate.ts";
import { formatList } from "./formatList.ts";
import { formatDuration, formatNumber, formatPercent, formatPosition, formatSize } from "./formatNumber.ts";
import { useLanguage } from "./useLanguage.ts";

/** The functions of formatDate.ts, formatList.ts and formatNumber.ts with language and time already given. */
export interface Format {
  /** "tisdag 10 november" (`long`), "tis 10 nov" (`short`), "10 nov" (`day`), "10 november" (`dayLong`), with the year (`paper`), "november 2026" (`month`). */
  date(value: DateValue, style: DateStyle): string;
  /** "10 nov 14:02". */
  instant(at: number): string;
  /** "2 april 2026 00:00:03 UTC+2". */
  paperInstant(at: number, zone: string): string;
  /** "14:02". */
  time(at: number): string;
  /** "i dag", "om 12 dagar". */
  relativeDays(value: DateValue): string;
  /** "12:26", with `tenths` "12:26,4". */
  position(positionMs: number, tenths?: boolean): string;
  /** "41 min". */
  duration(durationMs: number): string;
  /** "69 %" of 0.69. */
  percent(share: number): string;
  /** "0,8". */
  number(value: number): string;
  /** "31 MB". */
  size(sizeBytes: number): string;
  /** "text, anteckningar och kodningar". */
  list(items: readonly string[]): string;
}

/** Gives functions that stay the same until the language changes. */
export function useFormat(): Format {
  const language = useLanguage();
  return useMemo(
    () => ({
      date: (value, style) => formatDate(language, value, style, pageNow()),
      instant: (at) => formatInstant(language, at, pageNow()),
      paperInstant: (at, zone) => formatPaperInstant(language, at, zone),
      time: (at) => formatTime(language, at),
      relativeDays: (value) => formatRelativeDays(language, value, pageNow()),
      position: (positionMs, tenths) => formatPosition(language, positionMs, tenths),
      duration: (durationMs) => formatDuration(language, durationMs),
      percent: (share) => formatPercent(language, share),
      number: (value) => formatNumber(language, value),
      size: (sizeBytes) => formatSize(language, sizeBytes),
      list: (items) => formatList(language, items),
    }),
    [language],
  );
}

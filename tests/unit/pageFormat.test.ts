/** Dates, positions and lengths as people in four languages write them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarDay, formatDate, formatInstant, formatRelativeDays } from "../../renderer/ui/formatDate.ts";
import { formatList } from "../../renderer/ui/formatList.ts";
import {
  formatDuration,
  formatNumber,
  formatPercent,
  formatPosition,
  formatSize,
} from "../../renderer/ui/formatNumber.ts";
import { languages } from "../../shared/domain/settings.ts";

/** A Tuesday, local time. */
const now = new Date(2026, 10, 10, 14, 2).getTime();
const inAll = (format: (language: (typeof languages)[number]) => string) => languages.map(format);
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

describe("dates", () => {
  test("a long date has its weekday and no year within the year", () => {
    expect(inAll((language) => formatDate(language, now, "long", now))).toEqual([
      "tisdag 10 november",
      "tirsdag 10. november",
      "tirsdag 10. november",
      "Tuesday 10 November",
    ]);
  });

  test("a short date is short, and Swedish has no full stops", () => {
    expect(inAll((language) => formatDate(language, now, "short", now))).toEqual([
      "tis 10 nov",
      "tir. 10. nov.",
      "tirs. 10. nov.",
      "Tue 10 Nov",
    ]);
  });

  test("a date of another year has its year, and paper always has it", () => {
    expect([
      formatDate("sv", "2027-01-31", "day", now),
      formatDate("en", "2027-01-31", "short", now),
      formatDate("sv", now, "paper", now),
    ]).toEqual(["31 jan 2027", "Sun 31 Jan 2027", "10 november 2026"]);
  });

  test("a date from a form is that date in every zone", () => {
    expect(formatDate("sv", "2026-11-10", "long", now)).toBe("tisdag 10 november");
  });

  test("an instant has its time of day", () => {
    expect(formatInstant("sv", now, now)).toBe("10 nov 14:02");
  });

  test("days from now are told in words, in Norwegian as days and not as spans of 24 hours", () => {
    const inTwelveDays = new Date(2026, 10, 22, 0, 0).getTime();
    expect(inAll((language) => formatRelativeDays(language, inTwelveDays, now))).toEqual([
      "om 12 dagar",
      "om 12 dager",
      "om 12 dage",
      "in 12 days",
    ]);
    expect(inAll((language) => formatRelativeDays(language, now, now))).toEqual([
      "i dag",
      "i dag",
      "i dag",
      "today",
    ]);
  });

  test("a minute to midnight and a minute past are a day apart", () => {
    const before = new Date(2026, 10, 10, 23, 59).getTime();
    const after = new Date(2026, 10, 11, 0, 1).getTime();
    expect(calendarDay(after) - calendarDay(before)).toBe(1);
    expect(formatRelativeDays("sv", after, before)).toBe("i morgon");
  });

  test("a form's date and an instant of that day count as the same day", () => {
    expect(calendarDay("2026-11-10")).toBe(calendarDay(now));
  });
});

describe("positions and lengths", () => {
  test("a position has tenths with the sign of the language", () => {
    expect(inAll((language) => formatPosition(language, 746_499, true))).toEqual([
      "12:26,4",
      "12:26,4",
      "12:26,4",
      "12:26.4",
    ]);
  });

  test("hours stand only where there are any", () => {
    expect([0, 59_999, 3_599_999, 3_600_000, 3_746_000].map((ms) => formatPosition("sv", ms))).toEqual([
      "0:00",
      "0:59",
      "59:59",
      "1:00:00",
      "1:02:26",
    ]);
  });

  test("a position is never shown later than it is, and reads back to its tenth", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 36_000_000 }), (positionMs) => {
        const [clock = "", tenth = ""] = formatPosition("sv", positionMs, true).split(",");
        const seconds = clock.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
        expect(seconds * 1_000 + Number(tenth) * 100).toBe(Math.floor(positionMs / 100) * 100);
      }),
    );
  });

  test("a length is said in the units one would use", () => {
    expect([45_000, 2_460_000, 3_600_000, 3_900_000].map((ms) => plain(formatDuration("sv", ms)))).toEqual([
      "45 s",
      "41 min",
      "1 tim",
      "1 tim 5 min",
    ]);
  });

  test("shares, numbers and sizes follow the language", () => {
    expect(
      [formatPercent("sv", 0.69), formatNumber("sv", 0.8), formatSize("sv", 31_000_000)].map(plain),
    ).toEqual(["69 %", "0,8", "31 MB"]);
    expect([formatPercent("en", 0.69), formatNumber("en", 0.8)]).toEqual(["69%", "0.8"]);
  });

  test("what rounds to nothing has no sign", () => {
    expect([-0.004, -0, 0.004, -0.006].map((value) => formatNumber("sv", value))).toEqual([
      "0",
      "0",
      "0",
      "−0,01",
    ]);
  });

  test("things in a row end in the language's own “and”", () => {
    const list = (...items: string[]) => languages.map((language) => formatList(language, items));
    expect(list("a", "b", "c")).toEqual(["a, b och c", "a, b og c", "a, b og c", "a, b and c"]);
    expect(list("a")).toEqual(["a", "a", "a", "a"]);
  });
});

/** Local midnights, over every change of summer time from 2024 to 2030. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endOfDate, endOfLocalDay, lastDayBefore, localDateOf } from "../../shared/domain/localMidnight.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const anyInstant = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 11, 31) });
const zones = [
  "Europe/Stockholm",
  "Europe/Oslo",
  "Europe/Copenhagen",
  "America/Godthab",
  "Asia/Kolkata",
  "UTC",
];
const iso = (ms: number) => new Date(ms).toISOString();

describe("examples", () => {
  test.each([
    ["2025-01-10T12:00:00Z", 0, "2025-01-10T23:00:00.000Z"],
    ["2025-07-10T12:00:00Z", 30, "2025-08-09T22:00:00.000Z"],
    ["2025-03-29T12:00:00Z", 0, "2025-03-29T23:00:00.000Z"],
    ["2025-03-30T12:00:00Z", 0, "2025-03-30T22:00:00.000Z"],
    ["2025-10-25T12:00:00Z", 0, "2025-10-25T22:00:00.000Z"],
    ["2025-10-26T12:00:00Z", 0, "2025-10-26T23:00:00.000Z"],
    ["2025-10-26T22:59:59.999Z", 0, "2025-10-26T23:00:00.000Z"],
    ["2025-10-26T23:00:00Z", 0, "2025-10-27T23:00:00.000Z"],
    ["2024-02-28T12:00:00Z", 1, "2024-02-29T23:00:00.000Z"],
  ])("in Stockholm, day %s + %i ends at %s", (from, days, expected) => {
    expect(iso(endOfLocalDay(Date.parse(from), days, "Europe/Stockholm"))).toBe(expected);
  });

  test("where midnight itself is skipped, the day begins at the skip", () => {
    expect(iso(endOfDate("2024-04-25", "Africa/Cairo"))).toBe("2024-04-25T22:00:00.000Z");
  });

  test("where midnight comes twice, the first one counts", () => {
    expect(iso(endOfDate("2024-11-02", "America/Havana"))).toBe("2024-11-03T04:00:00.000Z");
  });

  test("the date is the one on the wall", () => {
    expect(localDateOf(Date.parse("2025-06-30T22:00:00Z"), "Europe/Stockholm")).toBe("2025-07-01");
    expect(localDateOf(Date.parse("2025-06-30T22:00:00Z"), "UTC")).toBe("2025-06-30");
    expect(localDateOf(-1, "UTC")).toBe("1969-12-31");
  });
});

describe.each(zones)("in %s", (zone) => {
  test("a day's end is the first instant of the next date", () => {
    fc.assert(
      fc.property(anyInstant, fc.integer({ min: 0, max: 730 }), (at, days) => {
        const end = endOfLocalDay(at, days, zone);
        const date = new Date(Date.parse(localDateOf(at, zone)) + days * dayMs).toISOString().slice(0, 10);
        expect(localDateOf(end - 1, zone)).toBe(date);
        expect(localDateOf(end, zone)).not.toBe(date);
        expect(end).toBe(endOfDate(date, zone));
        expect(lastDayBefore(end, zone)).toBe(date);
        expect(end).toBeGreaterThan(at);
      }),
    );
  });

  test("the end of a later day is later, by 23 to 25 hours", () => {
    fc.assert(
      fc.property(anyInstant, fc.nat(400), (at, days) => {
        const length = endOfLocalDay(at, days + 1, zone) - endOfLocalDay(at, days, zone);
        expect([23, 24, 25]).toContain(length / hourMs);
      }),
    );
  });
});

test("every day in Stockholm from 2024 to 2030 has 24 hours but for the two changes of each year", () => {
  const odd: number[] = [];
  for (let day = Date.UTC(2024, 0, 2); day < Date.UTC(2031, 0, 1); day += dayMs) {
    const date = new Date(day).toISOString().slice(0, 10);
    const before = new Date(day - dayMs).toISOString().slice(0, 10);
    const hours = (endOfDate(date, "Europe/Stockholm") - endOfDate(before, "Europe/Stockholm")) / hourMs;
    if (hours !== 24) odd.push(hours);
  }
  expect(odd).toEqual([23, 25, 23, 25, 23, 25, 23, 25, 23, 25, 23, 25, 23, 25]);
});

test.each(["2025-02-29", "2025-13-01", "2025-1-1", "", "2025-01-01T00:00"])("%j is no date", (date) => {
  expect(() => endOfDate(date, "UTC")).toThrow(RangeError);
});

test("an unknown zone and a broken number of days are refused", () => {
  expect(() => localDateOf(0, "Nowhere/At-All")).toThrow(RangeError);
  expect(() => endOfLocalDay(0, 1.5, "UTC")).toThrow(RangeError);
});

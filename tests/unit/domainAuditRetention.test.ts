/** How long entries of the audit log are kept. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DatedEntry, endOfMonths, prunableUpTo } from "../../shared/domain/auditRetention.ts";

const zone = "Europe/Stockholm";
const at = (iso: string) => Date.parse(iso);

describe("so many months later", () => {
  test.each([
    ["2026-03-02T08:00:00Z", 24, "2028-03-02T23:00:00Z"],
    ["2026-01-31T08:00:00Z", 13, "2027-02-28T23:00:00Z"],
    ["2026-01-31T08:00:00Z", 25, "2028-02-29T23:00:00Z"],
    // Half past midnight in Stockholm is the next day there, and summer time ends at another hour.
    ["2026-06-30T22:30:00Z", 12, "2027-07-01T22:00:00Z"],
    ["2026-12-31T22:30:00Z", 12, "2027-12-31T23:00:00Z"],
  ])("from %s, %i months, is the end of the day: %s", (from, months, end) => {
    expect(endOfMonths(at(from), months, zone)).toBe(at(end));
  });
});

/** Entries in order, each with the time from which it counts. */
const logs = fc
  .array(fc.option(fc.integer({ min: at("2020-01-01"), max: at("2030-01-01") }), { nil: null, freq: 8 }), {
    maxLength: 30,
  })
  .map((times) => times.map((countsFrom, index): DatedEntry => ({ sequence: index + 5, countsFrom })));
const rules = fc.record({
  months: fc.integer({ min: 12, max: 120 }),
  now: fc.integer({ min: at("2020-01-01"), max: at("2040-01-01") }),
});

describe("what may be cut off", () => {
  test("is a beginning in which every entry is old enough, and no longer one would be", () => {
    fc.assert(
      fc.property(logs, rules, (entries, { months, now }) => {
        const upTo = prunableUpTo(entries, { months, now, zone });
        const isOver = ({ countsFrom }: DatedEntry) =>
          countsFrom !== null && endOfMonths(countsFrom, months, zone) <= now;
        const gone = entries.filter(({ sequence }) => sequence <= upTo);
        const first = entries.find(({ sequence }) => sequence > upTo);
        expect([gone.every(isOver), first === undefined || !isOver(first)]).toEqual([true, true]);
      }),
    );
  });

  test("never becomes less with time, and never more with longer keeping", () => {
    fc.assert(
      fc.property(logs, rules, fc.nat(1_000), fc.nat(60), (entries, rule, days, months) => {
        const now = prunableUpTo(entries, { ...rule, zone });
        const later = prunableUpTo(entries, { ...rule, now: rule.now + days * 86_400_000, zone });
        const kept = prunableUpTo(entries, { ...rule, months: rule.months + months, zone });
        expect([later >= now, kept <= now]).toEqual([true, true]);
      }),
    );
  });

  test("is looked for no further than the first entry that stays", () => {
    const read: number[] = [];
    function* entries(): Generator<DatedEntry> {
      for (const countsFrom of [0, 0, null, 0]) {
        read.push(read.length + 1);
        yield { sequence: read.length, countsFrom };
      }
    }
    expect(prunableUpTo(entries(), { months: 24, now: at("2026-01-01"), zone })).toBe(2);
    expect(read).toEqual([1, 2, 3]);
  });
});

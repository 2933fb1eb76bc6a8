/** What has been erased: chosen, and by month. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byMonth, chosenFrom, consentNumbersIn } from "../../renderer/features/erasure/doneTimeline.ts";
import { formatPaperInstant } from "../../renderer/ui/formatDate.ts";
import { contentCategories } from "../../shared/domain/conversation.ts";
import type { ErasureSummary } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";

function erasure(part: Partial<ErasureSummary>): ErasureSummary {
  return {
    certificateNumber: 1,
    conversationId: "00000000-0000-0000-0000-000000000001" as ConversationId,
    title: null,
    consentNumber: null,
    category: "sound",
    rule: "clock",
    executedWhileLocked: false,
    finishedAt: 0,
    ...part,
  };
}

const erasures = fc.array(
  fc.record({
    category: fc.constantFrom(...contentCategories),
    consentNumber: fc.option(fc.integer({ min: 1, max: 5 })),
    finishedAt: fc.integer({ min: 0, max: 4_000_000_000_000 }),
  }),
);

describe("what has been erased", () => {
  test("is held once and in its order by the months together, each month once", () => {
    fc.assert(
      fc.property(erasures, (parts) => {
        const done = parts.map(erasure).sort((a, b) => b.finishedAt - a.finishedAt);
        const months = byMonth(done);
        expect(months.flatMap((month) => month.erasures)).toEqual(done);
        const names = months.map(({ at }) => `${new Date(at).getFullYear()}-${new Date(at).getMonth()}`);
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test("is chosen by kind and by permission, and the permissions to choose from are those that come up", () => {
    fc.assert(
      fc.property(erasures, (parts) => {
        const done = parts.map(erasure);
        const numbers = consentNumbersIn(done);
        expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
        const byPermission = numbers.flatMap((consentNumber) =>
          chosenFrom(done, { category: null, consentNumber }),
        );
        expect(byPermission).toHaveLength(done.filter((one) => one.consentNumber !== null).length);
        const byCategory = contentCategories.flatMap((category) =>
          chosenFrom(done, { category, consentNumber: null }),
        );
        expect(byCategory).toHaveLength(done.length);
      }),
    );
  });

  test("has its time on paper with second and zone, whatever zone the computer is in", () => {
    const at = Date.parse("2026-04-01T22:00:03Z");
    expect([
      formatPaperInstant("sv", at, "Europe/Stockholm"),
      formatPaperInstant("en", at, "Europe/Stockholm"),
      formatPaperInstant("nb", at, "UTC"),
      formatPaperInstant("da", at, "Nowhere/Known").includes("april 2026"),
    ]).toEqual([
      "2 april 2026 00:00:03 UTC+2",
      "2 April 2026 00:00:03 UTC+2",
      "1. april 2026 22:00:03 UTC+0",
      true,
    ]);
  });
});

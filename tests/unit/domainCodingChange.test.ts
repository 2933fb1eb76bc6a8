import fc from "fast-check";
import { expect, it } from "vitest";
import type { CodedUnit, CodingChange } from "../../shared/domain/coding.ts";
import {
  applyCodingChange,
  applyCodingChanges,
  type CodingContent,
  comparePlaced,
  invertCodingChanges,
} from "../../shared/domain/codingChange.ts";
import type { SpanId, UnitId } from "../../shared/domain/ids.ts";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const empty: CodingContent = { units: [], ratings: {}, spans: [] };

const unit = fc
  .record({ number: fc.nat(5), startMs: fc.nat(20), lengthMs: fc.nat(5), codes: fc.subarray(["Q", "SR"]) })
  .map(
    ({ number, startMs, lengthMs, codes }): CodedUnit => ({
      id: idOf(number) as UnitId,
      startMs,
      endMs: startMs + lengthMs,
      speaker: "practitioner",
      codes,
    }),
  );
const wish = fc.oneof(
  unit.map((after) => ({ kind: "unit", after }) as const),
  fc.nat(5).map((number) => ({ kind: "drop", id: idOf(number) }) as const),
  fc.record({ kind: fc.constant("rating" as const), value: fc.option(fc.integer({ min: 1, max: 5 })) }),
  fc.record({ kind: fc.constant("span" as const), startMs: fc.option(fc.nat(9)) }),
);
type Wish = typeof wish extends fc.Arbitrary<infer Value> ? Value : never;

/** A wish as a change that fits. */
function changeFor(content: CodingContent, wished: Wish): CodingChange {
  switch (wished.kind) {
    case "unit": {
      const before = content.units.find(({ id }) => id === wished.after.id) ?? null;
      return { kind: "unit", before, after: wished.after };
    }
    case "drop": {
      const before = content.units.find(({ id }) => id === wished.id) ?? null;
      return { kind: "unit", before, after: null };
    }
    case "rating": {
      const itemId = "empathy";
      const before = content.ratings[itemId] ?? null;
      const after = wished.value === null ? null : { value: wished.value, evidenceMs: [] };
      return { kind: "rating", itemId, before, after };
    }
    case "span": {
      const id = idOf(9) as SpanId;
      const before = content.spans[0] ?? null;
      const { startMs } = wished;
      const after = startMs === null ? null : { id, kind: "formal" as const, startMs, endMs: startMs + 1 };
      return { kind: "span", before, after };
    }
  }
}

it("changes keep the order, and are taken back by their inverses", () => {
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
      const changes: CodingChange[] = [];
      const content = wishes.reduce<CodingContent>((now, wished) => {
        const change = changeFor(now, wished);
        changes.push(change);
        return applyCodingChange(now, change);
      }, empty);

      expect(content.units).toEqual(content.units.toSorted(comparePlaced));
      expect(new Set(content.units.map(({ id }) => id)).size).toBe(content.units.length);
      expect(applyCodingChanges(content, invertCodingChanges(changes))).toEqual(empty);
    }),
  );
});

it("a change that does not fit is refused: another value, something that is there already, or nothing there", () => {
  const there: CodedUnit = {
    id: idOf(1) as UnitId,
    startMs: 0,
    endMs: 1,
    speaker: "client",
    codes: ["CT"],
  };
  const content: CodingContent = {
    ...empty,
    units: [there],
    ratings: { empathy: { value: 3, evidenceMs: [] } },
  };
  const other = { ...there, id: idOf(2) as UnitId };
  const refused: readonly CodingChange[] = [
    { kind: "unit", before: { ...there, codes: [] }, after: { ...there, codes: ["ST"] } },
    { kind: "unit", before: null, after: there },
    { kind: "unit", before: other, after: null },
    { kind: "unit", before: there, after: other },
    { kind: "rating", itemId: "empathy", before: null, after: { value: 4, evidenceMs: [] } },
    { kind: "span", before: { id: idOf(3) as SpanId, kind: "formal", startMs: 0, endMs: 1 }, after: null },
  ];

  for (const change of refused) expect(() => applyCodingChange(content, change)).toThrow(RangeError);
});

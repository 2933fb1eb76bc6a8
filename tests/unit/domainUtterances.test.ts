/** Dividing what is said into utterances: times and words stay in order, and all of them stay. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodedUnit, Coding } from "../../shared/domain/coding.ts";
import {
  applyCodingChanges,
  type CodingContent,
  comparePlaced,
  invertCodingChanges,
} from "../../shared/domain/codingChange.ts";
import type { SegmentId, UnitId } from "../../shared/domain/ids.ts";
import { joinUnits, splitUnit, wordBeginnings } from "../../shared/domain/utterances.ts";

const segmentId = "line" as SegmentId;
const text = "Du vill komma ut, och så kommer något emellan.";
const unit: CodedUnit = {
  id: "a" as UnitId,
  startMs: 1_000,
  endMs: 5_000,
  speaker: "practitioner",
  place: { segmentId, startIndex: 0, endIndex: text.length },
  codes: ["SR"],
};

function contentOf(units: Coding["units"]): CodingContent {
  return { units, ratings: {}, spans: [] };
}

describe("an utterance", () => {
  it("is divided where a word begins; its time as its text, and the code stays with the first", () => {
    const index = text.indexOf("och");
    const second = "b" as UnitId;
    const cutMs = 1_000 + Math.round((index / text.length) * 4_000);

    const { units } = applyCodingChanges(contentOf([unit]), splitUnit(unit, index, second));

    expect(units).toEqual([
      { ...unit, endMs: cutMs, place: { segmentId, startIndex: 0, endIndex: index } },
      {
        id: second,
        startMs: cutMs,
        endMs: 5_000,
        speaker: "practitioner",
        place: { segmentId, startIndex: index, endIndex: text.length },
        codes: [],
      },
    ]);
  });

  it("offers every word but its first, and no place outside of itself", () => {
    const part: CodedUnit = { ...unit, place: { segmentId, startIndex: 3, endIndex: 17 } };

    const offered = wordBeginnings(part, text).map((index) => text.slice(index, index + 4));

    expect(offered).toEqual(["komm", "ut, "]);
  });

  it("without words, or at its edges, is not divided", () => {
    const { place: _, ...wordless } = unit;

    const steps = [
      splitUnit(wordless, 3, "b" as UnitId),
      splitUnit(unit, 0, "b" as UnitId),
      splitUnit(unit, text.length, "b" as UnitId),
    ];

    expect(steps).toEqual([[], [], []]);
  });

  it("is joined only with what follows it in the same line", () => {
    const later: CodedUnit = {
      ...unit,
      id: "b" as UnitId,
      place: { segmentId: "other" as SegmentId, startIndex: 0, endIndex: 4 },
    };

    expect(joinUnits(unit, later)).toEqual([]);
  });

  it("divided anywhere and often, covers its line and its time in order; taken back, it is as it was", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: text.length }), { maxLength: 8 }), (cuts) => {
        let content = contentOf([unit]);
        const steps = [];
        for (const [number, cut] of cuts.entries()) {
          const hit = content.units.find(
            ({ place }) => place !== undefined && place.startIndex < cut && cut < place.endIndex,
          );
          if (hit === undefined) continue;
          const changes = splitUnit(hit, cut, `u${number}` as UnitId);
          content = applyCodingChanges(content, changes);
          steps.push(changes);
        }
        const places = content.units
          .map(({ place }) => place)
          .sort((a, b) => (a?.startIndex ?? 0) - (b?.startIndex ?? 0));

        expect(places.map((place) => text.slice(place?.startIndex, place?.endIndex)).join("")).toBe(text);
        expect(content.units).toEqual(content.units.toSorted(comparePlaced));
        expect(content.units.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0)).toBe(4_000);
        const back = steps.toReversed().flatMap(invertCodingChanges);
        expect(applyCodingChanges(content, back)).toEqual(contentOf([unit]));
      }),
    );
  });

  it("divided and joined again is as it was", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), (index) => {
        const divided = applyCodingChanges(contentOf([unit]), splitUnit(unit, index, "b" as UnitId));
        const [first, second] = divided.units.toSorted(
          (a, b) => (a.place?.startIndex ?? 0) - (b.place?.startIndex ?? 0),
        );
        if (first === undefined || second === undefined) throw new Error("nothing was divided");

        expect(applyCodingChanges(divided, joinUnits(first, second))).toEqual(contentOf([unit]));
      }),
    );
  });
});

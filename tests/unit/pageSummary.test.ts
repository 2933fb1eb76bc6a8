/** What the summary offers and shows of a coding: only what is asked for, each with its moments. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { allChoices, type Choice, choiceKey, choicesOf } from "../../renderer/features/summary/choice.ts";
import { isOfFew, shownRows } from "../../renderer/features/summary/shownRows.ts";
import type { CodedUnit, Coding } from "../../shared/domain/coding.ts";
import { summarizeCoding } from "../../shared/domain/codingSummary.ts";
import type { UnitId } from "../../shared/domain/ids.ts";
import { schemeShapeSchema } from "../../shared/domain/scheme.ts";

const miti = schemeShapeSchema.parse(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../resources/schemes/miti-4.2.1.1.json"), "utf8"),
  ),
);

const unit = (startMs: number, code: string, more: Partial<CodedUnit> = {}): CodedUnit => ({
  id: `unit-${startMs}` as UnitId,
  startMs,
  endMs: startMs + 1_000,
  speaker: "practitioner",
  codes: [code],
  ...more,
});

const content: Pick<Coding, "units" | "ratings" | "spans" | "target"> = {
  units: [unit(0, "Q"), unit(1_000, "Q", { isUncertain: true }), unit(2_000, "CR")],
  ratings: {
    empathy: { value: 4, evidenceMs: [1_500] },
    cultivatingChangeTalk: { value: 3, evidenceMs: [] },
  },
  spans: [],
  target: null,
};
const coding = content as Coding;
const rowsOf = (choice: Choice) => shownRows(choice, miti, coding, summarizeCoding(miti, coding));

describe("what may be asked for", () => {
  it("is each code and all of them, each figure, what was rated, and what was unsure", () => {
    expect(choicesOf(miti).map(({ heading, choices }) => [heading, choices.map(choiceKey)])).toEqual([
      ["counted", [...miti.codes.map(({ id }) => `code ${id}`), "group behaviour"]],
      [
        "figures",
        [
          "figure percentComplexReflections",
          "figure reflectionToQuestionRatio",
          "figure miAdherent",
          "figure miNonAdherent",
        ],
      ],
      ["rated", ["items", "figure technical", "figure relational"]],
      ["other", ["uncertain"]],
    ]);
  });

  it("is in a scheme without codes only what was rated", () => {
    const rated = { ...miti, groups: [], codes: [], figures: [] };
    expect(choicesOf(rated).map(({ heading }) => heading)).toEqual(["rated"]);
  });

  it("has no code twice where all is wanted", () => {
    const keys = allChoices(miti)
      .flatMap(rowsOf)
      .map(({ key }) => key);
    expect(keys).toEqual([...new Set(keys)]);
  });
});

describe("what is shown", () => {
  it("of a code is how often it counts, and every utterance in which it was heard", () => {
    expect(
      rowsOf({ kind: "code", id: "Q" }).map(({ key, said, moments }) => ({ key, said, moments })),
    ).toEqual([
      {
        key: "code Q",
        said: { kind: "code", count: 1, isPerVolley: true },
        moments: [
          { startMs: 0, endMs: 1_000, unitId: "unit-0" },
          { startMs: 1_000, endMs: 2_000, unitId: "unit-1000" },
        ],
      },
    ]);
  });

  it("of a figure are the moments of all its parts", () => {
    const moments = rowsOf({ kind: "figure", id: "reflectionToQuestionRatio" }).flatMap((row) => row.moments);
    expect(moments.map(({ unitId }) => unitId)).toEqual(["unit-0", "unit-1000", "unit-2000"]);
  });

  it("of a rating are the moments that speak for it; without a target some ratings do not apply", () => {
    const rows = rowsOf({ kind: "items" });
    expect(rows.map(({ key, said, moments }) => [key, said.kind === "item" && said.value, moments])).toEqual([
      ["item cultivatingChangeTalk", undefined, []],
      ["item softeningSustainTalk", undefined, []],
      ["item partnership", undefined, []],
      ["item empathy", 4, [{ startMs: 1_500, endMs: 1_500 }]],
    ]);
    expect(rows.map(({ said }) => said.kind === "item" && said.lacksTarget)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it("of what was unsure are those utterances", () => {
    expect(rowsOf({ kind: "uncertain" })[0]?.moments).toEqual([
      { startMs: 1_000, endMs: 2_000, unitId: "unit-1000" },
    ]);
  });
});

it("a quotient that divides by few says so, and one that is undefined does not", () => {
  const figure = { id: "x", n: 9 };
  expect([
    isOfFew({ ...figure, value: 1, numerator: 4, denominator: 4 }),
    isOfFew({ ...figure, value: 1, numerator: 5, denominator: 5 }),
    isOfFew({ ...figure, value: undefined, why: "zero", numerator: 4, denominator: 0 }),
    isOfFew({ ...figure, value: 3.5 }),
  ]).toEqual([true, false, false, false]);
});

/** Small pictures of figures over time: which there are, and what is joined in them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layChart } from "../../renderer/features/practice/chartLayout.ts";
import { type Measure, measuresOf } from "../../renderer/features/practice/measures.ts";
import type { PracticeFigureId } from "../../shared/domain/ids.ts";
import type { PracticeFigure } from "../../shared/domain/practice.ts";
import { type SchemeId, schemeShapeSchema } from "../../shared/domain/scheme.ts";

const miti = schemeShapeSchema.parse(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../resources/schemes/miti-4.2.1.1.json"), "utf8"),
  ),
);

const figure: PracticeFigure = {
  id: "f" as PracticeFigureId,
  schemeId: "miti-4.2.1" as SchemeId,
  schemeVersion: 1,
  finishedAt: 1,
  heldOn: "2026-03-02",
  sampleMs: 1_200_000,
  drawn: "random",
  isProper: true,
  isFromSound: true,
  counts: {},
  items: { partnership: 4, empathy: null },
  figures: [
    { id: "reflectionToQuestionRatio", value: 1.5, numerator: 3, denominator: 2, n: 5 },
    { id: "percentComplexReflections", value: null, numerator: 0, denominator: 0, n: 0 },
    { id: "technical", value: 3.5, numerator: null, denominator: null, n: 2 },
  ],
  talkShare: { share: 0.4, talkMs: 60_000, words: 120 },
};

describe("measures of a scheme", () => {
  test("are ratios, what was rated and the share of the talk; means and sums only where there is nothing else", () => {
    const measures = measuresOf(miti, [figure]);
    const plain = {
      ...miti,
      items: [],
      figures: miti.figures.filter(({ formula }) => formula.kind === "mean"),
    };
    expect(measures.map(({ key }) => key)).toEqual([
      "figure reflectionToQuestionRatio",
      "item partnership",
      "talk",
    ]);
    expect(measuresOf(plain, [figure]).map(({ key }) => key)).toEqual(["figure technical", "talk"]);
  });

  test("have a reading for each coding, with what it rests on", () => {
    const silent = { ...figure, talkShare: null, figures: [], items: {} };
    const [ratio, partnership, talk] = measuresOf(miti, [figure, silent]);
    const read = (measure: Measure | undefined) =>
      measure?.readings.map(({ value, basis }) => [value, basis]);
    expect([read(ratio), read(partnership), read(talk)]).toEqual([
      [
        [1.5, { kind: "ratio", numerator: 3, denominator: 2 }],
        [null, null],
      ],
      [
        [4, { kind: "sample", sampleMs: 1_200_000 }],
        [null, { kind: "sample", sampleMs: 1_200_000 }],
      ],
      [
        [40, { kind: "talk", words: 120, talkMs: 60_000 }],
        [null, null],
      ],
    ]);
  });

  test("that no coding says anything of are left out", () => {
    expect(measuresOf(miti, [{ ...figure, items: {}, figures: [], talkShare: null }])).toEqual([]);
  });
});

type Coded = Partial<Pick<PracticeFigure, "drawn" | "schemeVersion">> & { readonly value: number | null };

function measure(most: number | null, ...codings: readonly Coded[]): Measure {
  return {
    key: "m",
    labels: null,
    unit: "number",
    least: 0,
    most,
    readings: codings.map(({ value, ...rest }) => ({ figure: { ...figure, ...rest }, value, basis: null })),
  };
}

const area = { width: 100, height: 10 };

describe("a picture", () => {
  test("joins what stands beside each other, and nothing across a gap or another version of the scheme", () => {
    const laid = layChart(
      measure(10, { value: 10 }, { value: 5 }, { value: null }, { value: 5 }, { value: 0, schemeVersion: 2 }),
      area,
    );
    expect(laid.lines).toEqual([
      [
        { x: 10, y: 0 },
        { x: 30, y: 5 },
      ],
    ]);
    expect(laid.points.map(({ y }) => y)).toEqual([0, 5, null, 5, 10]);
  });

  test("joins a chosen passage to nothing", () => {
    const laid = layChart(measure(10, { value: 2 }, { value: 8, drawn: "chosen" }, { value: 4 }), area);
    expect(laid.points.map(({ isAlone }) => isAlone)).toEqual([false, true, false]);
    expect(laid.lines.map((line) => line.map(({ x }) => Math.round(x)))).toEqual([[17, 83]]);
  });

  test("without an end of the scale ends at a number one can say", () => {
    const topOf = (value: number) => layChart(measure(null, { value }), area).marks.at(-1)?.value;
    expect([0, 0.4, 1, 1.3, 2, 3.1, 7, 9, 11, 45].map(topOf)).toEqual([1, 1, 1, 2, 2, 4, 8, 10, 20, 60]);
  });

  test("keeps every value within itself, from left to right", () => {
    const coded = fc.record({
      value: fc.option(fc.double({ min: 0, max: 1_000, noNaN: true })),
      drawn: fc.constantFrom("random", "whole", "chosen"),
      schemeVersion: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(fc.array(coded, { minLength: 1, maxLength: 12 }), (codings) => {
        const { points, lines } = layChart(measure(null, ...codings), area);
        const heights = points.map(({ y }) => y ?? 0);
        const across = points.map(({ x }) => x);
        expect(heights.every((y) => y >= 0 && y <= area.height)).toBe(true);
        expect(across).toEqual(across.toSorted((a, b) => a - b));
        const joined = lines.flat().map(({ x }) => x);
        const mayBeJoined = points.filter(({ y, isAlone }) => y !== null && !isAlone).map(({ x }) => x);
        expect(joined.filter((x) => !mayBeJoined.includes(x))).toEqual([]);
      }),
    );
  });
});

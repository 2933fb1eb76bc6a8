/** Comparing codings: what meets what, what is the same, and laws that hold whatever was coded. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alignCodings } from "../../shared/domain/alignCodings.ts";
import type { CodedUnit } from "../../shared/domain/coding.ts";
import { summarizeCoding } from "../../shared/domain/codingSummary.ts";
import {
  type ComparedContent,
  compareCodings,
  heardAt,
  withinCommon,
} from "../../shared/domain/compareCodings.ts";
import type { SegmentId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import { schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { smallScheme } from "../support/smallScheme.ts";

const miti = schemeShapeSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, "../../resources/schemes/miti-4.2.1.1.json"), "utf8")),
);
const sample = { drawn: "whole", startMs: 0, endMs: 60_000 } as const;
let made = 0;

function coding(units: readonly CodedUnit[], part: Partial<ComparedContent> = {}): ComparedContent {
  return { units: [...units], spans: [], sample, ratings: {}, target: null, ...part };
}

/** An utterance of a line that begins at so many seconds and takes ten of them; a tenth of a second a character. */
function said(
  second: number,
  codes: readonly string[],
  [from, to] = [0, 100],
  more: Partial<CodedUnit> = {},
) {
  return {
    id: `unit-${made++}` as UnitId,
    startMs: second * 1_000 + from * 100,
    endMs: second * 1_000 + to * 100,
    speaker: "practitioner",
    place: { segmentId: `line-${second}` as SegmentId, startIndex: from, endIndex: to },
    codes: [...codes],
    ...more,
  } satisfies CodedUnit;
}

/** The same, known by its time alone, in seconds. */
function timed(start: number, end: number, codes: readonly string[], more: Partial<CodedUnit> = {}) {
  const { place: _, ...unit } = said(0, codes, [0, 100], more);
  return { ...unit, startMs: start * 1_000, endMs: end * 1_000 } satisfies CodedUnit;
}

function heard(codings: readonly ComparedContent[]) {
  return compareCodings(smallScheme, codings).rows.map((row) => [
    row.startMs / 1_000,
    row.endMs / 1_000,
    ...row.codes.map((codes) => codes?.join("+") ?? "–"),
    row.verdict,
    ...(row.isCutDifferently ? ["cut"] : []),
  ]);
}

test("a client who speaks in another's formal part ends a volley all the same", () => {
  const units = [
    said(0, ["Q"], [0, 10]),
    said(1, [], [0, 40], { speaker: "client" }),
    said(5, ["Q"], [0, 10]),
  ];
  const span = { id: "span" as SpanId, kind: "formal", startMs: 900, endMs: 4_900 } as const;
  const codings = [coding(units), coding(units, { spans: [span] })];
  const counts = codings.map((one) => summarizeCoding(miti, withinCommon(one, codings)).counts.Q);
  expect(counts).toEqual([2, 2]);
});

describe("utterances meet", () => {
  test("at their place in the text, and codes are compared as sets", () => {
    const one = coding([said(0, ["Q"]), said(10, ["SR", "CR"]), said(20, ["NC"]), said(30, [])]);
    const other = coding([said(0, ["CR"]), said(10, ["CR", "SR"]), said(20, ["NC"]), said(30, ["Q"])]);
    expect(heard([one, other])).toEqual([
      [0, 10, "Q", "CR", "different"],
      [10, 20, "SR+CR", "SR+CR", "same"],
      [20, 30, "NC", "NC", "same"],
      [30, 40, "–", "Q", "open"],
    ]);
  });

  test("piece by piece where one has cut and the other has not; the space between two is nobody's", () => {
    const cut = coding([said(0, ["SR"], [0, 40]), said(0, ["Q"], [41, 100])]);
    expect(heard([cut, coding([said(0, ["Q"])])])).toEqual([
      [0, 4, "SR", "Q", "different", "cut"],
      [4.1, 10, "Q", "Q", "same", "cut"],
    ]);
  });

  test("in time where one has no text, as far as the same person speaks", () => {
    const withText = coding([
      said(0, ["Q"]),
      said(10, ["SR"]),
      said(12, [], [0, 20], { speaker: "client" }),
      said(30, ["GI"]),
    ]);
    const byEar = coding([timed(0.4, 9, ["Q"]), timed(11, 19, ["CR"]), timed(31, 31, ["GI"])]);
    expect(heard([withText, byEar])).toEqual([
      [0, 10, "Q", "Q", "same"],
      [10, 20, "SR", "CR", "different"],
      [30, 40, "GI", "GI", "same"],
    ]);
  });

  test("in time alone, marks half a second apart being one, and moments two seconds apart", () => {
    const one = coding([timed(0, 4, ["Q"]), timed(10, 10, ["SR"]), timed(20, 20, ["GI"])]);
    const other = coding([timed(0.4, 2, ["SR"]), timed(2, 4.3, ["Q"]), timed(11.5, 11.5, ["SR"])]);
    expect(heard([one, other])).toEqual([
      [0, 2, "Q", "SR", "different", "cut"],
      [2, 4, "Q", "Q", "same", "cut"],
      [10, 11.5, "SR", "SR", "same"],
      [20, 20, "GI", "–", "open"],
    ]);
  });

  test("only in what all samples share, and outside every formal part", () => {
    const formal = {
      id: "span" as SpanId,
      kind: "formal",
      startMs: 20_000,
      endMs: 30_000,
    } as const;
    const lines = [0, 10, 20, 30, 40].map((second) => said(second, ["Q"]));
    const late = coding(lines, { sample: { ...sample, startMs: 10_000 } });
    const early = coding(lines, { sample: { ...sample, endMs: 40_000 }, spans: [formal] });
    expect(heard([late, early]).map(([start]) => start)).toEqual([10, 30]);
    expect(compareCodings(smallScheme, [late, early]).summaries.map(({ counts }) => counts.Q)).toEqual([
      2, 2,
    ]);
  });

  test("nowhere where the samples share nothing", () => {
    const early = coding([said(0, ["Q"])], { sample: { ...sample, endMs: 5_000 } });
    const late = coding([said(10, ["Q"])], { sample: { ...sample, startMs: 5_000 } });
    expect(compareCodings(smallScheme, [early, late])).toMatchObject({ common: undefined, rows: [] });
  });
});

test("what comes of it is worked out with its number of places", () => {
  const codes = (row: string) => row.split(" ").map((code, index) => said(index, code === "–" ? [] : [code]));
  const one = coding(codes("Q Q SR SR CR NC –"), { ratings: { warmth: { value: 3, evidenceMs: [] } } });
  const other = coding(codes("Q SR SR SR SR NC Q"), { ratings: { warmth: { value: 5, evidenceMs: [] } } });
  const { totals, kappa, pairs, codes: byCode, items } = compareCodings(smallScheme, [one, other]);
  expect({ totals, kappa: kappa?.toFixed(4), byCode, items }).toEqual({
    totals: { same: 4, different: 2, open: 1 },
    // Of 6: agreed 4; by chance (2·1 + 2·4 + 1·1) / 36.
    kappa: ((4 / 6 - 11 / 36) / (1 - 11 / 36)).toFixed(4),
    byCode: [
      { code: "Q", heard: 2, heardByAll: 1, shared: 2 / 3 },
      { code: "SR", heard: 4, heardByAll: 2, shared: 4 / 6 },
      { code: "CR", heard: 1, heardByAll: 0, shared: 0 },
      { code: "NC", heard: 1, heardByAll: 1, shared: 1 },
    ],
    items: [{ id: "warmth", kind: "global", values: [3, 5], isWithinOne: false }],
  });
  expect(pairs).toMatchObject([
    {
      n: 6,
      same: 4,
      labels: ["Q", "SR", "CR", "NC"],
      matrix: [
        [1, 1, 0, 0],
        [0, 2, 0, 0],
        [0, 1, 0, 0],
        [0, 0, 0, 1],
      ],
    },
  ]);
});

test("three coders are compared by Fleiss’ κ, and what was heard is told without saying by whom", () => {
  const codings = ["Q SR", "Q SR", "SR SR"].map((row) =>
    coding(row.split(" ").map((code, index) => said(index, [code]))),
  );
  const { kappa, rows } = compareCodings(smallScheme, codings);
  expect(kappa).toBeCloseTo((2 / 3 - 5 / 9) / (1 - 5 / 9), 10);
  expect(rows.map((row) => heardAt(smallScheme, row))).toEqual([
    [
      { codes: ["Q"], coders: 2 },
      { codes: ["SR"], coders: 1 },
    ],
    [{ codes: ["SR"], coders: 3 }],
  ]);
});

const someCodes = fc.constantFrom<readonly string[]>([], ["Q"], ["SR"], ["CR"], ["NC"], ["CR", "GI"]);
/** Six lines, each cut at some of four places, by one who reads. */
const reading = fc
  .array(fc.tuple(fc.subarray([20, 40, 60, 80]), fc.array(someCodes, { minLength: 5, maxLength: 5 })), {
    minLength: 6,
    maxLength: 6,
  })
  .map((lines) =>
    coding(
      lines.flatMap(([cuts, codes], line) =>
        [0, ...cuts].map((from, index) => said(10 * line, codes[index] ?? [], [from, cuts[index] ?? 100])),
      ),
    ),
  );
/** Stretches and moments on whole seconds, by one who only hears. */
const hearing = fc
  .array(fc.record({ start: fc.nat(50), seconds: fc.nat(6), codes: someCodes }), { maxLength: 12 })
  .map((units) => coding(units.map(({ start, seconds, codes }) => timed(start, start + seconds, codes))));

describe("whatever was coded", () => {
  test("a coding compared with itself is the same throughout, and κ is 1 or undefined", () => {
    fc.assert(
      fc.property(fc.oneof(reading, hearing), (one) => {
        const { totals, kappa, pairs } = compareCodings(smallScheme, [one, one]);
        expect(totals.different).toBe(0);
        expect([1, undefined]).toContain(kappa === undefined ? kappa : Number(kappa.toFixed(9)));
        expect(pairs.map(({ n, same }) => n - same)).toEqual([0]);
      }),
    );
  });

  test("the order of the coders changes nothing but the order of what is theirs", () => {
    fc.assert(
      fc.property(fc.oneof(reading, hearing), fc.oneof(reading, hearing), reading, (a, b, c) => {
        const [straight, turned] = [
          compareCodings(smallScheme, [a, b, c]),
          compareCodings(smallScheme, [c, a, b]),
        ];
        const turn = <T>([x, y, z]: readonly T[]) => [z, x, y];
        expect(turned.rows).toEqual(straight.rows.map((row) => ({ ...row, codes: turn(row.codes) })));
        expect({ ...turned, rows: [], pairs: [], items: [], summaries: [] }).toEqual({
          ...straight,
          kappa: straight.kappa === undefined ? undefined : expect.closeTo(straight.kappa, 9),
          rows: [],
          pairs: [],
          items: [],
          summaries: [],
        });
        expect(turned.summaries).toEqual(turn(straight.summaries));
        const [ab] = straight.pairs;
        const turnedAb = turned.pairs.find(({ first, second }) => first === 1 && second === 2);
        expect({ ...turnedAb, first: 0, second: 1 }).toEqual(ab);
      }),
    );
  });

  test("a matrix turned is the matrix of the two the other way round", () => {
    fc.assert(
      fc.property(reading, fc.oneof(reading, hearing), (a, b) => {
        const [[there], [back]] = [
          compareCodings(smallScheme, [a, b]).pairs,
          compareCodings(smallScheme, [b, a]).pairs,
        ];
        const turned = there?.labels.map((_, column) => there.matrix.map((row) => row[column]));
        expect({ labels: back?.labels, matrix: back?.matrix }).toEqual({
          labels: there?.labels,
          matrix: turned,
        });
      }),
    );
  });

  test("pieces of text cover exactly the lines, each character once, and lie in the units they are of", () => {
    fc.assert(
      fc.property(reading, reading, reading, (...codings) => {
        const pieces = alignCodings(codings);
        const covered = pieces.map(({ place }) => [place?.segmentId, place?.startIndex, place?.endIndex]);
        for (const line of [0, 10, 20, 30, 40, 50]) {
          const ofLine = covered.filter(([id]) => id === `line-${line}`);
          expect([ofLine[0]?.[1], ofLine.at(-1)?.[2]]).toEqual([0, 100]);
          expect(ofLine.slice(1).map(([, start]) => start)).toEqual(
            ofLine.slice(0, -1).map(([, , end]) => end),
          );
        }
        for (const { place, units } of pieces) {
          expect(
            units.map((there) =>
              there.filter(
                (unit) =>
                  place !== undefined &&
                  unit.place?.segmentId === place.segmentId &&
                  unit.place.startIndex <= place.startIndex &&
                  unit.place.endIndex >= place.endIndex,
              ),
            ),
          ).toEqual(units.map((there) => [...there]));
          expect(units.map(({ length }) => length)).toEqual([1, 1, 1]);
        }
      }),
    );
  });

  test("every unit lies in a piece", () => {
    fc.assert(
      fc.property(fc.oneof(reading, hearing), hearing, (a, b) => {
        const met = new Set(alignCodings([a, b]).flatMap(({ units }) => units.flat()));
        expect([...a.units, ...b.units].filter((unit) => !met.has(unit))).toEqual([]);
      }),
    );
  });
});

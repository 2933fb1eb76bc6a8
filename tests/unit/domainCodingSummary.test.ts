/** What a coding comes to in any scheme, and when it may be held against what experts think. */
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CodedUnit, Coding, CodingSpan, Rating } from "../../shared/domain/coding.ts";
import { comparePlaced } from "../../shared/domain/codingChange.ts";
import {
  expertOpinion,
  momentsOf,
  properSample,
  type SummedContent,
  summarizeCoding,
} from "../../shared/domain/codingSummary.ts";
import type { SpanId, UnitId } from "../../shared/domain/ids.ts";
import {
  type MitiCode,
  type MitiGlobals,
  type MitiScores,
  mitiBehaviours,
  summarizeMiti,
} from "../../shared/domain/miti.ts";
import { type Scheme, schemeShapeSchema } from "../../shared/domain/scheme.ts";

const miti = schemeShapeSchema.parse(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../resources/schemes/miti-4.2.1.1.json"), "utf8"),
  ),
);

/** Change talk and sustain talk, counted per utterance, and a question heard in anyone. */
const talk: Scheme = schemeShapeSchema.parse({
  format: 1,
  id: "talk",
  version: 1,
  title: { en: "Talk" },
  about: { en: "What the client says." },
  unit: "utterance",
  usesTarget: false,
  sample: { drawn: "whole", lengthMs: 1, ratedFromMs: 0, countedBelowMs: 0 },
  groups: [{ id: "talk", labels: { en: "Talk" } }],
  codes: [
    { id: "CT", sign: "CT", labels: { en: "Change" }, side: "client", groupId: "talk" },
    { id: "ST", sign: "ST", labels: { en: "Sustain" }, side: "client", groupId: "talk" },
    { id: "Ask", sign: "?", labels: { en: "Asks" }, side: "any", groupId: "talk" },
  ],
  items: [
    { kind: "count", id: "silences", labels: { en: "Silences" } },
    {
      kind: "ordinal",
      id: "calm",
      labels: { en: "Calm" },
      anchors: [
        { value: 0, labels: { en: "No" } },
        { value: 4, labels: { en: "Yes" } },
      ],
    },
  ],
  figures: [
    { id: "percentCT", labels: { en: "%CT" }, formula: { kind: "percent", of: ["CT"], by: ["CT", "ST"] } },
    { id: "quiet", labels: { en: "Quiet" }, formula: { kind: "sum", of: ["silences", "calm"] } },
    { id: "perSilence", labels: { en: "Per" }, formula: { kind: "quotient", of: ["Ask"], by: ["silences"] } },
  ],
});

type Said = Partial<CodedUnit> & Pick<CodedUnit, "speaker">;

/** Utterances of a second each, one after the other. */
function unitsOf(...said: readonly Said[]): CodedUnit[] {
  return said.map((unit, index) => ({
    id: `unit-${String(index).padStart(4, "0")}` as UnitId,
    startMs: index * 1_000,
    endMs: (index + 1) * 1_000,
    codes: [],
    ...unit,
  }));
}

const practitioner = (...codes: readonly string[]): Said => ({ speaker: "practitioner", codes: [...codes] });
const client = (...codes: readonly string[]): Said => ({ speaker: "client", codes: [...codes] });
const mm: Said = { speaker: "client", isFacilitative: true };
const other: Said = { speaker: "other" };

function contentOf(units: CodedUnit[], more: Partial<SummedContent> = {}): SummedContent {
  return { units, ratings: {}, spans: [], target: "Röra på sig", ...more };
}

function rated(values: Readonly<Record<string, number>>): Record<string, Rating> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, { value, evidenceMs: [] }]));
}

function span(kind: CodingSpan["kind"], startMs: number, endMs: number): CodingSpan {
  return { id: `span-${startMs}` as SpanId, kind, startMs, endMs };
}

const figuresOf = (scheme: Scheme, coding: SummedContent) => summarizeCoding(scheme, coding).figures;

describe("a sample worked by hand", () => {
  const units = unitsOf(
    practitioner("Q"),
    mm,
    { ...practitioner("Q"), isUncertain: true },
    client(),
    practitioner("SR"),
    practitioner("CR"),
    other,
    practitioner("SR"),
    practitioner("NC"),
    practitioner(),
  );
  const ratings = rated({ cultivatingChangeTalk: 3, softeningSustainTalk: 4, partnership: 4 });

  test("is counted per volley, and every figure says what it rests on", () => {
    expect(summarizeCoding(miti, contentOf(units, { ratings }))).toEqual({
      counts: {
        Q: 1,
        SR: 1,
        CR: 1,
        AF: 0,
        GI: 0,
        Seek: 0,
        Emphasize: 0,
        Persuade: 0,
        PersuadeWithPermission: 0,
        Confront: 0,
      },
      items: { cultivatingChangeTalk: 3, softeningSustainTalk: 4, partnership: 4, empathy: undefined },
      figures: [
        { id: "technical", value: 3.5, n: 2 },
        { id: "relational", value: undefined, why: "not-rated", n: 1 },
        { id: "percentComplexReflections", value: 50, numerator: 1, denominator: 2, n: 2 },
        { id: "reflectionToQuestionRatio", value: 2, numerator: 2, denominator: 1, n: 3 },
        { id: "miAdherent", value: 0, n: 0 },
        { id: "miNonAdherent", value: 0, n: 0 },
      ],
      units: { total: 7, coded: 5, notCoded: 1, notYet: 1, uncertain: 1 },
    });
  });

  test("without a target leaves out what is rated towards one, also where it was rated", () => {
    const { items, figures } = summarizeCoding(miti, contentOf(units, { ratings, target: null }));
    expect({ items, technical: figures[0] }).toEqual({
      items: {
        cultivatingChangeTalk: undefined,
        softeningSustainTalk: undefined,
        partnership: 4,
        empathy: undefined,
      },
      technical: { id: "technical", value: undefined, why: "no-target", n: 0 },
    });
  });

  test("names the utterances behind a count, which may be more than were counted", () => {
    expect(momentsOf(miti, contentOf(units), ["Q"]).map(({ startMs }) => startMs)).toEqual([0, 2_000]);
  });
});

test("what cannot be divided is undefined, never 0, and keeps what it would be divided from", () => {
  expect(figuresOf(miti, contentOf([])).map(({ value, why }) => [value, why])).toEqual([
    [undefined, "not-rated"],
    [undefined, "not-rated"],
    [undefined, "zero"],
    [undefined, "zero"],
    [0, undefined],
    [0, undefined],
  ]);
  expect(figuresOf(miti, contentOf(unitsOf(practitioner("SR"))))[3]).toEqual({
    id: "reflectionToQuestionRatio",
    value: undefined,
    why: "zero",
    numerator: 1,
    denominator: 0,
    n: 1,
  });
});

describe("a formal part", () => {
  const spans = [span("formal", 1_000, 3_000), span("permission", 0, 10_000)];

  test("counts for nothing, and is not waited for", () => {
    const units = unitsOf(practitioner("Q"), practitioner("GI"), practitioner(), practitioner("SR"));
    const { counts, units: counted } = summarizeCoding(miti, contentOf(units, { spans }));
    expect([counts.Q, counts.GI, counts.SR, counted.total, counted.notYet]).toEqual([1, 0, 1, 2, 0]);
  });

  test("joins no volleys between which a client spoke", () => {
    const units = unitsOf(practitioner("Q"), client(), practitioner("GI"), practitioner("Q"));
    expect(summarizeCoding(miti, contentOf(units, { spans })).counts.Q).toBe(2);
  });
});

describe("a scheme that counts by utterance", () => {
  const units = unitsOf(
    client("CT"),
    client("CT", "CT", "ST"),
    practitioner("CT", "Ask"),
    client("Ask"),
    client("NC"),
    other,
  );

  test("counts each code where it may be heard, once an utterance", () => {
    const ratings = rated({ silences: 2, calm: 3 });
    expect(summarizeCoding(talk, contentOf(units, { ratings, target: null }))).toEqual({
      counts: { CT: 2, ST: 1, Ask: 2 },
      items: { silences: 2, calm: 3 },
      figures: [
        { id: "percentCT", value: 200 / 3, numerator: 2, denominator: 3, n: 3 },
        { id: "quiet", value: 5, n: 3 },
        { id: "perSilence", value: 1, numerator: 2, denominator: 2, n: 4 },
      ],
      units: { total: 6, coded: 4, notCoded: 1, notYet: 1, uncertain: 0 },
    });
  });

  test("has no sum and no quotient while a part is empty", () => {
    expect(figuresOf(talk, contentOf(units, { ratings: rated({ calm: 3 }) })).slice(1)).toEqual([
      { id: "quiet", value: undefined, why: "not-rated", n: 1 },
      { id: "perSilence", value: undefined, why: "not-rated", n: 2 },
    ]);
  });
});

test("a scheme that counts by volley counts what the client says by utterance", () => {
  const units = unitsOf(client("CT"), client("CT"), practitioner("Ask"), practitioner("Ask"));
  expect(summarizeCoding({ ...talk, unit: "volley" }, contentOf(units)).counts).toEqual({
    CT: 2,
    ST: 0,
    Ask: 1,
  });
});

const anyCode = fc.constantFrom<MitiCode>(...mitiBehaviours, "NC");
const anySaid = fc.record({
  speaker: fc.constantFrom("practitioner" as const, "client" as const, "other" as const),
  facilitative: fc.boolean(),
  codes: fc.array(anyCode, { maxLength: 3 }),
});
const anyRating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });

describe("laws", () => {
  test("in MITI it comes to what the manual's own arithmetic comes to", () => {
    const anyGlobals = fc.record({
      cultivatingChangeTalk: anyRating,
      softeningSustainTalk: anyRating,
      partnership: anyRating,
      empathy: anyRating,
    });
    fc.assert(
      fc.property(fc.array(anySaid, { maxLength: 40 }), anyGlobals, (said, values) => {
        const globals: MitiGlobals = JSON.parse(JSON.stringify(values));
        const units = unitsOf(
          ...said.map(({ speaker, facilitative, codes }) => ({
            speaker,
            codes,
            ...(facilitative ? { isFacilitative: true as const } : {}),
          })),
        );
        const { counts, figures } = summarizeCoding(
          miti,
          contentOf(units, { ratings: rated(globals as Record<string, number>) }),
        );
        const byManual = summarizeMiti({
          turns: said.map(({ codes, ...turn }) => ({ ...turn, codes: [codes] })),
          globals,
        });
        const { guidance, counts: manualCounts, ...scores } = byManual;
        expect(counts).toEqual(manualCounts);
        expect(Object.fromEntries(figures.map(({ id, value }) => [id, value]))).toEqual(scores);
        for (const figure of miti.figures) {
          const value = figures.find(({ id }) => id === figure.id)?.value;
          expect(expertOpinion(figure, value)).toBe(guidance[figure.id as keyof MitiScores]);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("the order of codes within a volley is of no matter", () => {
    fc.assert(
      fc.property(fc.array(anyCode, { maxLength: 12 }), (codes) => {
        const one = unitsOf(...codes.map((code) => practitioner(code)));
        const reversed = unitsOf(...codes.toReversed().map((code) => practitioner(code)));
        expect(summarizeCoding(miti, contentOf(reversed))).toEqual(summarizeCoding(miti, contentOf(one)));
      }),
    );
  });

  test("counts are added up over what a client's answer divides", () => {
    const anyPart = fc.array(anySaid, { maxLength: 12 });
    fc.assert(
      fc.property(anyPart, anyPart, (first, second) => {
        const countsOf = (...said: readonly Said[]) =>
          Object.values(summarizeCoding(miti, contentOf(unitsOf(...said))).counts);
        const apart = countsOf(...second);
        expect(countsOf(...first, client(), ...second)).toEqual(
          countsOf(...first).map((count, index) => count + (apart[index] ?? 0)),
        );
      }),
    );
  });
});

describe("a proper sample", () => {
  const minute = 60_000;
  const units = unitsOf(practitioner("Q"), practitioner("NC"), client());
  const proper = {
    ...contentOf(units),
    sample: { drawn: "random", startMs: 5 * minute, endMs: 25 * minute },
    isFromSound: true,
  } satisfies Parameters<typeof properSample>[1];
  const lacksOf = (change: Partial<Pick<Coding, "sample" | "isFromSound"> & SummedContent>) =>
    properSample(miti, { ...proper, ...change }).lacks;

  test("has a target, a random start, twenty minutes, sound, and nothing left to code", () => {
    expect(properSample(miti, proper)).toEqual({ isProper: true, lacks: [] });
  });

  test.each([
    ["target", { target: null }],
    ["drawn", { sample: { ...proper.sample, drawn: "chosen" as const } }],
    ["drawn", { sample: { ...proper.sample, drawn: "whole" as const } }],
    ["length", { sample: { ...proper.sample, endMs: 25 * minute - 1 } }],
    ["sound", { isFromSound: false }],
    ["all-coded", { units: unitsOf(practitioner("Q"), practitioner()) }],
    ["all-coded", { units: [] }],
  ])("is not one without: %s", (lack, change) => {
    expect(lacksOf(change)).toEqual([lack]);
  });

  test("keeps its length beside formal parts while ten minutes are left", () => {
    const formal = (endMs: number) =>
      [span("formal", 4 * minute, 12 * minute), span("formal", 10 * minute, endMs)].sort(comparePlaced);
    expect([lacksOf({ spans: formal(15 * minute) }), lacksOf({ spans: formal(15 * minute + 1) })]).toEqual([
      [],
      ["length"],
    ]);
  });

  test("of a scheme for whole conversations is a whole one, however long", () => {
    const coding = { ...proper, units: unitsOf(client("CT")), target: null, isFromSound: true };
    const whole = { drawn: "whole", startMs: 0, endMs: 3 * minute } as const;
    expect([
      properSample(talk, { ...coding, sample: whole }).lacks,
      properSample(talk, coding).lacks,
    ]).toEqual([[], ["drawn"]]);
  });
});

/** What coders make of their codings together: a consensus, correlations over conversations, and words for them. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iccBand, kappaBand } from "../../shared/domain/agreementBands.ts";
import { agreementOverview, conversationsForIcc } from "../../shared/domain/agreementOverview.ts";
import type { CodedUnit, Coding } from "../../shared/domain/coding.ts";
import { compareCodings } from "../../shared/domain/compareCodings.ts";
import { draftConsensus } from "../../shared/domain/draftConsensus.ts";
import type { SegmentId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import { smallScheme } from "../support/smallScheme.ts";

let made = 0;
const newId = {
  unit: () => `unit-${made++}` as UnitId,
  span: () => `span-${made++}` as SpanId,
};

function said(line: number, codes: readonly string[], more: Partial<CodedUnit> = {}): CodedUnit {
  return {
    id: newId.unit(),
    startMs: line * 1_000,
    endMs: line * 1_000 + 900,
    speaker: "practitioner",
    place: { segmentId: `line-${line}` as SegmentId, startIndex: 0, endIndex: 40 },
    codes: [...codes],
    ...more,
  };
}

function coding(units: readonly CodedUnit[], part: Partial<Coding> = {}): Coding {
  return {
    units: [...units],
    spans: [],
    ratings: {},
    heard: [],
    sample: { drawn: "random", startMs: 0, endMs: 10_000 },
    target: null,
    isFromSound: true,
    expiresAt: null,
    coder: { kind: "owner" },
    ...part,
  } as Coding;
}

describe("a consensus", () => {
  test("takes over what was heard alike, leaves open what was not, and is cut as finely as all together", () => {
    const client = { speaker: "client" } as const;
    const one = coding([said(0, ["Q"]), said(1, ["NC"]), said(2, [], { ...client, isFacilitative: true })], {
      ratings: { warmth: { value: 4, evidenceMs: [2_000] } },
      expiresAt: 9,
    });
    const cut = { startIndex: 0, endIndex: 20, segmentId: "line-0" as SegmentId };
    const other = coding(
      [
        said(0, ["Q"], { place: cut, endMs: 450 }),
        said(0, ["SR"], { place: { ...cut, startIndex: 20, endIndex: 40 }, startMs: 450 }),
        said(1, ["NC"]),
        said(2, [], client),
      ],
      {
        ratings: { warmth: { value: 4, evidenceMs: [1_000, 2_000] } },
        isFromSound: false,
        target: "Röra på sig",
      },
    );
    const draft = draftConsensus(smallScheme, [one, other], newId);
    expect({ ...draft, units: draft?.units.map(({ id: _, place: __, ...unit }) => unit) }).toEqual({
      sample: { drawn: "random", startMs: 0, endMs: 10_000 },
      target: "Röra på sig",
      isFromSound: false,
      units: [
        { startMs: 0, endMs: 450, speaker: "practitioner", codes: ["Q"] },
        { startMs: 450, endMs: 900, speaker: "practitioner", codes: [] },
        { startMs: 1_000, endMs: 1_900, speaker: "practitioner", codes: ["NC"] },
        { startMs: 2_000, endMs: 2_900, speaker: "client", codes: [], isFacilitative: true },
      ],
      ratings: { warmth: { value: 4, evidenceMs: [1_000, 2_000] } },
      spans: [],
      heard: [],
      expiresAt: 9,
    });
  });

  test("covers what the samples share, as a chosen passage, and keeps every formal part once", () => {
    const formal = { id: newId.span(), kind: "formal", startMs: 1_000, endMs: 2_000 } as const;
    const whole = coding([said(0, ["Q"]), said(5, ["Q"])], { spans: [formal] });
    const late = coding([said(5, ["Q"])], {
      sample: { drawn: "whole", startMs: 4_000, endMs: 12_000 },
      spans: [{ ...formal, id: newId.span() }],
    });
    const draft = draftConsensus(smallScheme, [whole, late], newId);
    expect([draft?.sample, draft?.units.length, draft?.spans.length]).toEqual([
      { drawn: "chosen", startMs: 4_000, endMs: 10_000 },
      1,
      1,
    ]);
  });

  test("meets each of its coders place by place, and is what they heard wherever they heard alike", () => {
    const codes = fc.array(fc.constantFrom<readonly string[]>(["Q"], ["SR"], ["NC"], []), {
      minLength: 8,
      maxLength: 8,
    });
    fc.assert(
      fc.property(codes, codes, (a, b) => {
        const [one, other] = [a, b].map((lines) => coding(lines.map((heard, line) => said(line, heard))));
        if (one === undefined || other === undefined) throw new Error("two codings");
        const draft = draftConsensus(smallScheme, [one, other], newId);
        const consensus = coding(draft?.units ?? []);
        const agreed = compareCodings(smallScheme, [one, other]).totals.same;
        expect(compareCodings(smallScheme, [one, consensus]).totals).toMatchObject({
          same: agreed,
          different: 0,
        });
      }),
    );
  });
});

test("correlations begin with the fifth conversation, and rest on those in which all have a value", () => {
  const pair = (first: number, second: number) =>
    [first, second].map((value) =>
      coding([said(0, ["Q"])], { ratings: { warmth: { value, evidenceMs: [] } } }),
    );
  const rated = [pair(1, 2), pair(2, 3), pair(3, 4), pair(4, 5)];
  const unrated = [coding([said(0, ["Q"])]), coding([said(0, ["Q"])])];
  const warmthIn = (conversations: readonly Coding[][]) =>
    agreementOverview(smallScheme, conversations).find(({ id }) => id === "warmth");
  expect([conversationsForIcc, warmthIn(rated), warmthIn([...rated, unrated])]).toEqual([
    5,
    undefined,
    { kind: "item", id: "warmth", n: 4, icc: null },
  ]);
  // Between conversations 5, between coders 2.5, nothing left: 5 / (5 + 2 · 2.5 / 5).
  expect(warmthIn([...rated, pair(5, 6)])).toEqual({
    kind: "item",
    id: "warmth",
    n: 5,
    icc: expect.closeTo(5 / 6, 9),
  });
});

test("words for agreement begin where Landis & Koch and Cicchetti let them begin", () => {
  expect([-0.01, 0, 0.2, 0.21, 0.405, 0.41, 0.6, 0.61, 0.8, 0.81].map(kappaBand)).toEqual([
    "poor",
    "slight",
    "slight",
    "fair",
    "moderate",
    "moderate",
    "moderate",
    "substantial",
    "substantial",
    "almost-perfect",
  ]);
  expect([-1, 0.39, 0.4, 0.59, 0.6, 0.74, 0.75].map(iccBand)).toEqual([
    "poor",
    "poor",
    "fair",
    "fair",
    "good",
    "good",
    "excellent",
  ]);
});

/** What may be given in a coding: no tone without sound, and no rating of what is unheard or too short. */
import { describe, expect, it } from "vitest";
import { shortness } from "../../shared/domain/codedLength.ts";
import type { CodedUnit, Coding, CodingChange } from "../../shared/domain/coding.ts";
import { hasTwoPasses, isGivable, ratingsClosed, refusalOf } from "../../shared/domain/codingRules.ts";
import type { SegmentId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import type { Scheme } from "../../shared/domain/scheme.ts";
import { joinUnits, splitUnit } from "../../shared/domain/utterances.ts";
import { codingForTest } from "../support/codingForTest.ts";
import { smallScheme } from "../support/smallScheme.ts";

const minuteMs = 60_000;
/** `Q` is heard in the tone; nothing is rated below five minutes, and nothing surely below ten. */
const scheme: Scheme = {
  ...smallScheme,
  sample: {
    drawn: "random",
    lengthMs: 20 * minuteMs,
    ratedFromMs: 10 * minuteMs,
    countedBelowMs: 5 * minuteMs,
  },
  codes: smallScheme.codes.map((code) => (code.id === "Q" ? { ...code, needsSound: true } : code)),
  items: [...smallScheme.items, { kind: "count", id: countId(), labels: { en: "Laughs" } }],
};
const whole = { startMs: 0, endMs: 20 * minuteMs };
const formal = { id: "f" as SpanId, kind: "formal" as const, startMs: 0, endMs: 16 * minuteMs };

function countId() {
  return "laughs" as Scheme["items"][number]["id"];
}

function coding(part: Partial<Coding> = {}): Coding {
  return codingForTest({ sample: { drawn: "random", ...whole }, heard: [whole], ...part });
}

function unit(id: string, codes: readonly string[], startIndex = 0): CodedUnit {
  return {
    id: id as UnitId,
    startMs: startIndex * 100,
    endMs: startIndex * 100 + 1_000,
    speaker: "practitioner",
    place: { segmentId: "line" as SegmentId, startIndex, endIndex: startIndex + 10 },
    codes: [...codes],
  };
}

const recode = (before: CodedUnit, codes: readonly string[]): CodingChange => ({
  kind: "unit",
  before,
  after: { ...before, codes: [...codes] },
});
const rate = (before: number | null, after: number | null, itemId = "warmth"): CodingChange => {
  const rating = (value: number | null) => (value === null ? null : { value, evidenceMs: [] });
  return { kind: "rating", itemId, before: rating(before), after: rating(after) };
};

describe("what is coded of a sample", () => {
  it("is too short to be rated below five minutes, and for sure ratings below ten; formal parts do not help", () => {
    const lengths = [4, 5, 9, 10, 20].map((minutes) =>
      shortness(scheme, { sample: { drawn: "chosen", startMs: 0, endMs: minutes * minuteMs }, spans: [] }),
    );
    const formalTo = [10, 11, 15, 16].map((minutes) =>
      shortness(scheme, coding({ spans: [{ ...formal, endMs: minutes * minuteMs }] })),
    );

    expect(lengths).toEqual(["counted", "rated", "rated", null, null]);
    expect(formalTo).toEqual([null, "rated", "rated", "counted"]);
  });
});

describe("what is rated", () => {
  it("opens once the sample is heard, and never without sound or in a short one", () => {
    const reasons = [
      coding(),
      coding({ heard: [] }),
      coding({ heard: [{ startMs: 0, endMs: 17 * minuteMs }] }),
      coding({ spans: [formal] }),
      coding({ isFromSound: false }),
    ].map((one) => ratingsClosed(scheme, one));

    expect(reasons).toEqual([null, "not-heard", "not-heard", "too-short", "no-sound"]);
  });

  it("is what coders agree on without hearing it again, though not without sound", () => {
    const coder = { kind: "consensus" as const, of: [] };

    const reasons = [coding({ coder, heard: [] }), coding({ coder, isFromSound: false })].map((one) =>
      ratingsClosed(scheme, one),
    );

    expect(reasons).toEqual([null, "no-sound"]);
  });

  it("is refused while it is closed, as the coding is by then", () => {
    const first: CodingChange = { kind: "span", before: null, after: formal };
    const gone: CodingChange = { kind: "span", before: formal, after: null };

    const refusals = [
      refusalOf(scheme, coding(), [rate(null, 4)]),
      refusalOf(scheme, coding({ heard: [] }), [rate(null, 4)]),
      refusalOf(scheme, coding({ isFromSound: false }), [rate(null, 4)]),
      refusalOf(scheme, coding(), [first, rate(null, 4)]),
      refusalOf(scheme, coding(), [rate(null, 4), first]),
      refusalOf(scheme, coding({ spans: [formal] }), [gone, rate(null, 4)]),
    ];

    expect(refusals).toEqual([
      null,
      "coding.not-heard",
      "coding.needs-sound",
      "coding.too-short",
      null,
      null,
    ]);
  });

  it("can be corrected and taken away where it came from a file; moments and counts by hand are free", () => {
    const read = coding({ isFromSound: false, ratings: { warmth: { value: 3, evidenceMs: [] } } });
    const noted: CodingChange = {
      kind: "rating",
      itemId: "warmth",
      before: null,
      after: { evidenceMs: [1_000] },
    };

    const refusals = [
      refusalOf(scheme, read, [rate(3, 4)]),
      refusalOf(scheme, read, [rate(3, null)]),
      refusalOf(scheme, read, [rate(3, null), rate(null, 3)]),
      refusalOf(scheme, coding({ isFromSound: false }), [noted]),
      refusalOf(scheme, coding({ isFromSound: false }), [rate(null, 7, "laughs")]),
    ];

    expect(refusals).toEqual([null, null, "coding.needs-sound", null, null]);
  });
});

it("two passes are for what can be heard, rated and coded", () => {
  const offered = [
    hasTwoPasses(scheme, { isFromSound: true }),
    hasTwoPasses(scheme, { isFromSound: false }),
    hasTwoPasses({ ...scheme, items: [] }, { isFromSound: true }),
    hasTwoPasses({ ...scheme, codes: [] }, { isFromSound: true }),
  ];

  expect(offered).toEqual([true, false, false, false]);
});

describe("a code that is heard in the tone", () => {
  it("cannot be given without sound; others can", () => {
    const givable = scheme.codes.map((code) =>
      [true, false].map((isFromSound) => isGivable(code, { isFromSound })),
    );
    const units = [unit("a", [])];
    const give = (isFromSound: boolean, code: string) =>
      refusalOf(scheme, coding({ isFromSound, units }), [recode(unit("a", []), [code])]);

    expect(givable).toEqual([
      [true, false],
      [true, true],
      [true, true],
      [true, true],
    ]);
    expect([give(true, "Q"), give(false, "Q"), give(false, "SR")]).toEqual([
      null,
      "coding.needs-sound",
      null,
    ]);
  });

  it("moves with its utterance where it came from a file, and does not come back", () => {
    const [one, two] = [unit("a", []), unit("b", ["Q"], 10)];
    const read = coding({ isFromSound: false, units: [one, two] });

    const refusals = [
      refusalOf(scheme, read, joinUnits(one, two)),
      refusalOf(scheme, read, splitUnit(two, 15, "c" as UnitId)),
      refusalOf(scheme, read, [recode(two, ["SR"])]),
      refusalOf(scheme, coding({ isFromSound: false, units: [one] }), [
        { kind: "unit", before: null, after: two },
      ]),
    ];

    expect(refusals).toEqual([null, null, null, "coding.needs-sound"]);
  });

  it("is not looked at in changes that do not fit", () => {
    expect(() => refusalOf(scheme, coding(), [recode(unit("a", []), ["SR"])])).toThrow(RangeError);
  });
});

/** Pauses, weeks, and what is kept of a coding. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Coding } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId, SegmentId, SpanId } from "../../shared/domain/ids.ts";
import { entriesOfWeek, pauseInLog, practiceFigureOf } from "../../shared/domain/practice.ts";
import { type SchemeId, schemeShapeSchema } from "../../shared/domain/scheme.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";

const on = (...dates: string[]) => dates.map((onDate) => ({ onDate }));

describe("a pause in the log", () => {
  test("is one of more than three weeks, and is known by the last day before it", () => {
    const entries = on("2026-03-01", "2026-03-10", "2026-02-01");
    const asked = ["2026-03-10", "2026-03-31", "2026-04-01", "2026-12-24"].map((today) =>
      pauseInLog(entries, today),
    );
    expect(asked).toEqual([null, null, "2026-03-10", "2026-03-10"]);
  });

  test("is none before the first entry", () => {
    expect(pauseInLog([], "2026-03-10")).toBeNull();
  });

  test("is none where the last entry is of a day to come", () => {
    expect(pauseInLog(on("2026-03-12"), "2026-03-10")).toBeNull();
  });
});

describe("a week", () => {
  test("goes from Monday to Sunday, also over the end of a year", () => {
    const entries = on("2026-12-27", "2026-12-28", "2027-01-03", "2027-01-04");
    expect(entriesOfWeek(entries, "2026-12-31")).toEqual(on("2026-12-28", "2027-01-03"));
    expect(entriesOfWeek(entries, "2027-01-01")).toEqual(on("2026-12-28", "2027-01-03"));
  });
});

const scheme = schemeShapeSchema.parse({
  format: 1,
  id: "prov",
  version: 1,
  title: { sv: "Prov" },
  about: { sv: "Prov" },
  unit: "utterance",
  usesTarget: false,
  sample: { drawn: "random", lengthMs: 1_000, ratedFromMs: 0, countedBelowMs: 0 },
  groups: [{ id: "g", labels: { sv: "g" } }],
  codes: [{ id: "Q", sign: "Q", labels: { sv: "Fråga" }, side: "practitioner", groupId: "g" }],
  items: [],
  figures: [{ id: "share", labels: { sv: "Andel" }, formula: { kind: "percent", of: ["Q"], by: ["Q"] } }],
});

const coding: Coding = {
  id: "c" as CodingId,
  conversationId: "k" as ConversationId,
  schemeId: "prov" as SchemeId,
  schemeVersion: 1,
  coder: { kind: "owner" },
  sample: { drawn: "random", startMs: 1_000, endMs: 5_000, startSentence: "Då börjar vi." },
  target: "sluta röka",
  isFromSound: true,
  passes: 1,
  pass: "count",
  reflection: { before: "Bra", after: "Mer" },
  version: 3,
  createdAt: 1,
  changedAt: 2,
  finishedAt: 3,
  expiresAt: null,
  units: [],
  ratings: {},
  spans: [{ id: "s" as SpanId, kind: "formal", startMs: 2_000, endMs: 3_000 }],
  heard: [],
};

const line = (speaker: Speaker, startMs: number, endMs: number, text = "ett två"): Segment => ({
  id: `${startMs}` as SegmentId,
  startMs,
  endMs,
  speaker,
  text,
});

describe("what is kept of a coding", () => {
  test("is worked out from its sample, formal parts left out", () => {
    const segments = [
      line("practitioner", 0, 1_000),
      line("practitioner", 1_000, 2_000),
      line("practitioner", 2_000, 3_000),
      line("client", 3_000, 4_000),
      // Goes on beyond the sample's end.
      line("client", 4_000, 9_000),
      line("practitioner", 9_000, 10_000),
    ];
    expect(practiceFigureOf(scheme, coding, { segments, heldOn: "2026-03-02" })).toEqual({
      heldOn: "2026-03-02",
      sampleMs: 4_000,
      drawn: "random",
      isProper: false,
      isFromSound: true,
      counts: { Q: 0 },
      items: {},
      figures: [{ id: "share", value: null, numerator: 0, denominator: 0, n: 0 }],
      talkShare: { share: 1 / 3, talkMs: 3_000, words: 6 },
    });
  });

  test("knows no share of the talk without a text", () => {
    const { talkShare } = practiceFigureOf(scheme, coding, { segments: [], heldOn: "2026-03-02" });
    expect(talkShare).toBeNull();
  });

  test("holds no word of the conversation, nor of what one wrote about it", () => {
    const word = fc.stringMatching(/^[åäöx]{8,20}$/);
    fc.assert(
      fc.property(word, word, word, (text, target, before) => {
        const secret: Coding = {
          ...coding,
          target,
          sample: { ...coding.sample, endSentence: text },
          reflection: { before, after: before },
        };
        const segments = [line("client", 1_000, 2_000, text)];
        const kept = JSON.stringify(practiceFigureOf(scheme, secret, { segments, heldOn: "2026-03-02" }));
        expect([text, target, before].filter((words) => kept.includes(words))).toEqual([]);
      }),
    );
  });
});

/** Plain-text transcripts: labels, numbers, times; who is who; text without times. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideStretch } from "../../shared/formats/divideStretch.ts";
import { mapSpeakers } from "../../shared/formats/mapSpeakers.ts";
import type { ParsedSegment } from "../../shared/formats/parsedTranscript.ts";
import { parse, print } from "../../shared/formats/plainText.ts";
import { settleTimes, spreadUntimed } from "../../shared/formats/settleTimes.ts";
import { printedTranscripts, readSegments, spokenOf } from "../support/printedTranscripts.ts";

const rows = (text: string) =>
  parse(text).segments.map(
    ({ startMs, speaker, text: said }) => `${startMs ?? "?"} ${speaker ?? "?"}: ${said}`,
  );

describe("plain text", () => {
  test("labels; lines without one go on with the turn, paragraphs are the same speaker again", () => {
    expect(
      rows("Samtal 2\n\nB: Vad vill du?\nK:\tJag vet\ninte.\n\nFast jo.\nB: Klockan 10:30: då."),
    ).toEqual([
      "? ?: Samtal 2",
      "? B: Vad vill du?",
      "? K: Jag vet inte.",
      "? K: Fast jo.",
      "? B: Klockan 10:30: då.",
    ]);
  });

  test("names and roles as labels, but not every word before a colon", () => {
    expect(rows("Karin Ek: Hej.\nÅke: Hej.\nKarin Ek: Sedan sa jag: nej.\nÅke: Jo.\n")).toEqual([
      "? Karin Ek: Hej.",
      "? Åke: Hej.",
      "? Karin Ek: Sedan sa jag: nej.",
      "? Åke: Jo.",
    ]);
    expect(rows("rådgivare: Hej.\nOch så en rad.\nEn till.\nSedan: en fjärde.")).toEqual([
      "? rådgivare: Hej. Och så en rad. En till. Sedan: en fjärde.",
    ]);
  });

  test.each([
    ["1. B: Hej.\n2. K: Hej.\n3. B: Så.", ["? B: Hej.", "? K: Hej.", "? B: Så."]],
    ["01\tB: Hej.\n02\tK: Hej.", ["? B: Hej.", "? K: Hej."]],
    ["7 B: Hej.\n8 K: Hej.\n9 B: Så.", ["? B: Hej.", "? K: Hej.", "? B: Så."]],
    ["3 gånger.\n1 gång.\n2 gånger.", ["? ?: 3 gånger.", "? ?: 1 gång.", "? ?: 2 gånger."]],
  ])("numbers in front are taken off if they rise: %j", (text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  test.each([
    ["[00:34:12] B: Hej.", "2052000 B: Hej."],
    ["(45:33) B: Hej.", "2733000 B: Hej."],
    ["{00.34.20} B: Hej.", "2060000 B: Hej."],
    ["#00:00:20-5# B: Hej.", "20500 B: Hej."],
    ["00:12:34.567 B: Hej.", "754567 B: Hej."],
    ["10:30 var det.", "630000 ?: var det."],
    ["99:99 var det.", "? ?: 99:99 var det."],
  ])("a time in front: %s", (text, expected) => {
    expect(rows(text)).toEqual([expected]);
  });

  test("some lines with a time and some without is said once", () => {
    expect(parse("[00:05] K: a\nB: b\nB: c\n[00:02] K: d").warnings).toEqual([
      { line: 2, code: "mixed-times" },
      { line: 4, code: "backward-time" },
    ]);
  });
});

describe("plain text on its way out", () => {
  test("what is written is read back without its times, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const untimed = spokenOf(transcript).map(({ startMs: _, endMs: __, ...said }) => said);
        expect(readSegments(parse(print(transcript)))).toEqual(untimed);
      }),
      { numRuns: 500 },
    );
  });

  test("an ordinary transcript has its labels and nothing else", () => {
    const segments = [
      { startMs: 0, endMs: 1, speaker: "B", text: "Hej!" },
      { startMs: 1, endMs: 2, speaker: "K", text: "" },
      { startMs: 2, endMs: 3, speaker: "K", text: "Hej: du." },
    ];
    expect(print({ segments })).toBe("B: Hej!\nK: Hej: du.\n");
  });
});

describe("who is who", () => {
  const guesses = (text: string) =>
    Object.fromEntries(mapSpeakers(parse(text).segments).map(({ label, guess }) => [label, guess]));

  test.each([
    ["B: a\nK: b", { B: "practitioner", K: "client" }],
    ["K: a\nR: b", { K: "client", R: "practitioner" }],
    ["R: a\nB: b", { R: "practitioner", B: "client" }],
    ["P: a\nI: b", { P: "client", I: "practitioner" }],
    ["P: a\nC: b", { P: "practitioner", C: "client" }],
    ["P: a\nI: b\nC: c", { P: "practitioner", I: "other", C: "client" }],
    ["T: a\nC: b", { T: "practitioner", C: "client" }],
    ["v: a\nb: b", { v: "practitioner", b: "client" }],
    ["Handläggare: a\nKund: b\nTolk: c", { Handläggare: "practitioner", Kund: "client", Tolk: "other" }],
    ["VEILEDER 1: a\nOla: b", { "VEILEDER 1": "practitioner", Ola: "client" }],
    ["Karin: Jaha.\nÅke: Hur då?", { Karin: "client", Åke: "practitioner" }],
    ["Karin: Ja.\nÅke: Ja.\nBo: Ja.", { Karin: "practitioner", Åke: "client", Bo: "other" }],
    ["Ingen sa något.", { "": "other" }],
  ])("%j", (text, expected) => {
    expect(guesses(text)).toEqual(expected);
  });

  test("labels come in order of appearance with their counts", () => {
    expect(mapSpeakers(parse("K: a\nB: b\nK: c").segments)).toEqual([
      { label: "K", segmentCount: 2, guess: "client" },
      { label: "B", segmentCount: 1, guess: "practitioner" },
    ]);
  });
});

describe("times that are missing or odd", () => {
  const at = (startMs: number | undefined, endMs: number | undefined, text = "aaaa"): ParsedSegment => ({
    ...(startMs === undefined ? {} : { startMs }),
    ...(endMs === undefined ? {} : { endMs }),
    text,
    line: 1,
  });
  const settled = (segments: ParsedSegment[], durationMs?: number) =>
    settleTimes(segments, durationMs).map(({ startMs, endMs, text }) => `${startMs}–${endMs} ${text}`);

  test("untimed text is spread over the recording by its length, or 3 s each", () => {
    expect(settled([at(undefined, undefined, "aaa"), at(undefined, undefined, "b")], 4_000)).toEqual([
      "0–3000 aaa",
      "3000–4000 b",
    ]);
    expect(settled([at(undefined, undefined, "aaa"), at(undefined, undefined, "b")])).toEqual([
      "0–3000 aaa",
      "3000–6000 b",
    ]);
  });

  test("missing and backward ends reach to the next start, the last to the end of the sound at most", () => {
    expect(settled([at(0, undefined, "a"), at(1_000, 900, "b"), at(5_000, undefined, "c")], 6_000)).toEqual([
      "0–1000 a",
      "1000–5000 b",
      "5000–6000 c",
    ]);
  });

  test("order is by start, and repeated times are shared in the order of the file", () => {
    expect(settled([at(5_000, 6_000, "z"), at(0, 2_000, "bbb"), at(0, 2_000, "aaa")])).toEqual([
      "0–1000 bbb",
      "1000–2000 aaa",
      "5000–6000 z",
    ]);
  });

  test("backward starts are put in order before their missing ends are found", () => {
    expect(settled([at(5_000, undefined, "z"), at(0, undefined, "a")])).toEqual(["0–5000 a", "5000–8000 z"]);
  });

  test("a line without a time lies between its neighbours", () => {
    expect(settled([at(0, undefined, "aa"), at(undefined, undefined, "bb"), at(4_000, 5_000, "cc")])).toEqual(
      ["0–2000 aa", "2000–4000 bb", "4000–5000 cc"],
    );
  });

  const time = fc.option(fc.nat(10_000), { nil: undefined });
  const anySegments = fc.array(
    fc.tuple(time, time, fc.string({ minLength: 1 })).map(([a, b, text]) => at(a, b, text)),
  );

  test("whatever the file has, every segment gets a proper stretch, in order, and none is lost", () => {
    fc.assert(
      fc.property(anySegments, fc.option(fc.nat(20_000), { nil: undefined }), (segments, durationMs) => {
        const result = settleTimes(segments, durationMs);
        expect(result.map(({ text }) => text).sort()).toEqual(segments.map(({ text }) => text).sort());
        for (const [index, { startMs, endMs }] of result.entries()) {
          expect(
            Number.isInteger(startMs) && Number.isInteger(endMs) && 0 <= startMs && startMs < endMs,
          ).toBe(true);
          expect(startMs).toBeGreaterThanOrEqual(result[index - 1]?.startMs ?? 0);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("a stretch is divided without gap or overlap, in proportion", () => {
    fc.assert(
      fc.property(
        fc.nat(9_999),
        fc.integer({ min: 100, max: 99_999 }),
        fc.array(fc.nat(50), { minLength: 1, maxLength: 99 }),
        (from, length, weights) => {
          const parts = divideStretch(from, from + length, weights);
          expect(parts.map(({ startMs }) => startMs)).toEqual([
            from,
            ...parts.slice(0, -1).map(({ endMs }) => endMs),
          ]);
          expect(parts.at(-1)?.endMs).toBe(from + length);
          for (const { startMs, endMs } of parts) expect(endMs).toBeGreaterThan(startMs);
        },
      ),
    );
    expect(divideStretch(0, 1, [1, 1, 1]).at(-1)).toEqual({ startMs: 2, endMs: 3 });
    expect(spreadUntimed([], 1_000)).toEqual([]);
  });
});

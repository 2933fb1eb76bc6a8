/** Time stamps of f4 and its kin. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, print } from "../../shared/formats/f4.ts";
import {
  printedTranscripts,
  readSegments,
  rowsOf,
  spokenOf,
  warningsOf,
} from "../support/printedTranscripts.ts";

describe("time stamps", () => {
  test("behind paragraphs, as f4 writes them: each ends there and begins where the one before ended", () => {
    const parsed = parse("B: Hej! #00:00:20-5#\n\nK: Jo,\nhej. #00:00:24-0#\n\nB: Så. #00:01:00-9#");
    expect(rowsOf(parsed)).toEqual(["0–20500 B: Hej!", "20500–24000 K: Jo, hej.", "24000–60900 B: Så."]);
    expect(warningsOf(parsed)).toEqual([]);
  });

  test("in front of paragraphs, whatever brackets they have", () => {
    const parsed = parse(
      "#00:00:20-5# B: a\n[00:34:12] K: b\n[45:33] B: c\n{00.54.20} K: d\n#01:12:34.567# B: e [skratt]",
    );
    expect(rowsOf(parsed)).toEqual([
      "20500–? B: a",
      "2052000–? K: b",
      "2733000–? B: c",
      "3260000–? K: d",
      "4354567–? B: e [skratt]",
    ]);
    expect(warningsOf(parsed)).toEqual([]);
  });

  test("on both sides, between words, and alone on a line", () => {
    const parsed = parse(
      "#00:00:01-0# B: a #00:00:02-0#\n\n#00:00:03-0# K: b #00:00:04-0# c\n\n[00:05]\nB: d\n\nK: e\n[00:09]",
    );
    expect(rowsOf(parsed)).toEqual([
      "1000–2000 B: a",
      "3000–? K: b",
      "4000–? K: c",
      "5000–? B: d",
      "?–9000 K: e",
    ]);
    expect(warningsOf(parsed)).toEqual(["8 mixed-times"]);
  });

  test("what is no time is said to be so and stays in the text", () => {
    const parsed = parse("#00:00:01-0# B: a\n#00:99:00-0# K: b\n#00:00:03-0# B: c #77:77:77-7# d");
    expect(rowsOf(parsed)).toEqual(["1000–? B: a #00:99:00-0# K: b", "3000–? B: c #77:77:77-7# d"]);
    expect(warningsOf(parsed)).toEqual(["2 unreadable-time", "3 unreadable-time"]);
  });

  test("backward times and ends before their starts are said", () => {
    const parsed = parse("[00:09] B: a\n[00:05] K: b #00:00:04-0#");
    expect(warningsOf(parsed)).toEqual(["2 end-before-start", "2 backward-time"]);
  });
});

test("an ordinary transcript is written as f4 has it, to the nearest tenth", () => {
  const segments = [
    { startMs: 1_849, endMs: 3_250, speaker: "Rådgivare", text: "Hej!" },
    { startMs: 3_661_000, endMs: 3_661_020, speaker: "Klient", text: "Jo." },
    { startMs: 3_662_000, endMs: 3_663_000, speaker: "Klient", text: "" },
  ];
  expect(print({ segments })).toBe(
    "#00:00:01-8# Rådgivare: Hej! #00:00:03-3#\n\n#01:01:01-0# Klient: Jo. #01:01:01-1#\n",
  );
});

test("what is written is read back, whatever it holds", () => {
  fc.assert(
    fc.property(printedTranscripts(100), (transcript) => {
      expect(readSegments(parse(print(transcript)))).toEqual(spokenOf(transcript));
    }),
    { numRuns: 500 },
  );
});

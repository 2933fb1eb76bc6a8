/** JSON of recognisers and of oTranscribe. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import { linesOfObjects } from "../../shared/formats/jsonText.ts";
import { parse as parseOtr, print as printOtr } from "../../shared/formats/oTranscribe.ts";
import { parse as parseWhisper, print as printWhisper } from "../../shared/formats/whisper.ts";
import { fixturePath } from "../support/fixturePath.ts";
import {
  printedTranscripts,
  readSegments,
  rowsOf,
  spokenOf,
  warningsOf,
} from "../support/printedTranscripts.ts";

const read = (name: string) => readFileSync(fixturePath(`transcripts/${name}`), "utf8");

describe("Whisper", () => {
  test("openai-whisper: segments, with or without words", () => {
    const parsed = parseWhisper(read("openai-whisper.json"));
    expect(rowsOf(parsed)).toEqual([
      "1800–3200 ?: Hej! Vad skulle du vilja att vi pratar om i dag?",
      "3300–4600 ?: Jag vet inte riktigt.",
    ]);
    expect(parsed.isMachineMade).toBe(true);
    expect(warningsOf(parsed)).toEqual([]);
  });

  test("whisper.cpp: offsets, else stamps; who speaks where it could tell; the lines of the file", () => {
    const parsed = parseWhisper(read("whisper-cpp.json"));
    expect(rowsOf(parsed)).toEqual([
      "1800–3200 0: Hej! Vad skulle du vilja att vi pratar om i dag?",
      "3300–4600 1: Jag vet inte riktigt – det har varit mycket.",
      "4600–6400 ?: Det har varit mycket på en gång.",
    ]);
    expect(parsed.segments.map(({ line }) => line)).toEqual([16, 28, 36]);
    expect(parsed.isMachineMade).toBe(true);
  });

  test("WhisperX: a segment whose words have two speakers is divided between them; NaN is no obstacle", () => {
    const parsed = parseWhisper(read("whisperx.json"));
    expect(rowsOf(parsed)).toEqual([
      "1800–3200 SPEAKER_00: Hej! Vad skulle du vilja att vi pratar om i dag?",
      "3300–4600 SPEAKER_01: Jag vet inte riktigt.",
      "4700–6400 SPEAKER_00: Det har varit mycket på en gång.",
      "6400–7800 SPEAKER_01: Ja. Fast i går gick jag ut, faktiskt.",
    ]);
    expect(warningsOf(parsed)).toEqual([]);
  });

  test("segments that are the whole file, without ends, backward, without times; text alone", () => {
    const parsed = parseWhisper(
      '[{"start":2,"text":"a"},\n{"start":1,"end":1,"text":"b","words":[{"word":"c"}]},\n{"text":"d","speaker":3}]',
    );
    expect(rowsOf(parsed)).toEqual(["2000–? ?: a", "1000–1000 ?: b", "?–? 3: d"]);
    expect(warningsOf(parsed)).toEqual([
      "1 missing-end",
      "2 end-before-start",
      "2 backward-time",
      "3 unreadable-time",
    ]);
    expect(rowsOf(parseWhisper('{"text":" Hej."}'))).toEqual(["?–? ?: Hej."]);
  });

  test("words that are not the whole text divide nothing", () => {
    const parsed = parseWhisper(
      '{"segments":[{"start":0,"end":1,"text":"ett två tre","speaker":"A","words":[{"word":"ett","speaker":"A"},{"word":"två","speaker":"B"}]}]}',
    );
    expect(rowsOf(parsed)).toEqual(["0–1000 A: ett två tre"]);
  });

  test.each([
    "",
    "{",
    "[]x",
    '{"segments":7}',
    `${"[".repeat(60)}${"]".repeat(60)}`,
    `[${"{},".repeat(400_001)}{}]`,
    '"\\',
  ])("what is none is refused: %.40j", (text) => {
    expect(() => parseWhisper(text)).toThrow(new Failure("transcript.unreadable"));
    expect(() => parseOtr(text)).toThrow(new Failure("transcript.unreadable"));
  });

  test("lines of objects are those of the list that is asked for", () => {
    const text = '{"a": [{"x": "{"}],\n"segments": [\n{"words": [{}]},\n{"segments": "]"}],\n"b": [{}]}';
    expect(linesOfObjects(text, "segments")).toEqual([3, 4]);
  });

  test("what is written is read back, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        expect(readSegments(parseWhisper(printWhisper(transcript)))).toEqual(transcript.segments);
      }),
      { numRuns: 500 },
    );
  });
});

describe("oTranscribe", () => {
  test("stamps in front of and inside paragraphs, old ones without a number, markup and references", () => {
    const parsed = parseOtr(read("talk.otr"));
    expect(rowsOf(parsed)).toEqual([
      "?–? ?: Samtal 2",
      "1800–? Rådgivare: Hej! Vad skulle du vilja att vi pratar om i dag?",
      "3300–? Klient: Jag vet inte riktigt – det har varit mycket.",
      "4600–? Klient: 3 < 5 & så.",
      "6000–? Rådgivare: Det har varit mycket på en gång.",
    ]);
    expect(warningsOf(parsed)).toEqual(["1 mixed-times"]);
  });

  test("an ordinary transcript is written as oTranscribe has it", () => {
    const segments = [{ startMs: 3_661_250, endMs: 3_662_000, speaker: "Klient", text: "3 < 5" }];
    expect(printOtr({ segments })).toBe(
      '{"text":"<p><span class=\\"timestamp\\" contenteditable=\\"false\\" data-timestamp=\\"3661.25\\">1:01:01</span> Klient: 3 &lt; 5</p>","media":"","media-source":"","media-time":0}\n',
    );
  });

  test("what is written is read back without its ends, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const open = spokenOf(transcript).map(({ endMs: _, ...said }) => said);
        expect(readSegments(parseOtr(printOtr(transcript)))).toEqual(open);
      }),
      { numRuns: 500 },
    );
  });
});

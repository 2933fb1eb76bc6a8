/** WebVTT and SubRip with the traps of DOMAIN.md §6. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatClockTime, parseClockTime } from "../../shared/formats/cueTimes.ts";
import type { ParsedTranscript } from "../../shared/formats/parsedTranscript.ts";
import { parse as parseSubRip, print as printSubRip } from "../../shared/formats/subRip.ts";
import { parse as parseWebVtt, print as printWebVtt } from "../../shared/formats/webVtt.ts";
import { printedTranscripts, readSegments, spokenOf } from "../support/printedTranscripts.ts";

const rows = ({ segments }: ParsedTranscript) =>
  segments.map(
    ({ startMs, endMs, speaker, text }) => `${startMs ?? "?"}–${endMs ?? "?"} ${speaker ?? "?"}: ${text}`,
  );
const codes = ({ warnings }: ParsedTranscript) => warnings.map(({ line, code }) => `${line} ${code}`);
const vtt = (...lines: string[]) => parseWebVtt(["WEBVTT", "", ...lines].join("\n"));

describe("times", () => {
  test.each([
    ["00:01:02.345", 62_345],
    ["00:01:02,345", 62_345],
    ["01:02.345", 62_345],
    ["1:02", 62_000],
    ["100:00:00.000", 360_000_000],
    ["00:00:00.5", 500],
    ["00:09:025", 9_025],
    ["75:00", 4_500_000],
  ])("%s is %i ms", (text, ms) => {
    expect(parseClockTime(text)).toBe(ms);
  });

  test.each(["", "12", "00:61", "00:60:00", "1:2:3:4", "aa:bb", "-1:00", "00:00:00.", "1e3:00"])(
    "%j is none",
    (text) => {
      expect(parseClockTime(text)).toBeUndefined();
    },
  );

  test("what is written is read back", () => {
    fc.assert(fc.property(fc.nat(400_000_000), (ms) => parseClockTime(formatClockTime(ms)) === ms));
  });
});

describe("WebVTT", () => {
  test("voices, entities, classes, markup, notes, styles, regions and numbers", () => {
    const parsed = parseWebVtt(
      [
        "\uFEFFWEBVTT – samtal 2",
        "Kind: captions",
        "",
        "NOTE en anmärkning",
        "över två rader --> inte en tid",
        "",
        "STYLE",
        "::cue { color: red }",
        "",
        "REGION",
        "id:fred",
        "",
        "1",
        "00:01.000 --> 00:03.000 align:start position:10%",
        "<v.loud Anna &amp; Bo>Vad <i>vill</i> du,",
        "<00:00:02.000>egentligen?</v>",
        "",
        "00:00:03.000-->00:00:05,500",
        "<v >Ingen röst &lt;här&gt; &#229; &okänd;",
        "",
        "00:06.000 --> 00:07.000",
        "Klient: Jo.",
        "",
        "00:08.000 --> 00:09.000",
        "Klient: 3 < 5",
      ].join("\r\n"),
    );
    expect(rows(parsed)).toEqual([
      "1000–3000 Anna & Bo: Vad vill du, egentligen?",
      "3000–5500 ?: Ingen röst <här> å &okänd;",
      "6000–7000 Klient: Jo.",
      "8000–9000 Klient: 3 < 5",
    ]);
    expect(codes(parsed)).toEqual([]);
  });

  test("several voices in one cue share its time by the length of their text", () => {
    expect(rows(vtt("00:00.000 --> 00:04.000", "<v A>aaa</v><v B>b</v>"))).toEqual([
      "0–3000 A: aaa",
      "3000–4000 B: b",
    ]);
  });

  test("references to no character become the replacement character", () => {
    expect(rows(vtt("00:00.000 --> 00:01.000", "a&#xD800;b&#9999999;c&#0;d"))).toEqual([
      "0–1000 ?: a\uFFFDb\uFFFDc\uFFFDd",
    ]);
  });

  test("lines with a dash are two people", () => {
    expect(rows(vtt("00:00.000 --> 00:02.000", "- Hej", "- Hej"))).toEqual([
      "0–1000 ?: Hej",
      "1000–2000 ?: Hej",
    ]);
  });

  test("a comment in front of a colon is not taken for a speaker", () => {
    const parsed = vtt(
      "00:00.000 --> 00:01.000",
      "Då sa jag så här: nej.",
      "",
      "00:01.000 --> 00:02.000",
      "Jaha.",
    );
    expect(rows(parsed)).toEqual(["0–1000 ?: Då sa jag så här: nej.", "1000–2000 ?: Jaha."]);
  });

  test("odd times are kept as they stand and warned of at their line", () => {
    const parsed = vtt(
      "00:05.000 --> 00:06.000",
      "a",
      "",
      "00:05.000 --> 00:06.000",
      "b",
      "",
      "00:02.000 --> 00:01.000",
      "c",
      "",
      "00:07.000 -->",
      "d",
      "",
      "00:99.000 --> 00:09.000",
      "e",
      "",
      "00:10.000 --> 00:11.000",
      "",
    );
    expect(rows(parsed)).toEqual([
      "5000–6000 ?: a",
      "5000–6000 ?: b",
      "2000–1000 ?: c",
      "7000–? ?: d",
      "?–9000 ?: e",
    ]);
    expect(codes(parsed)).toEqual([
      "6 repeated-time",
      "9 end-before-start",
      "9 backward-time",
      "12 missing-end",
      "15 unreadable-time",
      "18 empty-cue",
    ]);
  });

  test("text without a time of its own is not lost", () => {
    const parsed = vtt(
      "före",
      "",
      "00:01.000 --> 00:02.000",
      "a",
      "",
      "lös",
      "",
      "00:03.000 --> 00:04.000",
      "b",
    );
    expect(rows(parsed)).toEqual(["?–? ?: före", "1000–2000 ?: a lös", "3000–4000 ?: b"]);
    expect(codes(parsed)).toEqual(["3 text-outside-cue", "8 text-outside-cue"]);
  });

  test("cues without a blank line between them are told apart", () => {
    expect(rows(vtt("00:01.000 --> 00:02.000", "a", "00:02.000 --> 00:03.000", "b"))).toEqual([
      "1000–2000 ?: a",
      "2000–3000 ?: b",
    ]);
  });

  test("what is written is read back, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        expect(readSegments(parseWebVtt(printWebVtt(transcript)))).toEqual(spokenOf(transcript));
      }),
      { numRuns: 500 },
    );
  });

  test("an ordinary transcript is written without marks", () => {
    const segments = [
      { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: "Hej & välkommen!" },
      { startMs: 3_300, endMs: 4_600, text: "Jo." },
    ];
    expect(printWebVtt({ segments })).toBe(
      "WEBVTT\n\n00:00:01.800 --> 00:00:03.200\n<v Rådgivare>Hej &amp; välkommen!\n\n00:00:03.300 --> 00:00:04.600\nJo.\n",
    );
  });
});

describe("SubRip", () => {
  test("decimal commas, names, markup, missing numbers and blank lines inside the text", () => {
    const parsed = parseSubRip(
      [
        "1",
        "00:00:01,000 --> 00:00:02,500",
        "Anna: <i>Hej</i>, {\\an8}hur är det?",
        "",
        "2",
        "00:00:03,000 --> 00:00:05,000",
        "Bertil: Jo.",
        "",
        "Det går.",
        "",
        "00:00:06.000 --> 00:00:07.000",
        "Anna: 1900",
        "",
        "42",
        "",
        "4",
        "00:00:08,000 --> 00:00:09,000",
        "Bertil: ja",
      ].join("\r\n"),
    );
    expect(rows(parsed)).toEqual([
      "1000–2500 Anna: Hej, hur är det?",
      "3000–5000 Bertil: Jo. Det går.",
      "6000–7000 Anna: 1900 42",
      "8000–9000 Bertil: ja",
    ]);
    expect(codes(parsed)).toEqual([]);
  });

  test("a heading is kept without a time", () => {
    const parsed = parseSubRip("Samtal 2\n\n1\n00:00:01,000 --> 00:00:02,000\nHej");
    expect(rows(parsed)).toEqual(["?–? ?: Samtal 2", "1000–2000 ?: Hej"]);
    expect(codes(parsed)).toEqual(["1 text-outside-cue"]);
  });

  test("what is written is read back, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        expect(readSegments(parseSubRip(printSubRip(transcript)))).toEqual(spokenOf(transcript));
      }),
      { numRuns: 500 },
    );
  });

  test("an ordinary transcript is written without marks, and references only where they are needed", () => {
    const segments = [
      { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: "Hej & välkommen!" },
      { startMs: 3_300, endMs: 4_600, speaker: "Klient", text: "3 < 5 --> sant" },
      { startMs: 5_000, endMs: 6_000, speaker: "Klient", text: "3 < 5" },
      { startMs: 6_000, endMs: 7_000, speaker: "Klient", text: "<ohörbart>" },
    ];
    expect(printSubRip({ segments })).toBe(
      "1\n00:00:01,800 --> 00:00:03,200\nRådgivare: Hej & välkommen!\n\n2\n00:00:03,300 --> 00:00:04,600\nKlient: 3 &lt; 5 --&gt; sant\n\n3\n00:00:05,000 --> 00:00:06,000\nKlient: 3 < 5\n\n4\n00:00:06,000 --> 00:00:07,000\nKlient: &lt;ohörbart&gt;\n",
    );
  });
});

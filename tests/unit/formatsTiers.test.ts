/** ELAN and Praat: tiers for speakers, with the traps of DOMAIN.md §6. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import { decodeText } from "../../shared/formats/decodeText.ts";
import { parse as parseElan, print as printElan } from "../../shared/formats/elan.ts";
import type { PrintedSegment } from "../../shared/formats/printedTranscript.ts";
import { parse as parseTextGrid, print as printTextGrid } from "../../shared/formats/textGrid.ts";
import { fixturePath } from "../support/fixturePath.ts";
import {
  printedTranscripts,
  readSegments,
  rowsOf,
  spokenOf,
  warningsOf,
} from "../support/printedTranscripts.ts";

const read = (name: string) => decodeText(readFileSync(fixturePath(`transcripts/${name}`))).text;
const byText = (a: Partial<PrintedSegment>, b: Partial<PrintedSegment>) =>
  JSON.stringify([a.startMs, a.endMs, a.speaker, a.text]).localeCompare(
    JSON.stringify([b.startMs, b.endMs, b.speaker, b.text]),
  );
const talk = {
  segments: [
    { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: 'Hej "du" & <ni>!' },
    { startMs: 3_000, endMs: 4_600, speaker: "Rådgivare", text: "Samtidigt." },
    { startMs: 4_600, endMs: 5_000, text: "Någon." },
  ],
};

describe("ELAN", () => {
  const eaf = (slots: string, tiers: string) =>
    `<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT AUTHOR="" DATE="" FORMAT="3.0" VERSION="3.0">\n<TIME_ORDER>\n${slots}\n</TIME_ORDER>\n${tiers}\n</ANNOTATION_DOCUMENT>`;
  const annotation = (from: string, to: string, text: string) =>
    `<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a" TIME_SLOT_REF1="${from}" TIME_SLOT_REF2="${to}"><ANNOTATION_VALUE>${text}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>`;

  test("a file as ELAN writes it: participants, references, a tier that hangs on another", () => {
    const parsed = parseElan(read("elan.eaf"));
    expect(rowsOf(parsed)).toEqual([
      "1800–3200 Rådgivare: Hej! Vad skulle du vilja att vi pratar om i dag?",
      "3300–4600 Klient: Jag vet inte riktigt – det har varit <mycket> & så.",
      "4600–6400 Rådgivare: Det har varit mycket på en gång.",
      "6400–7800 Klient: Ja. Fast i går gick jag ut, faktiskt.",
    ]);
    expect(parsed.warnings.map(({ code }) => code)).toEqual(["left-out"]);
  });

  test("slots without values lie between their neighbours, and that is said", () => {
    const slots =
      '<TIME_SLOT TIME_SLOT_ID="1" TIME_VALUE="1000"/><TIME_SLOT TIME_SLOT_ID="2"/><TIME_SLOT TIME_SLOT_ID="3"/><TIME_SLOT TIME_SLOT_ID="4" TIME_VALUE="4000"/><TIME_SLOT TIME_SLOT_ID="5"/>';
    const lines = [
      annotation("1", "2", "a"),
      annotation("2", "3", "b"),
      annotation("4", "5", "c"),
      annotation("9", "5", "d"),
    ];
    const parsed = parseElan(eaf(slots, `<TIER TIER_ID="default">\n${lines.join("\n")}\n</TIER>`));
    expect(rowsOf(parsed)).toEqual(["1000–2000 ?: a", "2000–3000 ?: b", "4000–? ?: c", "?–? ?: d"]);
    expect(warningsOf(parsed)).toEqual([
      "7 estimated-time",
      "8 estimated-time",
      "9 missing-end",
      "10 unreadable-time",
    ]);
  });

  test("a file that ends early is read as far as it goes, and that is said", () => {
    const whole = printElan(talk);
    const parsed = parseElan(whole.slice(0, whole.indexOf("</TIER>")));
    expect(rowsOf(parsed)).toEqual(['1800–3200 Rådgivare: Hej "du" & <ni>!']);
    expect(parsed.warnings.map(({ code }) => code)).toEqual(["cut-off"]);
  });

  test.each([
    '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>',
    `<ANNOTATION_DOCUMENT>${"<a>".repeat(200)}`,
    `<ANNOTATION_DOCUMENT>${"<a/>".repeat(100_001)}</ANNOTATION_DOCUMENT>`,
    "<ANNOTATION_DOCUMENT",
    "<html></html>",
    "ANNOTATION_DOCUMENT",
    "",
  ])("what is none is refused: %.60j", (text) => {
    expect(() => parseElan(text)).toThrow(new Failure("transcript.unreadable"));
  });

  test("tiers that overlap with themselves become two, and no two have the same name", () => {
    const written = printElan({
      segments: [...talk.segments, { startMs: 5_000, endMs: 6_000, speaker: "default", text: "x" }],
    });
    expect(written.match(/PARTICIPANT="[^"]*" TIER_ID="[^"]*"/g)).toEqual([
      'PARTICIPANT="Rådgivare" TIER_ID="Rådgivare"',
      'PARTICIPANT="Rådgivare" TIER_ID="Rådgivare (2)"',
      'PARTICIPANT="" TIER_ID="default"',
      'PARTICIPANT="default" TIER_ID="default (4)"',
    ]);
  });

  test("what is written is read back, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const parsed = parseElan(printElan(transcript));
        expect(readSegments(parsed).sort(byText)).toEqual([...transcript.segments].sort(byText));
      }),
      { numRuns: 300 },
    );
  });
});

describe("Praat", () => {
  test.each(["praat-long-utf16.TextGrid", "praat-short.TextGrid"])("a file of Praat itself: %s", (name) => {
    const parsed = parseTextGrid(read(name));
    expect(rowsOf(parsed)).toEqual([
      '1800–3200 Rådgivare: Hej! Vad skulle du vilja att vi "pratar" om i dag?',
      "3300–4600 Klient: Jag vet inte riktigt – det har varit mycket.",
      "4600–6400 Rådgivare: Det har varit mycket på en gång.",
      "6400–7800 Klient: Ja. Fast i går gick jag ut, faktiskt.",
    ]);
    expect(parsed.warnings.map(({ code }) => code)).toEqual(["left-out"]);
  });

  test("decimal commas, remarks, texts over several lines, times that cannot be", () => {
    const parsed = parseTextGrid(
      'File type = "ooTextFile"\r\nObject class = "TextGrid"\r\n0\r\n9,5 ! "slut"\r\n<exists>\r\n1\r\n"IntervalTier"\r\n"K"\r\n0 9,5 3\r\n0 1,5 "a\r\nb"\r\n1,5 1,5 "c"\r\n-3 9,5 "d"',
    );
    expect(rowsOf(parsed)).toEqual(["0–1500 K: a b", "1500–1500 K: c", "?–9500 K: d"]);
    expect(warningsOf(parsed)).toEqual(["12 end-before-start", "13 unreadable-time"]);
    expect(parsed.segments.map(({ line }) => line)).toEqual([10, 12, 13]);
  });

  test("a file that ends early is read as far as it goes, and that is said", () => {
    const whole = printTextGrid(talk);
    const parsed = parseTextGrid(whole.slice(0, whole.indexOf("item [2]")));
    expect(rowsOf(parsed)).toEqual(['1800–3200 Rådgivare: Hej "du" & <ni>!']);
    expect(parsed.warnings.map(({ code }) => code)).toEqual(["cut-off"]);
  });

  test.each([
    "",
    'File type = "ooTextFile"\nObject class = "Sound"',
    '"Praat chronological TextGrid text file"',
    '"',
  ])("what is none is refused: %j", (text) => {
    expect(() => parseTextGrid(text)).toThrow(new Failure("transcript.unreadable"));
  });

  test("each tier is contiguous from the beginning to the end", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const times = printTextGrid(transcript)
          .split("item [")
          .slice(2)
          .map((tier) =>
            [...tier.matchAll(/^ {12}(xmin|xmax) = (.*)$/gm)].map(([, kind, time]) => `${kind} ${time}`),
          );
        for (const tier of times) {
          const starts = tier.filter((time) => time.startsWith("xmin")).map((time) => time.slice(5));
          const ends = tier.filter((time) => time.startsWith("xmax")).map((time) => time.slice(5));
          expect(starts).toEqual(["0", ...ends.slice(0, -1)]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("what is written is read back, whatever it holds", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const parsed = parseTextGrid(printTextGrid(transcript));
        expect(readSegments(parsed).sort(byText)).toEqual(spokenOf(transcript).sort(byText));
      }),
      { numRuns: 300 },
    );
  });
});

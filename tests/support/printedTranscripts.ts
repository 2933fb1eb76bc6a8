/** Transcripts to be printed and read back, with everything in them that a format may trip over. */
import fc from "fast-check";
import { type ParsedTranscript, tidied } from "../../shared/formats/parsedTranscript.ts";
import type { PrintedSegment, PrintedTranscript } from "../../shared/formats/printedTranscript.ts";

const pieces = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(..."Hej åäö Jag vet inte , riktigt !".split(" ")) },
  fc.constantFrom(
    ...["B:", "K: ", "Karin Ek:", "Så:", ": ", ":", "-->", "->", "- ", "– ", '"', '""', "'", "\\", "/"],
    ...["12 ", "3. ", "007", "[00:34:12]", "#00:00:20-5#", "{00.34.20}", "(45:33)", "10:30 ", "1,5", "0"],
    ...[
      "<v Anna>",
      "<i>",
      "</v>",
      "<b",
      "<",
      ">",
      "&amp;",
      "&#229;",
      "&",
      "{\\an8}",
      "{",
      "}",
      "]]>",
      "<!--",
    ],
    ...[
      "=1+1",
      "+46",
      "-",
      "@",
      "'=",
      ";",
      ",",
      "|",
      "%",
      "#",
      "*",
      "~",
      "$",
      "NOTE ",
      "WEBVTT",
      "NaN",
      "null",
    ],
    ...["🙂", "👩‍👩‍👧", "שלום", "مرحبا", "æøå", "é", "日本", "text = ", "xmin", "[skratt]", "__proto__"],
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const line = fc
  .array(fc.tuple(pieces, fc.constantFrom("", " ")), { minLength: 1, maxLength: 7 })
  .map((parts) => tidied(parts.flat().join("").toWellFormed()));

/** Some twenty lines in order of start, labelled or not, some texts empty. @param stepMs - times are multiples of it */
export function printedTranscripts(stepMs = 1): fc.Arbitrary<PrintedTranscript> {
  const people = fc.array(
    line.map((name) => tidied(name.slice(0, 60).toWellFormed())),
    { minLength: 1, maxLength: 3 },
  );
  return people.chain((names) =>
    fc
      .array(
        fc.record({
          startMs: fc.nat(Math.floor(9_999_999 / stepMs)).map((steps) => steps * stepMs),
          lengthMs: fc.integer({ min: 1, max: 99_999 }).map((steps) => steps * stepMs),
          speaker: fc.constantFrom("", "Rådgivare", "Klient", ...names),
          text: fc.oneof({ weight: 9, arbitrary: line }, fc.constant("")),
        }),
        { maxLength: 20 },
      )
      .map((made) => ({
        segments: made
          .map(({ startMs, lengthMs, speaker, text }) => ({
            startMs,
            endMs: startMs + lengthMs,
            ...(speaker === "" ? {} : { speaker }),
            text,
          }))
          .sort((a, b) => a.startMs - b.startMs),
      })),
  );
}

/** What was read, without the lines it stood at. */
export function readSegments({ segments }: ParsedTranscript): Partial<PrintedSegment>[] {
  return segments.map(({ line: _, ...rest }) => rest);
}

/** The segments that have any text. */
export function spokenOf({ segments }: PrintedTranscript): PrintedSegment[] {
  return segments.filter(({ text }) => text !== "");
}

/** Segments as short rows: `start–end label: text`, with a question mark for what is missing. */
export function rowsOf({ segments }: ParsedTranscript): string[] {
  return segments.map(
    ({ startMs, endMs, speaker, text }) => `${startMs ?? "?"}–${endMs ?? "?"} ${speaker ?? "?"}: ${text}`,
  );
}

/** Warnings as `line code`. */
export function warningsOf({ warnings }: ParsedTranscript): string[] {
  return warnings.map(({ line, code }) => `${line} ${code}`);
}

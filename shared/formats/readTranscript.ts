/** A transcript file from bytes to segments. */
import { Failure } from "../errors.ts";
import { parse as parseAudacity } from "./audacity.ts";
import { parse as parseCsv } from "./csv.ts";
import { type DecodedText, decodeText } from "./decodeText.ts";
import { detectTranscript, type TranscriptFormat } from "./detectTranscript.ts";
import { parse as parseElan } from "./elan.ts";
import { parse as parseF4 } from "./f4.ts";
import { parse as parseOTranscribe } from "./oTranscribe.ts";
import type { ParsedSegment, ParsedTranscript, TranscriptWarning } from "./parsedTranscript.ts";
import { parse as parsePlainText } from "./plainText.ts";
import { parse as parseSubRip } from "./subRip.ts";
import { parse as parseTextGrid } from "./textGrid.ts";
import { parse as parseWebVtt } from "./webVtt.ts";
import { parse as parseWhisper } from "./whisper.ts";

/** What a file holds, and what kind it was taken for. */
export interface ReadTranscript extends ParsedTranscript {
  readonly format: TranscriptFormat;
  readonly encoding: DecodedText["encoding"];
}

const parsers: Readonly<Record<TranscriptFormat, (text: string) => ParsedTranscript>> = {
  "web-vtt": parseWebVtt,
  "sub-rip": parseSubRip,
  elan: parseElan,
  "text-grid": parseTextGrid,
  audacity: parseAudacity,
  "o-transcribe": parseOTranscribe,
  whisper: parseWhisper,
  csv: parseCsv,
  f4: parseF4,
  "plain-text": parsePlainText,
};

/** Two hours with a time for every word have so many; what has more is no transcript, and would fill the memory. */
const mostLines = 80_000;
/** Where a segment takes several lines of its own structure, so many times more. */
const structureLines: Partial<Record<TranscriptFormat, number>> = { elan: 4, "text-grid": 4, whisper: 4 };

/** The longest text of one segment, in UTF-16 units, as `segmentSchema` has it. */
const longestText = 20_000;

/**
 * Decodes, recognises and reads a transcript.
 *
 * @returns at least one segment; warnings in order of lines
 * @throws Failure `transcript.empty` if there is no text in it, `transcript.unreadable` if it is no text file
 */
export function readTranscript(bytes: Uint8Array): ReadTranscript {
  const { text, encoding } = decodeText(bytes);
  if (text.trim() === "") throw new Failure("transcript.empty");
  if (isBinary(text)) throw new Failure("transcript.unreadable");
  const format = detectTranscript(text);
  const whole = requireTexts(parseAs(format, text));
  return { ...whole, format, encoding, warnings: [...encodingWarnings(text, encoding), ...whole.warnings] };
}

/** Reads text that was taken out of a file of another kind, as the text file that it looks like. */
export function readTakenOutText(text: string): ParsedTranscript {
  return parseAs(detectTranscript(text), text);
}

/**
 * What was read, with its longest texts divided.
 *
 * @throws Failure `transcript.empty` if there is no text in it, `transcript.unreadable` if there is more than a
 *   transcript has
 */
export function requireTexts(parsed: ParsedTranscript): ParsedTranscript {
  if (parsed.segments.every(({ text }) => text === "")) throw new Failure("transcript.empty");
  if (parsed.segments.length > mostLines) throw new Failure("transcript.unreadable");
  return splitLongTexts(parsed);
}

function parseAs(format: TranscriptFormat, text: string): ParsedTranscript {
  if (hasTooManyLines(text, format)) throw new Failure("transcript.unreadable");
  return parsers[format](text);
}

function hasTooManyLines(text: string, format: TranscriptFormat): boolean {
  const most = mostLines * (structureLines[format] ?? 1);
  const lineEnd = /\r\n|\r|\n/g;
  let lines = 1;
  while (lines <= most && lineEnd.test(text)) lines += 1;
  return lines > most;
}

/** Whether more than one character in fifty is a control character that no text has. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 8_192);
  const controls = start.match(/(?!\s)\p{Cc}/gu)?.length ?? 0;
  return controls * 50 > start.length;
}

function encodingWarnings(text: string, encoding: DecodedText["encoding"]): TranscriptWarning[] {
  if (encoding === "windows-1252") return [{ line: 1, code: "windows-1252" }];
  const strangeAt = text.indexOf("\uFFFD");
  if (strangeAt === -1) return [];
  return [{ line: text.slice(0, strangeAt).split("\n").length, code: "undecodable-characters" }];
}

function splitLongTexts(parsed: ParsedTranscript): ParsedTranscript {
  const { segments, warnings } = parsed;
  const long = segments.filter(({ text }) => text.length > longestText);
  if (long.length === 0) return parsed;
  return {
    ...parsed,
    segments: segments.flatMap((segment) => (long.includes(segment) ? piecesOf(segment) : [segment])),
    warnings: [...warnings, ...long.map(({ line }) => ({ line, code: "long-text" }) as const)],
  };
}

/** Pieces at spaces; the first keeps the start, and the end is left to be settled. */
function piecesOf({ endMs: _, ...segment }: ParsedSegment): ParsedSegment[] {
  const { startMs: __, ...untimed } = segment;
  const pieces = segment.text.match(/.{1,19000}(?:\s|$)|.{1,19000}/gsu) ?? [];
  return pieces.map((text, index) => ({ ...(index === 0 ? segment : untimed), text: text.trim() }));
}

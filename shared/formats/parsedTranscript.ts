/** What a transcript file says before anything of it is taken in: raw times, labels and text. */

/** The codes of everything in a transcript file that was read otherwise than it stands; texts under `transcript.warning`. */
export const transcriptWarningCodes = [
  "unreadable-time",
  "missing-end",
  "end-before-start",
  "backward-time",
  "repeated-time",
  "empty-cue",
  "text-outside-cue",
  "mixed-times",
  "undecodable-characters",
  "windows-1252",
  "long-text",
  "text-outside-table",
  "heading-left-out",
  "struck-out-text",
  "margin-text",
  "odd-time",
  "estimated-time",
  "guessed-milliseconds",
  "guessed-columns",
  "other-columns",
  "open-quote",
  "left-out",
  "cut-off",
] as const;
export type TranscriptWarningCode = (typeof transcriptWarningCodes)[number];

/** Something to know about a line, counted from 1. */
export interface TranscriptWarning {
  readonly line: number;
  readonly code: TranscriptWarningCode;
}

/** One stretch of text as found; times in ms where the file has them, not checked against each other. */
export interface ParsedSegment {
  readonly startMs?: number;
  readonly endMs?: number;
  /** The label as written, without its colon; never empty. */
  readonly speaker?: string;
  /** White space collapsed; empty only where a format has a row for it, as a row that is still to be typed into. */
  readonly text: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** The segments of a file in its own order; where each speaker has a tier, in order of their starts. */
export interface ParsedTranscript {
  readonly segments: readonly ParsedSegment[];
  readonly warnings: readonly TranscriptWarning[];
  /** Only where the format is one that recognisers of speech write. */
  readonly isMachineMade?: true;
}

/** Divides text into lines at any kind of line end. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

/** So much is tidied at a time, UTF-16 units: each place that is replaced takes memory until its stretch is done. */
const stretchLength = 65_536;

/** Collapses white space, no-break spaces and line breaks included; strips control characters. */
export function tidied(text: string): string {
  let result = "";
  for (let start = 0; start < text.length; start += stretchLength) {
    result += text
      .slice(start, start + stretchLength)
      .replace(/[\p{Cc}\s]+/gu, " ")
      .replace(/[\u200B\u200E\u200F\uFEFF]/g, "");
  }
  return result.replace(/ {2,}/g, " ").trim();
}

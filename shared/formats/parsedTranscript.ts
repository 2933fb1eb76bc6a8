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
  "extra-column",
  "struck-out-text",
  "margin-text",
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
  /** Not empty, white space collapsed. */
  readonly text: string;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
}

/** The segments of a file in its own order. */
export interface ParsedTranscript {
  readonly segments: readonly ParsedSegment[];
  readonly warnings: readonly TranscriptWarning[];
}

/** Divides text into lines at any kind of line end. */
export function linesOf(text: string): string[] {
  return text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
}

/** Collapses white space, no-break spaces and line breaks included; strips control characters. */
export function tidied(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u200B\u200E\u200F\uFEFF]/g, "")
    .trim();
}

/** Label tracks of Audacity (manual, "Importing and Exporting Labels"): start, end and text with tabs between them. */
import { labelledLine, printUnmistakably } from "./markedLabels.ts";
import {
  linesOf,
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { splitSpeakers } from "./speakerPrefix.ts";
import { timeWarnings } from "./timeWarnings.ts";

const label = /^\s*(\d{1,7}(?:[.,]\d{1,9})?)\t(\d{1,7}(?:[.,]\d{1,9})?)(?:\t(.*))?$/;

/** Whether a line is a label with its times. */
export function isLabelLine(line: string): boolean {
  return label.test(line);
}

/**
 * Reads labels, seconds with decimal point or comma; `Name:` in front of the text becomes the speaker.
 *
 * Lines with a backslash hold frequencies and are left out with a warning. Any other line goes on with the label before
 * it, which is warned of.
 *
 * @returns segments in the order of the file, empty ones too; never throws
 */
export function parse(text: string): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  const labels: { startMs?: number; endMs?: number; text: string; line: number }[] = [];
  for (const [index, raw] of linesOf(text).entries()) {
    const line = index + 1;
    const [whole, start, end, words = ""] = label.exec(raw) ?? [];
    if (whole !== undefined) labels.push({ startMs: msOf(start), endMs: msOf(end), text: words, line });
    else if (/^\s*\\/.test(raw)) warnings.push({ line, code: "left-out" });
    else if (raw.trim() !== "") {
      warnings.push({ line, code: "text-outside-cue" });
      const previous = labels.at(-1);
      if (previous === undefined) labels.push({ text: raw, line });
      else previous.text += ` ${raw}`;
    }
  }
  const labelled = splitSpeakers(labels.map(({ text: words }) => words));
  const segments = labels.map((found, index): ParsedSegment => {
    const { speaker = "", text: words = "" } = labelled[index] ?? {};
    return { ...found, ...(speaker === "" ? {} : { speaker: tidied(speaker) }), text: tidied(words) };
  });
  const all = [...warnings, ...timeWarnings(segments)];
  return { segments, warnings: all.sort((a, b) => a.line - b.line) };
}

/** Writes a label a segment, with `Name:` in front of its text. */
export function print({ segments }: PrintedTranscript): string {
  const seconds = (ms: number) => (ms / 1_000).toFixed(6);
  const write = (isMarked: boolean) =>
    segments
      .map((segment) => [seconds(segment.startMs), seconds(segment.endMs), labelledLine(segment, isMarked)])
      .map((cells) => `${cells.join("\t")}\n`)
      .join("");
  return printUnmistakably(segments, write, parse);
}

function msOf(seconds = "0"): number {
  return Math.round(Number(seconds.replace(",", ".")) * 1_000);
}

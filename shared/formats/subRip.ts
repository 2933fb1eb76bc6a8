/** SubRip (.srt): numbered cues with a decimal comma, as subtitle and dictation programs write them. */
import { type Cue, segmentsOfCues } from "./cueParts.ts";
import { formatClockTime, parseTimingLine } from "./cueTimes.ts";
import { decodeEntities, encodeEntities } from "./entities.ts";
import { labelledLine, printUnmistakably } from "./markedLabels.ts";
import { linesOf, type ParsedTranscript, type TranscriptWarning } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";

/**
 * Reads cues by their timing lines: numbers may be missing, blank lines may stand inside the text, and a decimal point
 * is accepted. Labels such as `Name:` become speakers; `<i>`, `{\an8}` and the like are left out.
 * Text before the first cue is kept without a time.
 *
 * @returns segments in the order of the file; never throws
 */
export function parse(text: string): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  return segmentsOfCues(readCues(linesOf(text), warnings), warnings);
}

/** Writes numbered cues with `Name:` in front of what is said. */
export function print({ segments }: PrintedTranscript): string {
  const write = (isMarked: boolean) =>
    segments
      .map((segment, index) => {
        const [start, end] = [segment.startMs, segment.endMs].map((ms) =>
          formatClockTime(ms).replace(".", ","),
        );
        return `${index + 1}\n${start} --> ${end}\n${asText(labelledLine(segment, isMarked))}\n`;
      })
      .join("\n");
  return printUnmistakably(segments, write, parse);
}

/**
 * Players show references as they stand, so they are used only where the text would be taken for something else: many
 * players leave out whatever looks like a tag.
 */
function asText(line: string): string {
  if (withoutMarkup(line) === line && !/-->|<\/?[A-Za-z]/.test(line)) return line;
  return encodeEntities(line).replaceAll("{", "&#123;");
}

function readCues(lines: readonly string[], warnings: TranscriptWarning[]): Cue[] {
  const cues: (Cue & { readonly lines: string[] })[] = [];
  for (const [index, line] of lines.entries()) {
    const times = parseTimingLine(line);
    if (times !== undefined) {
      if (times.startMs === undefined) warnings.push({ line: index + 1, code: "unreadable-time" });
      cues.push({ ...times, line: index + 1, lines: [] });
    } else if (line.trim() !== "" && !isCueNumber(lines, index)) {
      if (cues.length === 0) {
        warnings.push({ line: index + 1, code: "text-outside-cue" });
        cues.push({ startMs: undefined, endMs: undefined, line: index + 1, lines: [] });
      }
      cues.at(-1)?.lines.push(withoutMarkup(line));
    }
  }
  return cues;
}

/** A number alone on a line, after a blank line or at the start, right before a timing line. */
function isCueNumber(lines: readonly string[], index: number): boolean {
  if (!/^\s*\d+\s*$/.test(lines[index] ?? "")) return false;
  const isFirst = index === 0 || (lines[index - 1] ?? "").trim() === "";
  return isFirst && (lines[index + 1] ?? "").includes("-->");
}

function withoutMarkup(line: string): string {
  return decodeEntities(line.replace(/<\/?(?:i|b|u|s|font)(?:\s[^>]{0,200})?>|\{\\[^}]{0,200}\}/gi, ""));
}

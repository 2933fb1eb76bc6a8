/** SubRip (.srt): numbered cues with a decimal comma, as subtitle and dictation programs write them. */
import { type Cue, segmentsOfCues } from "./cueParts.ts";
import { parseTimingLine } from "./cueTimes.ts";
import { decodeEntities } from "./entities.ts";
import { linesOf, type ParsedTranscript, type TranscriptWarning } from "./parsedTranscript.ts";

/**
 * Reads cues by their timing lines: numbers may be missing, blank lines may stand inside the text, and a decimal point
 * is accepted. Labels such as `Name:` become speakers; `<i>`, `{\an8}` and the like are left out.
 * Text before the first cue is kept without a time.
 *
 * @returns segments in the order of the file; never throws
 */
export function parseSubRip(text: string): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  return segmentsOfCues(readCues(linesOf(text), warnings), warnings);
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

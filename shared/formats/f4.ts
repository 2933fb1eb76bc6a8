/** Transcripts of f4 and its kin: paragraphs with time stamps in them, as MAXQDA and ATLAS.ti read them too. */
import { parseStampTime } from "./cueTimes.ts";
import { isMarkedLine, labelledLine, printUnmistakably } from "./markedLabels.ts";
import { linesOf, type ParsedTranscript, type TranscriptWarning, tidied } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { type StampedLine, turnsOfStampedLines } from "./stampedLines.ts";

/** `#00:00:20-5#` and `#00:12:34.567#` anywhere; `[00:34:12]`, `[45:33]` and `{00.34.20}` where a line begins or ends. */
const hashed = /#\s?(\d{1,2}:\d{2}(?::\d{2})?(?:[-.,]\d{1,3})?)\s?#/;
const leading = new RegExp(
  `^\\s*(?:${hashed.source}|\\[(\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:[.,-]\\d{1,3})?)\\]|\\{(\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2})?(?:[.,-]\\d{1,3})?)\\})`,
);
const trailing = new RegExp(`${leading.source.replace("^\\s*", "")}\\s*$`);
/** No stamp is longer; so far from its end a line is looked through. */
const longestStamp = 40;

/** Whether a line begins or ends with a time stamp. */
export function hasStamp(line: string): boolean {
  return leading.test(line) || trailing.test(line.slice(-longestStamp));
}

/**
 * Reads paragraphs with stamps in front (where they begin) or behind (where they end, as f4 puts them when a person
 * types Enter). A stamp between words begins a segment of the same speaker; one alone on a line belongs to the next.
 *
 * @returns segments in the order of the file; never throws
 */
export function parse(text: string): ParsedTranscript {
  const warnings: TranscriptWarning[] = [];
  const lines = linesOf(text);
  const stamped = lines.flatMap((line, index): StampedLine[] => {
    if (line.trim() === "") return [];
    const isAfterBlank = index > 0 && lines[index - 1]?.trim() === "";
    return [{ line: index + 1, isAfterBlank, ...stampsOf(line, index + 1, warnings) }];
  });
  const { segments, warnings: ofTurns } = turnsOfStampedLines(stamped);
  return { segments, warnings: [...warnings, ...ofTurns].sort((a, b) => a.line - b.line) };
}

/** Writes a paragraph a segment, with its start in front and its end behind, in tenths of a second as f4 has them. */
export function print({ segments }: PrintedTranscript): string {
  const spoken = segments.filter(({ text }) => tidied(text) !== "");
  const write = (isMarked: boolean) =>
    spoken
      .map((segment) => {
        const start = Math.round(segment.startMs / 100);
        const end = Math.max(start + 1, Math.round(segment.endMs / 100));
        return `${stamp(start)} ${labelledLine(segment, isMarked)} ${stamp(end)}\n`;
      })
      .join("\n");
  return printUnmistakably(spoken, write, parse);
}

function stamp(tenths: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  return `#${two(tenths / 36_000)}:${two((tenths / 600) % 60)}:${two((tenths / 10) % 60)}-${tenths % 10}#`;
}

function stampsOf(
  line: string,
  number: number,
  warnings: TranscriptWarning[],
): Pick<StampedLine, "endMs" | "pieces"> {
  const timeOf = (time: string): number | undefined => {
    const ms = parseStampTime(time);
    if (ms === undefined && warnings.at(-1)?.line !== number) {
      warnings.push({ line: number, code: "unreadable-time" });
    }
    return ms;
  };
  const first = leading.exec(line);
  const startMs = first === null ? undefined : timeOf(stampIn(first));
  const afterStart = first === null || startMs === undefined ? line : line.slice(first[0].length).trimStart();
  const tailAt = Math.max(0, afterStart.length - longestStamp);
  const last = trailing.exec(afterStart.slice(tailAt));
  const endMs = last === null ? undefined : timeOf(stampIn(last));
  const spoken =
    last === null || endMs === undefined ? afterStart : afterStart.slice(0, tailAt + last.index).trimEnd();
  if (isMarkedLine(spoken)) return { endMs, pieces: [{ startMs, text: spoken }] };
  return { endMs, pieces: splitAtStamps(startMs, spoken, timeOf) };
}

function stampIn(match: RegExpExecArray): string {
  return match[1] ?? match[2] ?? match[3] ?? "";
}

/** Divides a line at the stamps between its words; one that is no time is left in the text. */
function splitAtStamps(
  startMs: number | undefined,
  text: string,
  timeOf: (time: string) => number | undefined,
): StampedLine["pieces"] {
  const parts = text.split(hashed);
  const pieces = [{ startMs, text: parts[0] ?? "" }];
  for (let index = 1; index < parts.length; index += 2) {
    const ms = timeOf(parts[index] ?? "");
    const after = parts[index + 1] ?? "";
    const previous = pieces.at(-1);
    if (ms === undefined && previous !== undefined) previous.text += `#${parts[index]}#${after}`;
    else pieces.push({ startMs: ms, text: after });
  }
  return pieces;
}

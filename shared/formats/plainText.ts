/** Transcripts as plain text: one line or paragraph a turn, often with a label, sometimes numbered or with a time. */
import { parseClockTime } from "./cueTimes.ts";
import {
  linesOf,
  type ParsedSegment,
  type ParsedTranscript,
  type TranscriptWarning,
  tidied,
} from "./parsedTranscript.ts";
import { splitSpeakers } from "./speakerPrefix.ts";
import { timeWarnings } from "./timeWarnings.ts";

interface Line {
  readonly line: number;
  readonly startMs: number | undefined;
  readonly text: string;
  readonly isAfterBlank: boolean;
}

const number = /^\s*(\d{1,5})(?:[.):]?\t|[.)] ?| {1,4})(?=\D)/;
const bracketedTime = /^\s*[[({#]\s*(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,-]\d{1,3})?)\s*[\])}#]\s*/;
const bareTime = /^\s*(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?)(?:\s+|$)/;

/**
 * Reads lines, takes off numbers (if most lines have one, rising), times in front and labels.
 *
 * Where there are labels a line without one goes on with the turn before it; a paragraph without one is the same
 * speaker again. Where there are none, each line is a segment.
 *
 * @returns segments in the order of the file, without ends; without starts where no time stands; never throws
 */
export function parsePlainText(text: string): ParsedTranscript {
  const lines = readLines(linesOf(text));
  const labelled = splitSpeakers(lines.map((line) => line.text));
  const hasLabels = labelled.some(({ speaker }) => speaker !== undefined);
  const segments: { startMs?: number; speaker?: string; text: string; line: number }[] = [];
  for (const [index, { line, startMs, isAfterBlank }] of lines.entries()) {
    const { speaker, text: spoken = "" } = labelled[index] ?? {};
    const previous = segments.at(-1);
    const goesOn = hasLabels && speaker === undefined && startMs === undefined && !isAfterBlank;
    if (goesOn && previous !== undefined) previous.text += ` ${spoken}`;
    else {
      const who = speaker ?? (hasLabels ? previous?.speaker : undefined);
      segments.push({
        ...(startMs === undefined ? {} : { startMs }),
        ...(who === undefined ? {} : { speaker: who }),
        text: spoken,
        line,
      });
    }
  }
  const spoken = segments
    .map((segment) => ({ ...segment, text: tidied(segment.text) }))
    .filter((s) => s.text !== "");
  return { segments: spoken, warnings: [...mixedTimes(spoken), ...backwardTimes(spoken)] };
}

function readLines(raw: readonly string[]): Line[] {
  const filled = raw
    .map((text, index) => ({
      text,
      line: index + 1,
      isAfterBlank: index > 0 && raw[index - 1]?.trim() === "",
    }))
    .filter(({ text }) => text.trim() !== "");
  const areNumbered = haveRisingNumbers(filled.map(({ text }) => text));
  return filled.map(({ text, line, isAfterBlank }) => {
    const unnumbered = areNumbered ? text.replace(number, "") : text;
    const match = bracketedTime.exec(unnumbered) ?? bareTime.exec(unnumbered);
    const startMs = match?.[1] === undefined ? undefined : parseClockTime(withColons(match[1]));
    const rest = startMs === undefined || match === null ? unnumbered : unnumbered.slice(match[0].length);
    return { line, startMs, text: rest, isAfterBlank };
  });
}

/** At least three lines of five have a number, and those rise. */
function haveRisingNumbers(lines: readonly string[]): boolean {
  const numbers = lines.map((line) => number.exec(line)?.[1]).filter((found) => found !== undefined);
  const areRising = numbers.every(
    (found, index) => index === 0 || Number(found) > Number(numbers[index - 1]),
  );
  return numbers.length >= 2 && numbers.length * 5 >= lines.length * 3 && areRising;
}

/** `00.34.20` and f4's `00:00:20-5` as `00:34:20` and `00:00:20.5`. */
function withColons(time: string): string {
  return time
    .replace(/^(\d{1,2})\.(\d{2})\.(\d{2})/, "$1:$2:$3")
    .replace(/^(\d{1,2})\.(\d{2})$/, "$1:$2")
    .replace("-", ".");
}

function mixedTimes(segments: readonly ParsedSegment[]): TranscriptWarning[] {
  const untimed = segments.find(({ startMs }) => startMs === undefined);
  if (untimed === undefined || segments.every(({ startMs }) => startMs === undefined)) return [];
  return [{ line: untimed.line, code: "mixed-times" }];
}

/** Plain text has no ends, so only the order of its starts can be odd. */
function backwardTimes(segments: readonly ParsedSegment[]): TranscriptWarning[] {
  return timeWarnings(segments).filter(({ code }) => code === "backward-time" || code === "repeated-time");
}

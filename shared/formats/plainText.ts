/** Transcripts as plain text: one line or paragraph a turn, often with a label, sometimes numbered or with a time. */
import { parseStampTime } from "./cueTimes.ts";
import { labelledLine, printUnmistakably } from "./markedLabels.ts";
import { linesOf, type ParsedTranscript, tidied } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { type TurnLine, turnsOfLines } from "./turnsOfLines.ts";

const number = /^\s*(\d{1,5})(?:[.):]?\t|[.)] ?| {1,4})(?=\D)/;
const bracketedTime = /^\s*[[({#]\s*(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,-]\d{1,3})?)\s*[\])}#]\s*/;
const bareTime = /^\s*(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,3})?)?)(?:\s+|$)/;

/**
 * Reads lines, takes off numbers (if most lines have one, rising), times in front and labels.
 *
 * @returns segments in the order of the file, without ends; without starts where no time stands; never throws
 */
export function parse(text: string): ParsedTranscript {
  return turnsOfLines(readLines(linesOf(text)));
}

/** Writes a line a segment, with its label in front and without times; an empty segment has no line. */
export function print({ segments }: PrintedTranscript): string {
  const spoken = segments.filter(({ text }) => tidied(text) !== "");
  const write = (isMarked: boolean) =>
    spoken.map((segment) => `${labelledLine(segment, isMarked)}\n`).join("");
  return printUnmistakably(spoken, write, parse);
}

function readLines(raw: readonly string[]): TurnLine[] {
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
    const startMs = match?.[1] === undefined ? undefined : parseStampTime(match[1]);
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

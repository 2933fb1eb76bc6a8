/** Marks that nobody sees, for lines whose label would be misread by its looks. */
import { type ParsedTranscript, tidied } from "./parsedTranscript.ts";
import type { PrintedSegment } from "./printedTranscript.ts";

/** A zero-width space: it begins a marked line and follows the colon of its label. No tidied text holds one. */
const mark = "\u200B";

/** Writes a line with its label in front; marked, it is read back the same whatever it holds. */
export function labelledLine(
  { speaker = "", text }: Pick<PrintedSegment, "speaker" | "text">,
  isMarked: boolean,
): string {
  const [label, spoken] = [tidied(speaker), tidied(text)];
  if (!isMarked) return label === "" ? spoken : `${label}: ${spoken}`;
  return `${mark}${label === "" ? "" : `${label}:${mark} `}${spoken}`;
}

/** Whether a line is read by its marks. */
export function isMarkedLine(line: string): boolean {
  return line.startsWith(mark);
}

/**
 * Reads a marked line.
 *
 * @returns `undefined` for any other; an empty label says that the line has none, whatever it looks like
 */
export function readMarkedLine(
  line: string,
): { readonly speaker: string; readonly text: string } | undefined {
  if (!isMarkedLine(line)) return undefined;
  const labelEnd = line.indexOf(`:${mark} `, 1);
  if (labelEnd === -1) return { speaker: "", text: line.slice(1) };
  return { speaker: line.slice(1, labelEnd), text: line.slice(labelEnd + 3) };
}

/**
 * Writes a file without marks if all its labels and texts are then read back as they were, else with marks everywhere.
 *
 * @param write - writes the whole file
 */
export function printUnmistakably(
  segments: readonly PrintedSegment[],
  write: (isMarked: boolean) => string,
  parse: (text: string) => ParsedTranscript,
): string {
  const plain = write(false);
  const read = parse(plain).segments;
  const isReadBack = [segments, segments.filter(({ text }) => tidied(text) !== "")].some(
    (expected) =>
      read.length === expected.length &&
      expected.every(
        ({ speaker = "", text }, index) =>
          (read[index]?.speaker ?? "") === tidied(speaker) && read[index]?.text === tidied(text),
      ),
  );
  return isReadBack ? plain : write(true);
}

/** Speaker labels in front of a line: `K:`, `Rådgivare:`, `Karin Ek:`, `Speaker 2:`. */
import { readMarkedLine } from "./markedLabels.ts";
import { roleOfLabel } from "./roleWords.ts";

/** A line and the label it begins with, if any. */
export interface LabelledText {
  /** Empty where the line says by a mark that it has none. */
  readonly speaker?: string;
  readonly text: string;
}

const prefix =
  /^(?:[-–—•]\s*)?(\p{L}[\p{L}\p{M}\p{N}.'’()/-]{0,30}(?: [\p{L}\p{N}(][\p{L}\p{M}\p{N}.'’()/-]{0,30}){0,3}) ?(?:[:：](?!\/\/)|\t)\s*(.*)$/su;

/** More people than this are in no conversation: then labels are words before a colon. */
const mostSpeakers = 500;

/**
 * Takes speaker labels off the lines of one file.
 *
 * Words before a colon may also be speech ("Sedan sa jag: …"). So a label counts if it is a letter or two, a word for a
 * role, stands before at least two lines, or if more than half of the lines have one and there are few of them.
 * A marked line is read by its marks.
 *
 * @returns one for each line, in order; the text may be empty
 */
export function splitSpeakers(lines: readonly string[]): LabelledText[] {
  const candidates = lines.map(candidateOf);
  const counts = new Map<string, number>();
  for (const { label } of candidates) {
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const labelled = candidates.filter(({ label }) => label !== undefined).length;
  const areMostLabelled =
    counts.size <= mostSpeakers && labelled * 2 > lines.filter((line) => line.trim() !== "").length;
  return candidates.map(({ line, label, text }) => {
    const marked = readMarkedLine(line);
    if (marked !== undefined) return marked;
    if (label === undefined) return { text: line };
    const isLabel =
      areMostLabelled ||
      label.length <= 2 ||
      (counts.get(label) ?? 0) > 1 ||
      roleOfLabel(label) !== undefined;
    return isLabel ? { speaker: label, text } : { text: line };
  });
}

function candidateOf(line: string): { line: string; label?: string; text: string } {
  const [, label, text] = prefix.exec(line.trimStart()) ?? [];
  if (label === undefined || text === undefined || !looksLikeLabel(label)) return { line, text: line };
  return { line, label, text };
}

/** Every word begins with a capital, a digit or a bracket, or the whole is one letter or a word for a role. */
function looksLikeLabel(label: string): boolean {
  const isKnown = label.length === 1 || roleOfLabel(label) !== undefined;
  return isKnown || label.split(" ").every((word) => /^[\p{Lu}\p{N}(]/u.test(word));
}

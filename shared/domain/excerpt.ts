/** As much of a long text as shows what was found in it. */
import type { TextRange } from "./findInText.ts";

/** Part of a text, and where in that part something was found. */
export interface Excerpt {
  readonly text: string;
  readonly marks: readonly TextRange[];
}

/** Letters before the first hit, where the text is too long for all of it. */
const leadLetters = 40;

/**
 * Cuts an excerpt around the first hit, at words, with "…" where something is left out.
 *
 * @param marks - in order and apart from each other
 * @returns at most about `longest` letters; hits that are cut off are left out
 */
export function excerptOf(text: string, marks: readonly TextRange[], longest = 160): Excerpt {
  if (text.length <= longest) return { text, marks };
  const first = marks[0]?.start ?? 0;
  const from =
    first <= leadLetters ? 0 : afterSpace(text, Math.min(first - leadLetters, text.length - longest), first);
  const latest = Math.max(from + longest, marks[0]?.end ?? 0);
  const to = latest >= text.length ? text.length : beforeSpace(text, latest, marks[0]?.end ?? from);
  const lead = from > 0 ? "…" : "";
  const shift = lead.length - from;
  return {
    text: `${lead}${text.slice(from, to)}${to < text.length ? "…" : ""}`,
    marks: marks
      .filter(({ start, end }) => start >= from && end <= to)
      .map(({ start, end }) => ({ start: start + shift, end: end + shift })),
  };
}

function afterSpace(text: string, from: number, latest: number): number {
  const space = text.indexOf(" ", Math.max(0, from));
  return space >= 0 && space < latest ? space + 1 : latest;
}

function beforeSpace(text: string, to: number, earliest: number): number {
  const space = text.lastIndexOf(" ", to);
  return space >= earliest ? space : to;
}

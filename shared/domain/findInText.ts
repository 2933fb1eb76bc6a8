/** Finding in one text what the search index finds in all of them, by the same rules. */
import type { SearchTerm } from "./searchTerms.ts";
import { asSpelt, folded, type Word, wordsIn } from "./words.ts";

/** A stretch of a text: `text.slice(start, end)`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds terms in a text.
 *
 * @param spelling - `folded`: capitals and signs on letters do not matter; `exact`: only capitals do not
 * @returns where they stand, in order and apart from each other; empty unless all of them are there
 */
export function findInText(
  text: string,
  terms: readonly SearchTerm[],
  spelling: "folded" | "exact" = "folded",
): TextRange[] {
  const spell = spelling === "folded" ? folded : asSpelt;
  const sought = terms.map(({ words, isBeginning }) => ({ words: words.map(spell), isBeginning }));
  const whole = spell(text);
  if (sought.length === 0 || sought.some(({ words }) => !whole.includes(words[0] ?? ""))) return [];
  const places = wordsIn(text);
  const spelt = places.map(({ start, end }) => spell(text.slice(start, end)));
  const found = sought.map((term) => findTerm(spelt, places, term));
  return found.some((ranges) => ranges.length === 0) ? [] : apart(found.flat());
}

function findTerm(
  spelt: readonly string[],
  places: readonly Word[],
  { words, isBeginning }: SearchTerm,
): TextRange[] {
  const last = words.length - 1;
  const isHere = (from: number) =>
    words.every((word, offset) => {
      const there = spelt[from + offset];
      return isBeginning && offset === last ? there?.startsWith(word) : there === word;
    });
  return places.flatMap(({ start }, index) => {
    const end = places[index + last]?.end;
    return end !== undefined && isHere(index) ? [{ start, end }] : [];
  });
}

function apart(ranges: readonly TextRange[]): TextRange[] {
  const joined: TextRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const before = joined.at(-1);
    if (before === undefined || range.start >= before.end) joined.push(range);
    else joined[joined.length - 1] = { start: before.start, end: Math.max(before.end, range.end) };
  }
  return joined;
}

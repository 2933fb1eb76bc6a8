/** What a person searches for: words that must all be there, and phrases in quotation marks. */
import { wordsIn } from "./words.ts";

/** Words that follow on each other; a word by itself is one of them. */
export interface SearchTerm {
  /** At least one, as typed. */
  readonly words: readonly string[];
  /** Whether the last word may go on. */
  readonly isBeginning: boolean;
}

/** Words shorter than this match whole words only: a letter or two would begin half the dictionary. */
const shortestBeginning = 3;
/** Between any two of these stands a phrase; the last may lack its end while it is being typed. */
const quotationMarks = /["“”„«»]/u;

/**
 * Reads what was typed: "…" is a phrase; of the rest every word must be there, and the last one typed may be a beginning.
 *
 * @returns in the order typed; empty where there is no word
 */
export function searchTerms(typed: string): SearchTerm[] {
  const pieces = typed.normalize("NFC").split(quotationMarks);
  const terms = pieces.flatMap((piece, index) => {
    const words = wordsIn(piece).map(({ start, end }) => piece.slice(start, end));
    if (words.length === 0) return [];
    return index % 2 === 1 ? [words] : words.map((word) => [word]);
  });
  const isOpen = pieces.at(-1)?.trim() !== "";
  return terms.map((words, index) => ({
    words,
    isBeginning:
      isOpen && index === terms.length - 1 && [...(words.at(-1) ?? "")].length >= shortestBeginning,
  }));
}

/** The same terms, whole words only. */
export function wholeWords(terms: readonly SearchTerm[]): SearchTerm[] {
  return terms.map(({ words }) => ({ words, isBeginning: false }));
}

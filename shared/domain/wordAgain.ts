/** Finds a word again wherever it stands: in other cases, and with the genitive's s. */

/** `[startIndex, endIndex)` in UTF-16 units. */
export interface Span {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** The form in which words are the same: composed, in lower case, single spaces. */
export function foldedWord(word: string): string {
  return word.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

/**
 * Every place at which a word stands by itself; a genitive's s (`Annas`, `Anna's`) is not part of the place.
 *
 * @param word - one or more words; white space between them may be any
 * @returns in order, not overlapping; empty for a word without letters or digits
 */
export function findAgain(text: string, word: string): Span[] {
  const pattern = patternOf(word);
  if (pattern === undefined) return [];
  return Array.from(text.matchAll(pattern), (match) => ({
    startIndex: match.index,
    endIndex: match.index + match[0].length,
  }));
}

/** Whether a word stands somewhere in a text. */
export function hasWord(text: string, word: string): boolean {
  return patternOf(word)?.test(text) ?? false;
}

function patternOf(word: string): RegExp | undefined {
  const parts = word.normalize("NFC").trim().split(/\s+/);
  if (!/[\p{L}\p{N}]/u.test(word)) return undefined;
  const core = parts.map(escaped).join("\\s+");
  const before = /^[\p{L}\p{N}]/u.test(parts[0] ?? "") ? "(?<![\\p{L}\\p{N}])" : "";
  const after = /[\p{L}\p{N}]$/u.test(parts.at(-1) ?? "") ? "(?=(?:['’]?s)?(?![\\p{L}\\p{N}]))" : "";
  return new RegExp(`${before}${core}${after}`, "giu");
}

function escaped(part: string): string {
  return part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

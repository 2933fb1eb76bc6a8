/** Words as the search index divides text (FTS5's `unicode61`), and how they are spelt when signs on letters are left out. */

/** A word in a text: `text.slice(start, end)`. */
export interface Word {
  readonly start: number;
  readonly end: number;
}

/** Marks that may stand on a letter without ending its word: those that `unicode61` knows as diacritics. */
const marks =
  "\\u0300-\\u0304\\u0306-\\u030C\\u030F\\u0311\\u0313-\\u0314\\u031B\\u0323-\\u0328\\u032D-\\u032E\\u0330-\\u0331";
const wordPattern = new RegExp(`[\\p{L}\\p{N}\\p{Co}][\\p{L}\\p{N}\\p{Co}${marks}]*`, "gu");
const marksOnLatin = new RegExp(`(?<=\\p{Script=Latin}[${marks}]*)[${marks}]`, "gu");

/** The words of a text in order; empty for a text of signs and spaces. */
export function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
}

/** A word or text without capitals, and otherwise as it is spelt: "Få" is "få". */
export function asSpelt(text: string): string {
  return text.normalize("NFC").toLowerCase();
}

/** A word or text without capitals and without signs on Latin letters: "Få" and "fa" are "fa"; "ø" and "æ" are letters. */
export function folded(text: string): string {
  return isPlain(text)
    ? text.toLowerCase()
    : text.toLowerCase().normalize("NFD").replace(marksOnLatin, "").normalize("NFC");
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

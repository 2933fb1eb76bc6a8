/** Putting something else in the place of words, and the words back again. */
import type { Span } from "./wordAgain.ts";

/** A word that was replaced, where it began in the text as it reads now. */
export interface ReplacedWord {
  readonly startIndex: number;
  readonly original: string;
  readonly replacement: string;
}

/**
 * Replaces places of a text.
 *
 * @param spans - in order, not overlapping
 * @returns the new text, and for each place what was there and where its replacement begins
 */
export function replaceSpans(
  text: string,
  spans: readonly Span[],
  replacement: string,
): { readonly text: string; readonly replaced: readonly ReplacedWord[] } {
  let result = "";
  let end = 0;
  const replaced: ReplacedWord[] = [];
  for (const { startIndex, endIndex } of spans) {
    result += text.slice(end, startIndex);
    replaced.push({ startIndex: result.length, original: text.slice(startIndex, endIndex), replacement });
    result += replacement;
    end = endIndex;
  }
  return { text: result + text.slice(end), replaced };
}

/**
 * Puts words back where their replacements stand now: nearest to where they began, should the text have changed since.
 *
 * @returns the new text; words whose replacement is not there any more stay away
 */
export function putBack(text: string, words: readonly ReplacedWord[]): string {
  const taken = new Set<number>();
  const found: { readonly at: number; readonly word: ReplacedWord }[] = [];
  for (const word of words) {
    const at = nearest(text, word, taken);
    if (at === undefined) continue;
    taken.add(at);
    found.push({ at, word });
  }
  return found
    .toSorted((a, b) => b.at - a.at)
    .reduce(
      (result, { at, word }) =>
        result.slice(0, at) + word.original + result.slice(at + word.replacement.length),
      text,
    );
}

function nearest(
  text: string,
  { replacement, startIndex }: ReplacedWord,
  taken: ReadonlySet<number>,
): number | undefined {
  let best: number | undefined;
  for (let at = text.indexOf(replacement); at !== -1; at = text.indexOf(replacement, at + 1)) {
    if (taken.has(at)) continue;
    if (best === undefined || Math.abs(at - startIndex) < Math.abs(best - startIndex)) best = at;
  }
  return best;
}

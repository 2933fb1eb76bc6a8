/** What may stand instead of a word: the same for the same person, a number where there are several. */
import type { DecidedWord, IdentifyingKind } from "../../../shared/domain/deidentification.ts";
import { foldedWord } from "../../../shared/domain/wordAgain.ts";

/**
 * What to offer first for a word.
 *
 * Once replaced, the same again; a name that shares a word with one that was replaced is the same person. Else the word
 * for its kind, with a number of its own from the second on.
 *
 * @param base - for its kind, without brackets: "ort"
 */
export function suggestReplacement(
  word: { readonly key: string; readonly kind: IdentifyingKind; readonly decision: DecidedWord | undefined },
  decided: readonly DecidedWord[],
  base: string,
): string {
  if (word.decision?.replacement != null) return word.decision.replacement;
  const replaced = decided.filter(({ replacement }) => replacement !== null);
  const parts = new Set(partsOf(word.key));
  const same = replaced.find(
    ({ kind, original }) =>
      nameLike(kind) && nameLike(word.kind) && partsOf(foldedWord(original)).some((part) => parts.has(part)),
  );
  if (same?.replacement != null) return same.replacement;
  const taken = new Set(replaced.map(({ replacement }) => replacement));
  // People are told apart from the first on; of places there is mostly one.
  const first = word.kind === "name" ? `[${base} 1]` : `[${base}]`;
  if (!taken.has(first)) return first;
  for (let number = 2; ; number += 1) {
    const next = `[${base} ${number}]`;
    if (!taken.has(next)) return next;
  }
}

function nameLike(kind: IdentifyingKind): boolean {
  return kind === "name" || kind === "proper" || kind === "own";
}

function partsOf(key: string): string[] {
  return key.split(/[ -]/).filter((part) => part.length >= 2);
}

/** Pseudonyms for clients: suggests some that reveal nothing, and notices when one reveals too much. */
import { commonFirstNames } from "./firstNames.ts";
import { findNationalIds } from "./nationalId.ts";
import { pseudonymWords } from "./pseudonymWords.ts";
import type { Language } from "./settings.ts";

/** Why a pseudonym may reveal who somebody is. */
export type PseudonymConcern = "national-id" | "looks-like-a-name" | "phone" | "email";

/**
 * Suggests pseudonyms that are not taken.
 *
 * @param taken - pseudonyms in use, compared without regard to case
 * @param random - in [0, 1), called once or more per suggestion
 * @returns `count` different pseudonyms; when the words are used up, with a number ("Tallen 2")
 */
export function suggestPseudonyms(
  language: Language,
  taken: readonly string[],
  random: () => number,
  count: number,
): string[] {
  const used = new Set(taken.map(folded));
  const suggestions: string[] = [];
  for (let round = 1; suggestions.length < count; round += 1) {
    const free = pseudonymWords[language]
      .map((word) => (round === 1 ? word : `${word} ${round}`))
      .filter((word) => !used.has(folded(word)));
    while (free.length > 0 && suggestions.length < count) {
      suggestions.push(...free.splice(Math.floor(random() * free.length), 1));
    }
  }
  return suggestions;
}

/**
 * Says what may be wrong with a pseudonym as it is being typed; a warning, never a refusal.
 *
 * Names are noticed by a short list of first names and by two capitalised words in a row.
 *
 * @returns the gravest concern, `undefined` if there is none (never for what {@link suggestPseudonyms} suggests)
 */
export function pseudonymConcern(text: string): PseudonymConcern | undefined {
  if (findNationalIds(text).length > 0) return "national-id";
  if (/[^\s@]@[^\s@]+\.[^\s@]/u.test(text)) return "email";
  if (hasPhoneNumber(text)) return "phone";
  return looksLikeAName(text) ? "looks-like-a-name" : undefined;
}

function hasPhoneNumber(text: string): boolean {
  const withoutDates = text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, " ");
  const runs = withoutDates.match(/\+?\d(?:[ ()/.\u00A0-]{0,2}\d){6,}/g) ?? [];
  return runs.some((run) => run.replace(/\D/g, "").length <= 15);
}

function looksLikeAName(text: string): boolean {
  const hasFirstName = text.split(/[^\p{L}]+/u).some((word) => commonFirstNames.has(folded(word)));
  return hasFirstName || /(?<!\p{L})\p{Lu}(?:\.|\p{Ll}+)[ \u00A0-]+\p{Lu}\p{Ll}+/u.test(text);
}

function folded(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
}

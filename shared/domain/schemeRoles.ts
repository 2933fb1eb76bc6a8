/** What people are called in the schemes that come with Lyhörd: as the vault calls them, not as the schemes were written. */
import type { Scheme } from "./scheme.ts";
import { type Language, languageSchema, type RolePair, usualRolePair } from "./settings.ts";

/** What a pair is called in one language, as `roles.<pair>` in `shared/i18n` has it. */
export interface RoleForms {
  readonly practitioner: string;
  readonly client: string;
  readonly thePractitioner: string;
  readonly theClient: string;
  /** Whose something is. */
  readonly clients: string;
}

/**
 * A scheme with its people called as a pair calls them. It is written in the usual pair of each language, in English with
 * the practitioner of the literature; "client language" is a term and stays.
 */
export function inRoles(
  scheme: Scheme,
  pair: RolePair,
  formsOf: (language: Language, pair: RolePair) => RoleForms,
): Scheme {
  const replaceIn = new Map(
    languageSchema.options
      .filter((language) => pair !== usualRolePair(language))
      .map((language) => {
        const [from, to] = [formsOf(language, usualRolePair(language)), formsOf(language, pair)];
        return [language as string, replacing(wordsOf(language, from, to))] as const;
      }),
  );
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === "string" ? (replaceIn.get(key)?.(inner) ?? inner) : renamed(inner),
      ]),
    );
  };
  return renamed(scheme) as Scheme;
}

function wordsOf(language: Language, from: RoleForms, to: RoleForms): ReadonlyMap<string, string> {
  if (language === "en") {
    return new Map([
      ["practitioner", to.practitioner],
      [from.client, to.client],
    ]);
  }
  return new Map([
    [from.thePractitioner, to.thePractitioner],
    [from.theClient, to.theClient],
    [from.clients, to.clients],
  ]);
}

/** Whole words, with a capital where there was one. */
function replacing(words: ReadonlyMap<string, string>): (text: string) => string {
  const pattern = new RegExp(`(?<!\\p{L})(?:${[...words.keys()].join("|")})(?!\\p{L}| language)`, "giu");
  return (text) =>
    text.replace(pattern, (found) => {
      const word = words.get(found.toLocaleLowerCase()) ?? found;
      const isCapital = found.slice(0, 1) !== found.slice(0, 1).toLocaleLowerCase();
      return isCapital ? word.slice(0, 1).toLocaleUpperCase() + word.slice(1) : word;
    });
}

/** What a part of a scheme is called in a language. */
import type { Labels } from "./scheme.ts";
import { type Language, languages } from "./settings.ts";

/** The label in this language; else in the first of Lyhörd's languages that has one. */
export function labelIn(labels: Labels, language: Language): string {
  const [found = ""] = [language, ...languages].flatMap((known) => labels[known] ?? []);
  return found;
}

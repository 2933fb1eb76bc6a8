/** Several things in one row of words, in a language. */
import type { Language } from "../../shared/domain/settings.ts";
import { locales } from "./locale.ts";

/** "anteckningar och kodningar"; of three, "text, anteckningar och kodningar". */
export function formatList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(items);
}

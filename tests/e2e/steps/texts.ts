/** The words on the screen, as the page takes them from `shared/i18n`. */
import { readFileSync } from "node:fs";
import { type Language, usualRolePair } from "../../../shared/domain/settings.ts";

/** Gives the text of a dotted key with its values filled in; a plural by `_one` or `_other` in the key. */
export type Texts = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** The client is called what a new vault calls them. @throws Error for a key without a text, so that no test looks for nothing */
export function textsOf(language: Language): Texts {
  const path = new URL(`../../../shared/i18n/${language}.json`, import.meta.url);
  const all = JSON.parse(readFileSync(path, "utf8")) as unknown;
  const words =
    (all as { roles: Record<string, Record<string, string>> }).roles[usualRolePair(language)] ?? {};
  return (key, values = {}) => {
    const text = key.split(".").reduce<unknown>((part, name) => {
      return typeof part === "object" && part !== null ? (part as Record<string, unknown>)[name] : undefined;
    }, all);
    if (typeof text !== "string") throw new Error(`${language} has no text for ${key}`);
    return text.replace(/\{\{(\w+)(, capital)?\}\}/g, (_, name: string, isFirst?: string) => {
      const value = String(values[name] ?? words[name] ?? `{{${name}}}`);
      return isFirst === undefined ? value : value.slice(0, 1).toUpperCase() + value.slice(1);
    });
  };
}

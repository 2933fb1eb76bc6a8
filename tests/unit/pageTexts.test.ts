/** The texts of failures and roles, in four languages. */
import { describe, expect, test } from "vitest";
import { languages, rolePairs } from "../../shared/domain/settings.ts";
import { errorCodes } from "../../shared/errors.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };

const texts = { sv, nb, da, en };

describe.each(languages)("in %s", (language) => {
  test("every failure says what happened and what to do", () => {
    const missing = errorCodes.flatMap((code) =>
      ["title", "advice"].filter((part) => typeof textAt(language, `error.${code}.${part}`) !== "string"),
    );
    expect(missing).toEqual([]);
  });

  test("a failure that no one wrote about would be missed", () => {
    expect(textAt(language, "error.vault.no-such-thing.title")).toBeUndefined();
  });

  test("the two in a conversation, and anyone else, have different letters", () => {
    const other = letter(textAt(language, "roles.other"));
    const clashing = rolePairs.filter((pair) => {
      const letters = ["practitioner", "client"].map((role) =>
        letter(textAt(language, `roles.${pair}.${role}`)),
      );
      return new Set([...letters, other]).size !== 3;
    });
    expect(clashing).toEqual([]);
  });
});

function textAt(language: (typeof languages)[number], key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], texts[language]);
}

function letter(word: unknown): string {
  return String(word).slice(0, 1).toUpperCase();
}

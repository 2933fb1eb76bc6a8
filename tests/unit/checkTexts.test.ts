/** The check of the texts finds what it is for, and is quiet where nothing is wrong. */
import { describe, expect, test } from "vitest";
import { textProblems } from "../support/checkTexts.ts";

const error = { vault: { locked: { title: "T", advice: "A" } } };
const sources = [
  't("page.greeting"); t("list.count", { count }); t(`error.${code}.title`); t(`error.${code}.advice`);',
];

function problems(sv: object, en: object, code = sources): string[] {
  return textProblems({
    catalogues: { sv: { error, ...sv }, en: { error, ...en } },
    sources: code,
    errorCodes: ["vault.locked"],
  });
}

const whole = {
  page: { greeting: "Hej {{name}}" },
  list: { count_one: "ett samtal", count_other: "{{count}} samtal" },
};

describe("the texts", () => {
  test("that are complete and used raise nothing", () => {
    expect(problems(whole, whole)).toEqual([]);
  });

  test("missing in one language are named", () => {
    expect(problems(whole, { ...whole, list: { count_one: "one" } })).toEqual([
      "list.count_other: missing in en",
    ]);
  });

  test("that are empty are named", () => {
    expect(
      problems({ ...whole, page: { greeting: "{{name}}" } }, { ...whole, page: { greeting: "" } }),
    ).toEqual([
      "page.greeting: empty in en",
      "page.greeting: the languages do not interpolate the same names",
    ]);
  });

  test("that interpolate another name are named", () => {
    expect(problems(whole, { ...whole, page: { greeting: "Hello {{nom}}" } })).toEqual([
      "page.greeting: the languages do not interpolate the same names",
    ]);
  });

  test("that the code asks for and nobody wrote are named", () => {
    expect(problems(whole, whole, [...sources, 't("list.empty"); <Trans i18nKey="list.none" />'])).toEqual([
      "list.empty: asked for, but there is no text",
      "list.none: asked for, but there is no text",
    ]);
  });

  test("that nobody asks for are named", () => {
    const more = { ...whole, list: { ...whole.list, old: "gammalt" } };
    expect(problems(more, more)).toEqual(["list.old: no code asks for this text"]);
  });

  test("of an error code are required", () => {
    expect(
      textProblems({
        catalogues: { sv: { error }, en: { error } },
        sources,
        errorCodes: ["vault.locked", "vault.tampered"],
      }).filter((problem) => problem.startsWith("error.")),
    ).toEqual([
      "error.vault.tampered.advice: no text for an error code",
      "error.vault.tampered.title: no text for an error code",
    ]);
  });

  test("of menu and dialogs count as used when the shell reads them by name", () => {
    const withMenu = { ...whole, menu: { lock: "Lås", gone: "Borta" } };
    expect(problems(withMenu, withMenu, [...sources, "label: texts.lock"])).toEqual([
      "menu.gone: no code asks for this text",
    ]);
  });
});

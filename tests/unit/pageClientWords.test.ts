/** What the client is called: the pair chosen for the vault, in every text, in four languages. */
import i18next from "i18next";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { changeLanguage, changeRolePair, startTexts } from "../../renderer/ui/i18n.ts";
import { languages, rolePairs } from "../../shared/domain/settings.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };

const texts = { sv, nb, da, en };

beforeAll(() => {
  vi.stubGlobal("document", { documentElement: {} });
  startTexts("sv");
});

test.each([
  ["sv", "adviser-client", "Till klienten …", "Klientens lösenfras", "Om en klient ändrar sig"],
  ["sv", "officer-customer", "Till kunden …", "Kundens lösenfras", "Om en kund ändrar sig"],
  ["nb", "guide-user", "Til brukeren …", "Brukerens passfrase", "Hvis en bruker ombestemmer seg"],
  ["nb", "therapist-patient", "Til pasienten …", "Pasientens passfrase", "Hvis en pasient ombestemmer seg"],
  ["da", "adviser-citizen", "Til borgeren …", "Borgerens adgangssætning", "Hvis en borger fortryder"],
  ["da", "officer-customer", "Til kunden …", "Kundens adgangssætning", "Hvis en kunde fortryder"],
  [
    "en",
    "therapist-patient",
    "For the patient …",
    "The patient’s passphrase",
    "If a patient changes their mind",
  ],
] as const)("in %s with %s", async (language, pair, menu, label, title) => {
  await changeLanguage(language);
  changeRolePair(pair);
  expect([
    i18next.t("library.menu.client"),
    i18next.t("copyForClient.passphrase"),
    i18next.t("help.changed.title"),
  ]).toEqual([menu, label, title]);
});

test("what is on the page is shown anew when the pair changes", () => {
  let shown = 0;
  i18next.on("languageChanged", () => (shown += 1));
  changeRolePair("guide-user");
  expect(shown).toBe(1);
});

describe.each(languages)("in %s", (language) => {
  test("no text names the client in words of its own", () => {
    const { roles, ...others } = texts[language];
    const words = rolePairs.flatMap((pair) => [roles[pair].theClient, roles[pair].clients]);
    const fixed = flatten(others).filter(([, text]) =>
      words.some((word) => new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, "iu").test(text)),
    );
    expect(fixed).toEqual([]);
  });
});

function flatten(node: object, prefix = ""): [string, string][] {
  return Object.entries(node).flatMap(([key, value]: [string, unknown]) =>
    typeof value === "string"
      ? [[prefix + key, value] as [string, string]]
      : flatten(Object(value), `${prefix}${key}.`),
  );
}

/** The schemes that come along call people as the vault does. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Scheme } from "../../shared/domain/scheme.ts";
import { inRoles, type RoleForms } from "../../shared/domain/schemeRoles.ts";
import { type Language, languages, type RolePair, rolePairs } from "../../shared/domain/settings.ts";

const root = path.join(import.meta.dirname, "../..");
const readJson = (file: string) => JSON.parse(readFileSync(path.join(root, file), "utf8")) as unknown;
const roles = new Map(
  languages.map((language) => {
    const texts = readJson(`shared/i18n/${language}.json`) as { roles: Record<RolePair, RoleForms> };
    return [language, texts.roles];
  }),
);
function formsOf(language: Language, pair: RolePair): RoleForms {
  const forms = roles.get(language)?.[pair];
  if (forms === undefined) throw new Error(`${language} has no words for ${pair}`);
  return forms;
}
const schemes = readdirSync(path.join(root, "resources/schemes")).map(
  (file) => readJson(`resources/schemes/${file}`) as Scheme,
);
const small = (labels: Scheme["title"]) => ({ ...schemes[0], title: labels }) as Scheme;

describe("a scheme", () => {
  test("calls people as each language does by itself", () => {
    const title = { sv: "Klientens ord", nb: "Brukerens ord", da: "Borgerens ord", en: "The client's words" };
    const called = inRoles(small(title), "officer-customer", formsOf).title;
    expect(called).toEqual({
      sv: "Kundens ord",
      nb: "Kundens ord",
      da: "Kundens ord",
      en: "The customer's words",
    });
  });

  test("calls the practitioner too, and leaves terms and parts of words alone", () => {
    const title = {
      sv: "Rådgivaren och klienten; klientspråk",
      en: "What the practitioner does. Client language.",
    };
    expect(inRoles(small(title), "therapist-patient", formsOf).title).toEqual({
      sv: "Behandlaren och patienten; klientspråk",
      en: "What the therapist does. Client language.",
    });
  });

  test("stays as it is written for the usual pair of its language", () => {
    const title = { sv: "Klienten", en: "The client" };
    expect(inRoles(small(title), "adviser-client", formsOf).title).toEqual(title);
  });
});

test("no scheme speaks of others than the pair of the vault, and nothing but words is changed", () => {
  const stems: Record<Language, RegExp> = {
    sv: /rådgivare|klienten/i,
    nb: /veileder|bruker/i,
    da: /rådgiver|borger/i,
    en: /practitioner|client(?! language)/i,
  };
  for (const pair of rolePairs) {
    for (const scheme of schemes) {
      const called = inRoles(scheme, pair, formsOf);
      expect(shapeOf(called)).toEqual(shapeOf(scheme));
      for (const language of languages) {
        const forms = JSON.stringify(formsOf(language, pair));
        if (stems[language].test(forms)) continue;
        const said = textsIn(called, language).filter((text) => stems[language].test(text));
        expect(said, `${scheme.id} in ${language} for ${pair}`).toEqual([]);
      }
    }
  }
});

function textsIn(value: unknown, language: Language): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === "string" ? (key === language ? [inner] : []) : textsIn(inner, language),
  );
}

/** Everything but the texts. */
function shapeOf(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      languages.some((language) => language === key) ? "" : inner,
    ),
  );
}

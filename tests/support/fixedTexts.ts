/** Texts of the page for tests without a page: each language as it stands in `shared/i18n`. */
import { createInstance, type TFunction } from "i18next";
import type { Language } from "../../shared/domain/settings.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };

const texts = createInstance();
await texts.init({
  resources: {
    sv: { translation: sv },
    nb: { translation: nb },
    da: { translation: da },
    en: { translation: en },
  },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** Gives the texts of a language. */
export function fixedTexts(language: Language): TFunction {
  return texts.getFixedT(language);
}

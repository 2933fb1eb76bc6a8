/** The texts of the page in four languages; Swedish stands in where a text is missing. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../../shared/domain/settings.ts";
import da from "../../shared/i18n/da.json";
import en from "../../shared/i18n/en.json";
import nb from "../../shared/i18n/nb.json";
import sv from "../../shared/i18n/sv.json";

/** Starts i18next; must have been called before the first render. */
export function startTexts(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "sv",
    resources: {
      sv: { translation: sv },
      nb: { translation: nb },
      da: { translation: da },
      en: { translation: en },
    },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language of everything on the page at once. */
export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

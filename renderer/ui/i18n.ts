/** The texts of the page in four languages; Swedish stands in where a text is missing. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language, RolePair } from "../../shared/domain/settings.ts";
import da from "../../shared/i18n/da.json";
import en from "../../shared/i18n/en.json";
import nb from "../../shared/i18n/nb.json";
import sv from "../../shared/i18n/sv.json";

/** The pair of words in use; a vault that is not open has none of its own. */
let pair: RolePair = "adviser-client";

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
  i18next.services.formatter?.add(
    "capital",
    (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1),
  );
  nameClient();
  document.documentElement.lang = language;
}

/** Changes the language of everything on the page at once. */
export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language !== language) await i18next.changeLanguage(language);
  nameClient();
  document.documentElement.lang = language;
}

/** Changes what the client is called in every text. */
export function changeRolePair(chosen: RolePair): void {
  pair = chosen;
  nameClient();
}

/** Texts hold `{{theClient}}`, `{{clients}}` (whose it is) and `{{aClient}}`; with `, capital` at the beginning of a sentence. */
function nameClient(): void {
  const { interpolation } = i18next.options;
  if (interpolation === undefined) return;
  interpolation.defaultVariables = {
    theClient: i18next.t(`roles.${pair}.theClient`),
    clients: i18next.t(`roles.${pair}.clients`),
    aClient: i18next.t(`roles.${pair}.aClient`),
  };
  // What is on the page is shown anew.
  i18next.emit("languageChanged", i18next.language);
}

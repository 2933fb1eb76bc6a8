/** The few texts the shell shows itself: menu labels and titles of dialogs. */
import type { Language } from "../../shared/domain/settings.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };

const catalogues = { sv, nb, da, en } as const;

/** Labels of the menu in a language. */
export function menuTexts(language: Language): typeof sv.menu {
  return catalogues[language].menu;
}

/** Titles and file kinds of dialogs in a language. */
export function dialogTexts(language: Language): typeof sv.dialog {
  return catalogues[language].dialog;
}

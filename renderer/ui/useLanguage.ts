/** The language the page is in. */
import { useTranslation } from "react-i18next";
import { type Language, languages } from "../../shared/domain/settings.ts";

/** Re-renders when the language changes. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languages.find((language) => language === i18n.language) ?? "sv";
}

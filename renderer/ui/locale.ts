/** Which regional habits go with which language. */
import type { Language } from "../../shared/domain/settings.ts";

/** BCP 47 tags for `Intl`. */
export const locales: Readonly<Record<Language, string>> = {
  sv: "sv-SE",
  nb: "nb-NO",
  da: "da-DK",
  en: "en-GB",
};

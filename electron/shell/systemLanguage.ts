/** Which of the application's languages a computer speaks. */
import type { Language } from "../../shared/domain/settings.ts";

/**
 * Chooses from what the system prefers.
 *
 * @param preferred - BCP 47 tags, most wanted first
 * @returns the first that Lyhörd speaks (Nynorsk readers get Bokmål); English if there is none
 */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    switch (tag.toLowerCase().split(/[-_]/)[0]) {
      case "sv":
        return "sv";
      case "nb":
      case "nn":
      case "no":
        return "nb";
      case "da":
        return "da";
      case "en":
        return "en";
    }
  }
  return "en";
}

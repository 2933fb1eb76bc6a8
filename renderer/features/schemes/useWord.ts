/** The words of a scheme in the language of the page. */
import { useCallback } from "react";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Labels } from "../../../shared/domain/scheme.ts";
import { useLanguage } from "../../ui/useLanguage.ts";

export function useWord(): (labels: Labels) => string {
  const language = useLanguage();
  return useCallback((labels) => labelIn(labels, language), [language]);
}

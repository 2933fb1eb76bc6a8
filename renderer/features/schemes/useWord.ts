/** The words of a scheme in the language of the page. */
import { useCallback } from "react";
import type { Labels } from "../../../shared/domain/scheme.ts";
import { wordIn } from "../../../shared/domain/schemeOfCodebook.ts";
import { useLanguage } from "../../ui/useLanguage.ts";

export function useWord(): (labels: Labels) => string {
  const language = useLanguage();
  return useCallback((labels) => wordIn(labels, language), [language]);
}

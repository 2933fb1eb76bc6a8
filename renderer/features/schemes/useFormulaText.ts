/** How a figure is worked out, in words. */
import { useTranslation } from "react-i18next";
import type { Scheme, SchemeFormula } from "../../../shared/domain/scheme.ts";
import { useWord } from "./useWord.ts";

export function useFormulaText({
  codes,
  items,
}: Pick<Scheme, "codes" | "items">): (formula: SchemeFormula) => string {
  const { t } = useTranslation();
  const word = useWord();
  const named = (ids: readonly string[]) =>
    ids
      .map(
        (id) =>
          codes.find((code) => code.id === id)?.sign ?? items.find((item) => item.id === id)?.labels ?? id,
      )
      .map((name) => (typeof name === "string" ? name : word(name)))
      .join(" + ");
  return (formula) =>
    t(`schemes.formula.${formula.kind}`, {
      of: named(formula.of),
      by: "by" in formula ? named(formula.by) : "",
    });
}

/** How measures and their values are written: a ratio in words, with what it rests on. */
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Labels } from "../../../shared/domain/scheme.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import type { Basis, Measure, Reading } from "./measures.ts";

export interface ReadingWords {
  /** In the language of the page, or the first there is. */
  nameOf(measure: Pick<Measure, "labels">): string;
  titleOf(labels: Labels): string;
  /** "1,9", "67 %"; "–" where there is none. */
  valueText(measure: Pick<Measure, "unit">, value: number | null): string;
  /** "13 till 7"; empty where nothing is known. */
  basisOf(basis: Basis | null): string;
  /** "1,9 (13 till 7)". */
  wholeOf(measure: Pick<Measure, "unit">, reading: Pick<Reading, "value" | "basis">): string;
}

export function useReadingWords(): ReadingWords {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();

  const titleOf = (labels: Labels) => labelIn(labels, language);
  const valueText: ReadingWords["valueText"] = ({ unit }, value) => {
    if (value === null) return "–";
    return unit === "percent" ? format.percent(value / 100) : format.number(Math.round(value * 10) / 10);
  };
  const basisOf = (basis: Basis | null): string => {
    switch (basis?.kind) {
      case undefined:
        return "";
      case "ratio":
      case "part": {
        const { numerator, denominator } = basis;
        return t(`practice.figures.${basis.kind}`, { numerator, denominator });
      }
      case "n":
        return t("practice.figures.rests", { count: basis.n });
      case "talk":
        return t("practice.figures.talk", { count: basis.words, time: format.duration(basis.talkMs) });
      case "sample":
        return format.duration(basis.sampleMs);
    }
  };
  return {
    titleOf,
    nameOf: ({ labels }) => (labels === null ? t("practice.figures.talkShare") : titleOf(labels)),
    valueText,
    basisOf,
    wholeOf: (measure, { value, basis }) => {
      const rests = basisOf(basis);
      return rests === "" ? valueText(measure, value) : `${valueText(measure, value)} (${rests})`;
    },
  };
}

/** What a value is in words: "1,9", "13 till 7", and why it is not there. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { isOfFew, type ShownRow } from "./shownRows.ts";

export interface RowText {
  readonly name: string;
  /** "–" where it is undefined. */
  readonly value: string;
  /** What it rests on, in words; empty where the value says it all. */
  readonly rest: string;
  /** What to know of it; empty where there is nothing. */
  readonly remark: string;
}

export function useRowText(): (row: ShownRow) => RowText {
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  return useMemo(() => {
    const numbers = (numerator: number, denominator: number) => ({
      numerator: format.number(numerator),
      denominator: format.number(denominator),
    });
    return ({ labels, said, moments }) => {
      const name = labels === null ? t("summary.see.uncertain") : labelIn(labels, language);
      switch (said.kind) {
        case "code": {
          const remark =
            said.isPerVolley && moments.length > said.count
              ? t("summary.shown.perVolley", { count: moments.length })
              : "";
          return { name, value: t("summary.shown.count", { count: said.count }), rest: "", remark };
        }
        case "uncertain":
          return { name, value: t("summary.shown.uncertain", { count: said.count }), rest: "", remark: "" };
        case "item": {
          const { item, value } = said;
          if (value === undefined) {
            const remark = said.lacksTarget ? t("summary.why.no-target") : "";
            return { name, value: "–", rest: t("summary.shown.empty"), remark };
          }
          if (item.kind === "count") return { name, value: format.number(value), rest: "", remark: "" };
          const most = Math.max(...item.anchors.map((anchor) => anchor.value));
          const anchor = item.anchors.find((one) => one.value === value);
          return {
            name,
            value: format.number(value),
            rest: t("summary.shown.rating", { most: format.number(most) }),
            remark: anchor === undefined ? "" : labelIn(anchor.labels, language),
          };
        }
        case "figure": {
          const { summed, figure } = said;
          const { value, numerator, denominator, n, why } = summed;
          const isShare = figure.formula.kind === "percent";
          const parts =
            numerator === undefined || denominator === undefined
              ? ""
              : t(`summary.shown.${isShare ? "share" : "ratio"}`, numbers(numerator, denominator));
          const rest = figure.formula.kind === "mean" ? t("summary.shown.mean", { count: n }) : parts;
          if (value === undefined) {
            return { name, value: "–", rest, remark: why === undefined ? "" : t(`summary.why.${why}`) };
          }
          return {
            name,
            value: isShare ? format.percent(value / 100) : format.number(Math.round(value * 10) / 10),
            rest: figure.formula.kind === "sum" ? t("summary.shown.sum") : rest,
            remark: isOfFew(summed) ? t("summary.shown.few") : "",
          };
        }
      }
    };
  }, [t, format, language]);
}

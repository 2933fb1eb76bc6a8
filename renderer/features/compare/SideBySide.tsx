/** Counts, ratings and figures of the codings beside each other; without names from the lowest to the highest. */
import { useTranslation } from "react-i18next";
import type { Comparison } from "../../../shared/domain/compareCodings.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { useFigureText } from "../../ui/useFigureText.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./compare.module.css";

/** @param props.names - by coding; `null` where they are not to be seen */
export function SideBySide(props: {
  readonly scheme: Scheme;
  readonly comparison: Comparison;
  readonly names: readonly string[] | null;
}) {
  const { scheme, comparison, names } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const figureText = useFigureText();
  const language = useLanguage();
  const { summaries } = comparison;
  const rows = [
    ...scheme.codes.map(({ id, labels }) => ({
      id,
      labels,
      formula: undefined,
      values: summaries.map(({ counts }) => ({ value: counts[id], n: undefined })),
    })),
    ...scheme.items.map(({ id, labels }) => ({
      id,
      labels,
      formula: undefined,
      values: summaries.map(({ items }) => ({ value: items[id], n: undefined })),
    })),
    ...scheme.figures.map(({ id, labels, formula }) => ({
      id,
      labels,
      formula,
      values: summaries.map(({ figures }) => figures.find((figure) => figure.id === id)),
    })),
  ].filter(({ values }) => values.some((found) => found?.value !== undefined && found.value !== 0));
  return (
    <div className={classes.scroll}>
      <table className={classes.sides}>
        <caption>
          {t(names === null ? "compare.training.sidesUnnamed" : "compare.training.sidesNamed")}
        </caption>
        {names === null ? null : (
          <thead>
            <tr>
              <td />
              {names.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ id, labels, formula, values }) => (
            <tr key={id}>
              <th scope="row">{labelIn(labels, language)}</th>
              {(names === null ? values.toSorted((a, b) => rank(a?.value) - rank(b?.value)) : values).map(
                (found, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: values have no other name than their place.
                  <td key={index}>
                    {found?.value === undefined
                      ? "–"
                      : formula === undefined
                        ? format.number(found.value)
                        : figureText(formula, found.value)}
                    {found?.n === undefined ? null : (
                      <span className={classes.n}> {t("compare.training.n", { count: found.n })}</span>
                    )}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What is undefined stands last. */
function rank(value: number | undefined): number {
  return value ?? Number.MAX_VALUE;
}

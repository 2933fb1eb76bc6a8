/** Code against code: how often one coder heard this where the other heard that. */
import { useTranslation } from "react-i18next";
import type { ComparedPair } from "../../../shared/domain/compareCodings.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { CodeSign } from "./CodeSign.tsx";
import classes from "./compare.module.css";

/** @param props.names - by coding; `null` where they are not to be seen */
export function AgreementMatrix(props: {
  readonly scheme: Scheme;
  readonly pair: ComparedPair;
  readonly names: readonly string[] | null;
}) {
  const { scheme, pair, names } = props;
  const { t } = useTranslation();
  const { labels, matrix, first, second, n } = pair;
  const caption =
    names === null
      ? t("compare.training.matrixUnnamed", { count: n })
      : t("compare.training.matrixNamed", {
          count: n,
          first: names[first] ?? "",
          second: names[second] ?? "",
        });
  return (
    <div className={classes.scroll}>
      <table className={classes.matrix}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <td className={classes.corner} />
            {labels.map((label) => (
              <th key={label} scope="col">
                <CodeSign scheme={scheme} codes={label.split("+")} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, at) => (
            <tr key={label}>
              <th scope="row">
                <CodeSign scheme={scheme} codes={label.split("+")} />
              </th>
              {labels.map((other, column) => {
                const count = matrix[at]?.[column] ?? 0;
                return (
                  <td key={other} data-same={at === column || undefined} data-none={count === 0 || undefined}>
                    {count}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

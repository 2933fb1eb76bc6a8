/** How far the same coders agree over several conversations. */
import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { iccBand } from "../../../shared/domain/agreementBands.ts";
import { conversationsForIcc, type OverviewPart } from "../../../shared/domain/agreementOverview.ts";
import type { CodingId } from "../../../shared/domain/ids.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./compare.module.css";

export function OverConversations(props: {
  readonly scheme: Scheme;
  readonly codingIds: readonly CodingId[];
}) {
  const { scheme, codingIds } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const overview = useRequest("agreement.overview", { codingIds: [...codingIds] }, { anew: true });
  if (overview.error !== null) return <ErrorNotice error={overview.error} />;
  if (overview.data === undefined) return <Loader size="sm" />;
  const { conversations, parts } = overview.data;
  if (conversations < conversationsForIcc) {
    return (
      <p className={classes.quiet}>
        {t("compare.training.waiting", { count: conversations, needed: conversationsForIcc })}
      </p>
    );
  }
  const nameOf = ({ kind, id }: OverviewPart) => {
    const known = { count: scheme.codes, item: scheme.items, figure: scheme.figures }[kind];
    const labels = known.find((part) => part.id === id)?.labels;
    return labels === undefined ? id : labelIn(labels, language);
  };
  return (
    <div className={classes.scroll}>
      <table className={classes.sides}>
        <caption>{t("compare.training.icc", { count: conversations })}</caption>
        <tbody>
          {parts
            .filter(({ n }) => n > 0)
            .map((part) => (
              <tr key={`${part.kind} ${part.id}`}>
                <th scope="row">{nameOf(part)}</th>
                <td>{part.icc === null ? "–" : format.number(part.icc)}</td>
                <td>{part.icc === null ? null : t(`compare.iccBand.${iccBand(part.icc)}`)}</td>
                <td className={classes.n}>{t("compare.training.n", { count: part.n })}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

/** What one wanted to see, and nothing else; the moments behind each value are one press away. */
import { Text } from "@mantine/core";
import { IconEar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { CodingSummary } from "../../../shared/domain/codingSummary.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { Choice } from "./choice.ts";
import { Moments } from "./Moments.tsx";
import type { SummaryProps } from "./OpenSummary.tsx";
import { type ShownRow, shownRows } from "./shownRows.ts";
import classes from "./summary.module.css";
import { useMomentSound } from "./useMomentSound.ts";
import { useRowText } from "./useRowText.ts";

export function ShownPanel(
  props: SummaryProps & { readonly summary: CodingSummary; readonly chosen: readonly Choice[] },
) {
  const { coding, scheme, conversation, summary, chosen } = props;
  const { t } = useTranslation();
  const textOf = useRowText();
  const sound = useMomentSound(conversation.id);
  const rows = uniqueRows(chosen.flatMap((choice) => shownRows(choice, scheme, coding, summary)));
  const hasClientCodes = scheme.codes.some(
    ({ id, side }) => side === "client" && rows.some(({ key }) => key === `code ${id}`),
  );
  return (
    <Panel title={t("summary.shown.title")}>
      {hasClientCodes ? (
        <Notice tone="warm" icon={IconEar}>
          <Text>{t("summary.notices.clientCodes")}</Text>
        </Notice>
      ) : null}
      <ErrorNotice error={sound.problem} />
      <ul className={classes.rows}>
        {rows.map((row) => {
          const { name, value, rest, remark } = textOf(row);
          return (
            <li key={row.key}>
              <p className={classes.figure}>
                <span className={classes.name}>{name}</span> <span className={classes.value}>{value}</span>
                {rest === "" ? null : <span className={classes.quiet}> ({rest})</span>}
              </p>
              {remark === "" ? null : <p className={classes.quiet}>{remark}</p>}
              {row.moments.length === 0 ? null : (
                <Moments {...props} name={name} moments={row.moments} sound={sound} />
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

/** A code may have been chosen alone and with its group. */
export function uniqueRows(rows: readonly ShownRow[]): ShownRow[] {
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}

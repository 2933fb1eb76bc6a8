/** The same figures as a table: each coding a row, each value with what it rests on; rows can be removed. */
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PracticeFigure } from "../../../shared/domain/practice.ts";
import { call } from "../../api/call.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import type { Measure } from "./measures.ts";
import classes from "./practice.module.css";
import { useReadingWords } from "./useReadingWords.ts";

export function FigureTable(props: {
  readonly figures: readonly PracticeFigure[];
  readonly measures: readonly Measure[];
}) {
  const { figures, measures } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useReadingWords();
  const [leaving, setLeaving] = useState<PracticeFigure | null>(null);
  const versions = new Set(figures.map(({ schemeVersion }) => schemeVersion));
  const date = leaving === null ? "" : format.date(leaving.heldOn, "dayLong");

  const sampleOf = ({ drawn, sampleMs, isFromSound, schemeVersion }: PracticeFigure) =>
    [
      t(`practice.figures.drawn.${drawn}`, { length: format.duration(sampleMs) }),
      ...(isFromSound ? [] : [t("practice.figures.unheard")]),
      ...(versions.size > 1 ? [t("practice.figures.version", { version: schemeVersion })] : []),
    ].join(", ");

  return (
    <section
      className={classes.tableFrame}
      data-scrollable
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by the keyboard
      tabIndex={0}
      aria-label={t("practice.figures.table")}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("practice.figures.held")}</th>
            {measures.map((measure) => (
              <th key={measure.key} scope="col">
                {words.nameOf(measure)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure, index) => (
            <tr key={figure.id}>
              <th scope="row">
                <span className={classes.head}>
                  {format.date(figure.heldOn, "day")}
                  <ActionIcon
                    size={28}
                    aria-label={t("practice.figures.removeNamed", {
                      date: format.date(figure.heldOn, "dayLong"),
                    })}
                    onClick={() => setLeaving(figure)}
                  >
                    <IconTrash size={17} stroke={1.6} />
                  </ActionIcon>
                </span>
                <span className={classes.basis}>{sampleOf(figure)}</span>
              </th>
              {measures.map((measure) => {
                const reading = measure.readings[index];
                return (
                  <td key={measure.key} className={classes.number}>
                    {words.valueText(measure, reading?.value ?? null)}
                    {/* What a rating rests on stands beside the date. */}
                    {reading === undefined || reading.basis?.kind === "sample" ? null : (
                      <span className={classes.basis}>{words.basisOf(reading.basis)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <ConfirmDialog
        opened={leaving !== null}
        title={t("practice.figures.removeTitle", { date })}
        confirmLabel={t("practice.figures.remove")}
        tone="danger"
        onConfirm={() =>
          leaving === null ? undefined : call("practice.removeFigure", { figureId: leaving.id })
        }
        onClose={() => setLeaving(null)}
      >
        <p>{t("practice.figures.removeText")}</p>
      </ConfirmDialog>
    </section>
  );
}

/** Figures over time: folded until one asks for them, and again at the next visit. */
import { Button, Group, SegmentedControl, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { FigureChart } from "./FigureChart.tsx";
import { FigureTable } from "./FigureTable.tsx";
import { type Measure, measuresOf } from "./measures.ts";
import classes from "./practice.module.css";
import { usePractice } from "./practiceStore.ts";
import { useReadingWords } from "./useReadingWords.ts";

export function FiguresPanel() {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  return (
    <Panel title={t("practice.figures.title")} className={classes.part}>
      <p className={classes.quiet}>{t("practice.figures.text")}</p>
      <Button size="xs" mt={12} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {t(isShown ? "practice.figures.hide" : "practice.figures.show")}
      </Button>
      {isShown && <ShownFigures />}
    </Panel>
  );
}

function ShownFigures() {
  const { t } = useTranslation();
  const kept = useRequest("practice.figures", {});
  if (kept.error !== null) {
    return <ErrorNotice error={kept.error} onRetry={() => void kept.refetch()} />;
  }
  if (kept.data === undefined) return null;
  if (kept.data.figures.length === 0) {
    return <p className={classes.note}>{t("practice.figures.none")}</p>;
  }
  return <FiguresOfScheme {...kept.data} />;
}

function FiguresOfScheme({ figures, schemes }: RequestOutput<"practice.figures">) {
  const { t } = useTranslation();
  const words = useReadingWords();
  const { figuresAs, schemeId } = usePractice();
  const latest = figures.at(-1)?.schemeId;
  const scheme =
    schemes.find(({ id }) => id === schemeId) ?? schemes.find(({ id }) => id === latest) ?? schemes[0];
  if (scheme === undefined) return null;
  const ofScheme = figures.filter((figure) => figure.schemeId === scheme.id);
  const measures = measuresOf(scheme, ofScheme);
  return (
    <>
      <Group gap={16} mt={16} align="flex-end">
        {schemes.length > 1 && (
          <Select
            label={t("practice.figures.scheme")}
            data={schemes.map(({ id, title }) => ({ value: id, label: words.titleOf(title) }))}
            value={scheme.id}
            onChange={(chosen) =>
              usePractice.setState({ schemeId: schemes.find(({ id }) => id === chosen)?.id ?? null })
            }
          />
        )}
        {schemes.length === 1 && <p className={classes.schemeName}>{words.titleOf(scheme.title)}</p>}
        <SegmentedControl
          size="xs"
          aria-label={t("practice.figures.view")}
          value={figuresAs}
          onChange={(view) => usePractice.setState({ figuresAs: view === "table" ? "table" : "picture" })}
          data={[
            { value: "picture", label: t("practice.figures.picture") },
            { value: "table", label: t("practice.figures.table") },
          ]}
        />
      </Group>
      {ofScheme.length < 2 && <p className={classes.note}>{t("practice.figures.one")}</p>}
      {figuresAs === "table" ? (
        <FigureTable figures={ofScheme} measures={measures} />
      ) : (
        <div className={classes.charts}>
          {measures.map((measure) => (
            <FigureChart key={measure.key} measure={measure} />
          ))}
        </div>
      )}
      <Legend measures={measures} />
    </>
  );
}

/** Says what a ring and a dash mean, where there are any. */
function Legend({ measures }: { readonly measures: readonly Measure[] }) {
  const { t } = useTranslation();
  const readings = measures.flatMap((measure) => measure.readings);
  return (
    <div className={classes.legend}>
      {readings.some(({ figure }) => figure.drawn === "chosen") && <p>{t("practice.figures.hollow")}</p>}
      {readings.some(({ value }) => value === null) && <p>{t("practice.figures.gap")}</p>}
      {readings.some(({ basis }) => basis?.kind === "ratio" || basis?.kind === "part") && (
        <p>{t("practice.figures.parts")}</p>
      )}
    </div>
  );
}

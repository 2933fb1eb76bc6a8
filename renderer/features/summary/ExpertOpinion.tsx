/** What experts consider fair and good: on request, for a proper sample, about figures and never about a person. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import { properSample, type SampleLack } from "../../../shared/domain/codingSummary.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme, SchemeFigure } from "../../../shared/domain/scheme.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFigureText } from "../../ui/useFigureText.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import type { Choice } from "./choice.ts";
import classes from "./summary.module.css";

export function ExpertOpinion(props: {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly chosen: readonly Choice[];
}) {
  const { coding, scheme, chosen } = props;
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const figures = scheme.figures.filter(
    ({ id, thresholds }) =>
      thresholds !== undefined && chosen.some((choice) => choice.kind === "figure" && choice.id === id),
  );
  if (figures.length === 0) return null;
  const { isProper, lacks } = properSample(scheme, coding);
  return (
    <>
      <div>
        <Button size="xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? "summary.experts.hide" : "summary.experts.ask")}
        </Button>
      </div>
      {isOpen ? (
        <Panel title={t("summary.experts.title")}>
          {isProper ? <Opinions figures={figures} /> : <Lacks scheme={scheme} lacks={lacks} />}
        </Panel>
      ) : null}
    </>
  );
}

function Opinions({ figures }: { readonly figures: readonly SchemeFigure[] }) {
  const { t } = useTranslation();
  const figureText = useFigureText();
  const language = useLanguage();
  return (
    <div className={classes.asking}>
      <ul className={classes.plain}>
        {figures.map(({ id, labels, thresholds, formula }) => {
          const written = (value = 0) => figureText(formula, value);
          return (
            <li key={id}>
              {t("summary.experts.line", {
                figure: labelIn(labels, language),
                fair: written(thresholds?.fair),
                good: written(thresholds?.good),
              })}
            </li>
          );
        })}
      </ul>
      <Text>{t("summary.experts.opinion")}</Text>
      <Text>{t("summary.notices.never")}</Text>
    </div>
  );
}

function Lacks({ scheme, lacks }: { readonly scheme: Scheme; readonly lacks: readonly SampleLack[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { drawn, lengthMs, ratedFromMs } = scheme.sample;
  const minutes = (ms: number) => format.number(ms / 60_000);
  const reason = (lack: SampleLack) => {
    switch (lack) {
      case "drawn":
        return t(`summary.experts.lacks.drawn.${drawn}`);
      case "length":
        return t(`summary.experts.lacks.${drawn === "whole" ? "lengthWhole" : "length"}`, {
          minutes: minutes(lengthMs),
          rated: minutes(ratedFromMs),
        });
      case "target":
      case "sound":
      case "all-coded":
        return t(`summary.experts.lacks.${lack}`);
    }
  };
  return (
    <>
      <Text>{t("summary.experts.not")}</Text>
      <ul className={classes.reasons}>
        {lacks.map((lack) => (
          <li key={lack}>{reason(lack)}</li>
        ))}
      </ul>
    </>
  );
}

/** What is done with the differences: a coding that all stand behind, ratings beside each other, and figures for training. */
import { Button } from "@mantine/core";
import { IconChartDots, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { Comparison } from "../../../shared/domain/compareCodings.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useCodeWords } from "./CodeSign.tsx";
import { ComparedItems } from "./ComparedItems.tsx";
import type { PadKey } from "./codePad.ts";
import classes from "./compare.module.css";
import { unitAt } from "./comparedRows.ts";
import { TrainingDialog } from "./TrainingDialog.tsx";
import type { Consensus } from "./useConsensus.ts";

/**
 * @param props.keys - what can be decided for the place one is at; empty where nothing can
 * @param props.codes - what is decided there
 */
export function ConsensusPanel(props: {
  readonly scheme: Scheme;
  readonly codings: readonly Coding[];
  readonly comparison: Comparison;
  readonly consensus: Consensus;
  readonly keys: readonly PadKey[];
  readonly codes: readonly string[];
  readonly onDecide: (code: string) => void;
}) {
  const { scheme, codings, comparison, consensus } = props;
  const { t } = useTranslation();
  const [isTraining, setTraining] = useState(false);
  return (
    <aside className={classes.side} aria-label={t("compare.consensus.title")}>
      <section className={classes.card}>
        <h2>{t("compare.consensus.title")}</h2>
        {consensus.problem === null ? null : <ErrorNotice error={consensus.problem} />}
        <Together {...props} />
      </section>
      <ComparedItems scheme={scheme} comparison={comparison} consensus={consensus} />
      <section className={classes.card}>
        <Button
          leftSection={<IconChartDots size={19} stroke={1.6} aria-hidden="true" />}
          onClick={() => setTraining(true)}
        >
          {t("compare.training.open")}
        </Button>
      </section>
      {isTraining ? (
        <TrainingDialog
          scheme={scheme}
          codings={codings}
          comparison={comparison}
          onClose={() => setTraining(false)}
        />
      ) : null}
    </aside>
  );
}

function Together(props: Parameters<typeof ConsensusPanel>[0]) {
  const { scheme, comparison, consensus, keys, codes, onDecide } = props;
  const { t } = useTranslation();
  const words = useCodeWords(scheme);
  const { coding, isBusy } = consensus;
  if (coding === null) {
    return (
      <>
        <p className={classes.quiet}>{t("compare.consensus.about")}</p>
        <Button
          variant="filled"
          leftSection={<IconUsersGroup size={19} stroke={1.6} aria-hidden="true" />}
          loading={isBusy}
          onClick={consensus.begin}
        >
          {t("compare.consensus.begin")}
        </Button>
      </>
    );
  }
  if (coding.finishedAt !== null) {
    return (
      <>
        <p role="status">{t("compare.consensus.finished")}</p>
        <Button loading={isBusy} onClick={consensus.reopen}>
          {t("compare.consensus.reopen")}
        </Button>
      </>
    );
  }
  const toDecide = comparison.rows.filter(({ verdict }) => verdict !== "same");
  const decided = toDecide.filter((row) => (unitAt(coding, row)?.codes.length ?? 0) > 0).length;
  return (
    <>
      <p className={classes.quiet} aria-live="polite">
        {t("compare.consensus.progress", { count: toDecide.length, done: decided })}
      </p>
      {keys.length === 0 ? null : (
        <fieldset className={classes.pad}>
          <legend>{t("compare.consensus.pad")}</legend>
          {keys.map(({ code, key }) => (
            <button
              key={code}
              type="button"
              className={classes.code}
              aria-pressed={codes.includes(code)}
              onClick={() => onDecide(code)}
            >
              {key === undefined ? null : <Kbd>{key.toUpperCase()}</Kbd>}
              <span className={classes.codeName}>{words(code).name}</span>
              <span className={classes.codeSign} aria-hidden="true">
                {words(code).sign}
              </span>
            </button>
          ))}
        </fieldset>
      )}
      <Button variant="filled" loading={isBusy} onClick={consensus.finish}>
        {t("compare.consensus.finish")}
      </Button>
    </>
  );
}

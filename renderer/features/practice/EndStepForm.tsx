/** Ending a step: what it taught, and where one wants to go on, the next one. */
import { Button, Group, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { StepWords } from "../../../shared/domain/practice.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { growing } from "../../ui/growing.ts";
import classes from "./practice.module.css";
import { type StepDeed, usePractice } from "./practiceStore.ts";
import { StepFields } from "./StepFields.tsx";
import { isWhole, longestText } from "./stepParts.ts";

export function EndStepForm(props: {
  readonly deed: Exclude<StepDeed, { kind: "change" }>;
  readonly onEnd: (learned: string | null) => Promise<unknown>;
  readonly onReplace: (learned: string | null, words: StepWords) => Promise<unknown>;
  readonly onCancel: () => void;
}) {
  const { deed } = props;
  const { t } = useTranslation();
  const { learned } = deed;
  const hasNext = deed.kind === "replace";
  const [isSaving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const isReady = !hasNext || isWhole(deed.next);

  function save() {
    const taught = learned.trim() === "" ? null : learned;
    return hasNext ? props.onReplace(taught, deed.next) : props.onEnd(taught);
  }

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady || isSaving) return;
        setSaving(true);
        void save()
          .then(() => usePractice.setState({ stepDeed: null }))
          .catch(setProblem)
          .finally(() => setSaving(false));
      }}
    >
      <Textarea
        label={t("practice.step.learned")}
        description={t("practice.step.learnedHint")}
        styles={growing(2, 10)}
        maxLength={longestText}
        autoFocus
        value={learned}
        onChange={(event) =>
          usePractice.setState({ stepDeed: { ...deed, learned: event.currentTarget.value } })
        }
      />
      {hasNext && (
        <fieldset className={classes.nextStep}>
          <legend>{t("practice.step.next")}</legend>
          <StepFields
            words={deed.next}
            onChange={(next) => usePractice.setState({ stepDeed: { ...deed, next } })}
          />
        </fieldset>
      )}
      <ErrorNotice error={problem} />
      <Group gap={12}>
        <Button type="submit" variant="filled" disabled={!isReady} loading={isSaving}>
          {t(hasNext ? "practice.step.begin" : "practice.step.end")}
        </Button>
        <Button variant="subtle" onClick={props.onCancel}>
          {t("common.cancel")}
        </Button>
      </Group>
    </form>
  );
}

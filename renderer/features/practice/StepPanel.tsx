/** The next step as an arrow in words, a way to the one after it, and what the earlier ones taught. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PracticeStep } from "../../../shared/domain/practice.ts";
import { useChange } from "../../api/useChange.ts";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { EarlierSteps } from "./EarlierSteps.tsx";
import { EndStepForm } from "./EndStepForm.tsx";
import classes from "./practice.module.css";
import { type StepDeed, usePractice } from "./practiceStore.ts";
import { StepArrow } from "./StepArrow.tsx";
import { StepForm } from "./StepForm.tsx";
import { noWords } from "./stepParts.ts";

export function StepPanel(props: {
  readonly step: PracticeStep | null;
  readonly earlier: readonly PracticeStep[];
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t("practice.step.title")} className={classes.part}>
      {props.step === null ? <FirstStep /> : <CurrentStep key={props.step.id} step={props.step} />}
      {props.earlier.length > 0 && <EarlierSteps steps={props.earlier} />}
    </Panel>
  );
}

function FirstStep() {
  const { t } = useTranslation();
  const set = useChange("practice.setStep");
  const words = usePractice(({ newStep }) => newStep) ?? noWords;
  return (
    <>
      <p className={classes.quiet}>{t("practice.step.empty")}</p>
      <StepForm
        words={words}
        saveLabel={t("practice.step.save")}
        isMain
        onChange={(newStep) => usePractice.setState({ newStep })}
        onSave={async () => {
          await set.mutateAsync({ ...words, learned: null });
          usePractice.setState({ newStep: null });
        }}
      />
    </>
  );
}

function CurrentStep({ step }: { readonly step: PracticeStep }) {
  const { t } = useTranslation();
  const format = useFormat();
  const deed = usePractice(({ stepDeed }) => (stepDeed?.stepId === step.id ? stepDeed : null));
  const change = useChange("practice.changeStep");
  const end = useChange("practice.endStep");
  const set = useChange("practice.setStep");
  const begin = (stepDeed: StepDeed) => usePractice.setState({ stepDeed });
  const close = () => usePractice.setState({ stepDeed: null });
  const { skill, situation, effect, id: stepId } = step;

  if (deed?.kind === "change") {
    return (
      <StepForm
        words={deed.words}
        onChange={(words) => begin({ ...deed, words })}
        saveLabel={t("practice.step.saveWords")}
        isMain
        onSave={async (words) => {
          await change.mutateAsync({ ...words, stepId });
          close();
        }}
        onCancel={close}
      />
    );
  }
  return (
    <>
      <StepArrow words={step} />
      <p className={classes.small}>
        {t("practice.step.since", { date: format.date(step.begunAt, "dayLong") })}
      </p>
      {deed === null ? (
        <Group gap={12} mt={12}>
          <Button size="xs" onClick={() => begin({ kind: "end", stepId, learned: "" })}>
            {t("practice.step.reached")}
          </Button>
          <Button size="xs" onClick={() => begin({ kind: "replace", stepId, learned: "", next: noWords })}>
            {t("practice.step.another")}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => begin({ kind: "change", stepId, words: { skill, situation, effect } })}
          >
            {t("practice.step.change")}
          </Button>
        </Group>
      ) : (
        <EndStepForm
          deed={deed}
          onEnd={(learned) => end.mutateAsync({ stepId, learned })}
          onReplace={(learned, words) => set.mutateAsync({ ...words, learned })}
          onCancel={close}
        />
      )}
    </>
  );
}

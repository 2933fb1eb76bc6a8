/** The second step: what the two people in a conversation are called. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RolePair } from "../../../shared/domain/settings.ts";
import { RolePairChoice } from "../../ui/RolePairChoice.tsx";
import { StepForm } from "./StepForm.tsx";

export interface WordsStepProps {
  readonly rolePair: RolePair;
  readonly onBack: () => void;
  readonly onNext: (rolePair: RolePair) => void;
}

export function WordsStep({ rolePair, onBack, onNext }: WordsStepProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(rolePair);
  return (
    <StepForm
      title={t("vaults.create.wordsTitle")}
      text={t("vaults.create.wordsText")}
      onBack={onBack}
      onNext={() => onNext(chosen)}
    >
      <RolePairChoice label={t("vaults.create.wordsTitle")} value={chosen} onChange={setChosen} />
    </StepForm>
  );
}

/** The first step: the language of the vault. */
import { useTranslation } from "react-i18next";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { StepForm } from "./StepForm.tsx";

export interface LanguageStepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

export function LanguageStep({ onBack, onNext }: LanguageStepProps) {
  const { t } = useTranslation();
  return (
    <StepForm
      title={t("vaults.create.languageTitle")}
      text={t("vaults.create.languageText")}
      onBack={onBack}
      onNext={onNext}
    >
      <LanguageChoice />
    </StepForm>
  );
}

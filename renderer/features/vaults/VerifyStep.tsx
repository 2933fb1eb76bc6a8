/** The fifth step: one group of the code is typed back from the paper. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StepForm, type StepLevel } from "./StepForm.tsx";

export interface VerifyStepProps {
  /** From 1. */
  readonly group: number;
  /** The last attempt did not match. */
  readonly wasWrong: boolean;
  readonly level?: StepLevel;
  readonly onBack: () => void;
  readonly onTyped: (typed: string) => void;
}

export function VerifyStep({ group, wasWrong, level = 1, onBack, onTyped }: VerifyStepProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <StepForm
      title={t("vaults.verify.title")}
      level={level}
      text={t("vaults.verify.text", { group })}
      backLabel={t("vaults.verify.showAgain")}
      canGoOn={typed.trim() !== ""}
      onBack={onBack}
      onNext={() => onTyped(typed)}
    >
      <TextInput
        label={t("vaults.recovery.group", { group })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={wasWrong ? t("vaults.verify.wrong", { group }) : null}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        styles={{ input: { textTransform: "uppercase", letterSpacing: "0.08em", maxWidth: 180 } }}
      />
    </StepForm>
  );
}

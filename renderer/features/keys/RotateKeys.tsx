/** A new key for the whole vault in calm steps: the passphrase, progress, the new code, locking. */
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { EventPayload } from "../../../shared/contract.ts";
import { onEvent } from "../../api/onEvent.ts";
import { useChange } from "../../api/useChange.ts";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { StepForm } from "../vaults/StepForm.tsx";
import { lockVault, readSession } from "../vaults/sessionStore.ts";
import { AskPassphrase } from "./AskPassphrase.tsx";
import { NewCodeSteps } from "./NewCodeSteps.tsx";
import type { KeyStepsProps } from "./ReissueCode.tsx";

type Step = { step: "ask" } | { step: "code"; recoveryCode: string } | { step: "done" };

export function RotateKeys({ session, onBusy, onClose }: KeyStepsProps) {
  const { t } = useTranslation();
  const rotate = useChange("keys.rotate");
  const [state, setState] = useState<Step>({ step: "ask" });

  if (state.step === "code") {
    return (
      <NewCodeSteps
        session={session}
        recoveryCode={state.recoveryCode}
        onSaved={() => setState({ step: "done" })}
      />
    );
  }
  if (state.step === "done") {
    return (
      <StepForm
        title={t("vaultKeys.rotate.doneTitle")}
        text={t("vaultKeys.rotate.doneText")}
        level={3}
        nextLabel={t("vaultKeys.rotate.lock")}
        onNext={() => void lockVault()}
      />
    );
  }
  return (
    <AskPassphrase
      confirmLabel={t("vaultKeys.rotate.confirm")}
      progress={<RotationProgress />}
      onBusy={onBusy}
      onCancel={() => {
        // A disk that failed at the switch itself has closed the vault: then the door is shown.
        void readSession();
        onClose();
      }}
      onConfirm={async (passphrase) => {
        const { recoveryCode } = await rotate.mutateAsync({ passphrase });
        setState({ step: "code", recoveryCode });
      }}
    >
      <p>{t("vaultKeys.rotate.text")}</p>
      <p>{t("vaultKeys.rotate.safe")}</p>
    </AskPassphrase>
  );
}

/** Each phase is one part of the line; how long each lasts is not known beforehand. */
const phases = ["deriving", "copying", "encrypting", "checking", "switching", "destroying"] as const;

function RotationProgress() {
  const { t } = useTranslation();
  const [phase, setPhase] = useState<EventPayload<"keys.progress">["phase"] | "deriving">("deriving");
  useEffect(() => onEvent("keys.progress", (payload) => setPhase(payload.phase)), []);
  return (
    <div role="status">
      <ProgressLine
        label={t(`vaultKeys.rotate.phase.${phase}`)}
        share={phases.indexOf(phase) / phases.length}
      />
    </div>
  );
}

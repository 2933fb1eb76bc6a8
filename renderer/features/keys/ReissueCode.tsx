/** A new recovery code in calm steps: the passphrase, the code, one group typed back. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { useChange } from "../../api/useChange.ts";
import { AskPassphrase } from "./AskPassphrase.tsx";
import { KeysDone } from "./KeysDone.tsx";
import { NewCodeSteps } from "./NewCodeSteps.tsx";

export interface KeyStepsProps {
  readonly session: Session;
  /** The dialog must stay open while a code is made and shown: there is no second time. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

type Step = { step: "ask" } | { step: "code"; recoveryCode: string } | { step: "done" };

export function ReissueCode({ session, onBusy, onClose }: KeyStepsProps) {
  const { t } = useTranslation();
  const reissue = useChange("keys.reissueRecoveryCode");
  const [state, setState] = useState<Step>({ step: "ask" });

  if (state.step === "code") {
    return (
      <NewCodeSteps
        session={session}
        recoveryCode={state.recoveryCode}
        onSaved={() => {
          onBusy(false);
          setState({ step: "done" });
        }}
      />
    );
  }
  if (state.step === "done") return <KeysDone text={t("vaultKeys.renew.done")} onClose={onClose} />;
  return (
    <AskPassphrase
      confirmLabel={t("vaultKeys.renew.confirm")}
      onBusy={onBusy}
      onCancel={onClose}
      onConfirm={async (passphrase) => {
        const { recoveryCode } = await reissue.mutateAsync({ passphrase });
        setState({ step: "code", recoveryCode });
      }}
    >
      <p>{t("vaultKeys.renew.text")}</p>
    </AskPassphrase>
  );
}

/** A new recovery code: shown this once, printed or written down, and one group of it typed back. */
import { useState } from "react";
import { isRecoveryCodeGroup } from "../../../shared/domain/recoveryCode.ts";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { useChange } from "../../api/useChange.ts";
import { RecoveryCodeStep } from "../vaults/RecoveryCodeStep.tsx";
import { VerifyStep } from "../vaults/VerifyStep.tsx";

export interface NewCodeStepsProps {
  readonly session: Session;
  readonly recoveryCode: string;
  readonly onSaved: () => void;
}

type Step = { step: "code" } | { step: "verify"; wasWrong: boolean };

export function NewCodeSteps({ session, recoveryCode, onSaved }: NewCodeStepsProps) {
  const [state, setState] = useState<Step>({ step: "code" });
  // Where it cannot be noted, today goes on reminding of it.
  const note = useChange("vault.recoveryCodeTyped");
  const [group] = useState(() => Math.floor(Math.random() * recoveryCode.split("-").length) + 1);
  if (state.step === "code") {
    return (
      <RecoveryCodeStep
        session={session}
        recoveryCode={recoveryCode}
        level={3}
        onNext={() => setState({ step: "verify", wasWrong: false })}
      />
    );
  }
  return (
    <VerifyStep
      group={group}
      wasWrong={state.wasWrong}
      level={3}
      onBack={() => setState({ step: "code" })}
      onTyped={(typed) => {
        if (!isRecoveryCodeGroup(recoveryCode, group, typed)) {
          setState({ step: "verify", wasWrong: true });
          return;
        }
        note.mutate({ vaultId: session.vaultId });
        onSaved();
      }}
    />
  );
}

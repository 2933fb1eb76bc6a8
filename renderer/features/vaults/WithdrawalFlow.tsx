/** Someone has changed their mind: number and code, whether anyone has asked for the recording, and the deed – all while locked. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { useRequest } from "../../api/useRequest.ts";
import { WithdrawalDeed } from "./WithdrawalDeed.tsx";
import { NoWithdrawalCodes, WithdrawalDone, WithdrawnAlready } from "./WithdrawalEnding.tsx";
import { WithdrawalPaper } from "./WithdrawalPaper.tsx";
import { WithdrawalQuestion } from "./WithdrawalQuestion.tsx";
import type { WithdrawalStep } from "./withdrawalStep.ts";

export function WithdrawalFlow(props: { readonly vault: VaultSummary; readonly onBack: () => void }) {
  const { vault, onBack } = props;
  const { t } = useTranslation();
  const offer = useRequest("withdrawal.offer", { vaultId: vault.id });
  const [step, setStep] = useState<WithdrawalStep>({ phase: "paper" });
  if (offer.isPending) return <p>{t("common.loading")}</p>;
  if (offer.isError || !offer.data.hasCodes) return <NoWithdrawalCodes error={offer.error} onBack={onBack} />;
  switch (step.phase) {
    case "paper":
      return (
        <WithdrawalPaper
          vault={vault}
          onBack={onBack}
          onChecked={(paper, outlook) =>
            setStep(outlook.phase === "already" ? outlook : { phase: "question", paper, outlook })
          }
        />
      );
    case "question":
      return (
        <WithdrawalQuestion
          onBack={() => setStep({ phase: "paper" })}
          onAnswer={(wish) => setStep({ ...step, phase: "sure", wish })}
        />
      );
    case "sure":
      return (
        <WithdrawalDeed
          {...step}
          vault={vault}
          onBack={() => setStep({ ...step, phase: "question" })}
          onDone={(outcome) => setStep({ phase: "done", outcome })}
        />
      );
    case "already":
      return <WithdrawnAlready onBack={onBack} />;
    case "done":
      return <WithdrawalDone outcome={step.outcome} onBack={onBack} />;
  }
}

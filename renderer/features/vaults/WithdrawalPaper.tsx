/** The first step: number and code, as they stand on the paper. */
import { NumberInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { toAppError } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { StepForm } from "./StepForm.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import classes from "./WithdrawalFlow.module.css";
import type { TypedPaper, WithdrawalAttempt } from "./withdrawalStep.ts";

export function WithdrawalPaper(props: {
  readonly vault: VaultSummary;
  readonly onBack: () => void;
  readonly onChecked: (paper: TypedPaper, outlook: RequestOutput<"withdrawal.check">) => void;
}) {
  const { vault, onBack, onChecked } = props;
  const { t } = useTranslation();
  const [number, setNumber] = useState<number | null>(null);
  const [code, setCode] = useState("");
  const [attempt, setAttempt] = useState<WithdrawalAttempt>({ phase: "typing" });
  const [isAsked, setAsked] = useState(false);

  async function check() {
    if (number === null || code.trim() === "") {
      setAsked(true);
      return;
    }
    setAttempt({ phase: "asking" });
    try {
      const outlook = await withSecretBytes(code, (bytes) =>
        call("withdrawal.check", { vaultId: vault.id, consentNumber: number, code: bytes }),
      );
      onChecked({ consentNumber: number, code }, outlook);
    } catch (error) {
      setAttempt({ phase: "failed", error });
    }
  }

  return (
    <StepForm
      title={t("withdrawal.title")}
      text={t("withdrawal.text")}
      backLabel={t("withdrawal.back")}
      isBusy={attempt.phase === "asking"}
      onBack={onBack}
      onNext={() => void check()}
    >
      <Stack gap="md">
        <p className={classes.quiet}>{t("withdrawal.vault", { name: vault.name })}</p>
        <NumberInput
          label={t("withdrawal.number")}
          value={number ?? ""}
          onChange={(value) => setNumber(typeof value === "number" ? value : null)}
          error={isAsked && number === null ? t("withdrawal.numberMissing") : null}
          min={1}
          max={999_999}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          autoFocus
          w={180}
        />
        <TextInput
          label={t("withdrawal.code")}
          description={t("withdrawal.codeHelp")}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={isAsked && code.trim() === "" ? t("withdrawal.codeMissing") : null}
          autoComplete="off"
          spellCheck={false}
          styles={{ input: { textTransform: "uppercase", letterSpacing: "0.06em" } }}
        />
        {attempt.phase === "failed" ? <Refusal error={attempt.error} /> : null}
      </Stack>
    </StepForm>
  );
}

/** A typing error is shown with the group it is in, where that is known. */
function Refusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { code, detail } = toAppError(error);
  const group = code === "withdrawal.code-typo" ? Number(detail?.group ?? 0) : 0;
  return (
    <>
      <ErrorNotice error={error} />
      {group === 0 ? null : <p>{t("vaults.typoInGroup", { group })}</p>}
    </>
  );
}

/** The third step: the vault's name and its passphrase, typed twice; at its end the vault is made. */
import { Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { Language, RolePair } from "../../../shared/domain/settings.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SecretField } from "./SecretField.tsx";
import { StepForm } from "./StepForm.tsx";
import { StrengthMeter } from "./StrengthMeter.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import { usePassphraseScore } from "./usePassphraseScore.ts";
import { leastPassphraseScore } from "./vaultCreation.ts";

export interface SecretStepProps {
  readonly language: Language;
  readonly rolePair: RolePair;
  readonly onBack: () => void;
  readonly onMade: (made: RequestOutput<"vault.create">) => void;
}

type Attempt = { phase: "typing" } | { phase: "making" } | { phase: "failed"; error: unknown };

export function SecretStep({ language, rolePair, onBack, onMade }: SecretStepProps) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });
  const { score, isCurrent } = usePassphraseScore(passphrase, name);
  const isRepeated = repeated.normalize("NFC") === passphrase.normalize("NFC");

  async function make() {
    setAttempt({ phase: "making" });
    try {
      const made = await withSecretBytes(passphrase, (bytes) =>
        call("vault.create", { name: name.trim(), passphrase: bytes, language, rolePair }),
      );
      setPassphrase("");
      setRepeated("");
      onMade(made);
    } catch (error) {
      setAttempt({ phase: "failed", error });
    }
  }

  return (
    <StepForm
      title={t("vaults.create.secretTitle")}
      text={t("vaults.create.secretText")}
      nextLabel={t("vaults.create.create")}
      canGoOn={
        name.trim() !== "" && isCurrent && score !== null && score >= leastPassphraseScore && isRepeated
      }
      isBusy={attempt.phase === "making"}
      onBack={onBack}
      onNext={() => void make()}
    >
      <Stack gap="md">
        <TextInput
          label={t("vaults.create.name")}
          description={t("vaults.create.nameHelp")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          autoComplete="off"
          autoFocus
        />
        <div>
          <SecretField
            label={t("vaults.passphrase")}
            description={t("vaults.create.passphraseHelp")}
            value={passphrase}
            onChange={setPassphrase}
            isNew
          />
          <StrengthMeter score={score} />
        </div>
        <SecretField
          label={t("vaults.create.repeat")}
          value={repeated}
          onChange={setRepeated}
          error={repeated !== "" && !isRepeated ? t("vaults.create.differs") : null}
          isNew
        />
        {attempt.phase === "failed" ? <ErrorNotice error={attempt.error} /> : null}
      </Stack>
    </StepForm>
  );
}

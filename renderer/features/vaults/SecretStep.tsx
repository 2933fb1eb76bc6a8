/** The third step: the vault's name and its passphrase, typed twice; at its end the vault is made. */
import { Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestOutput } from "../../../shared/contract.ts";
import type { Language, RolePair } from "../../../shared/domain/settings.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { NewPassphraseFields } from "./NewPassphraseFields.tsx";
import { StepForm } from "./StepForm.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import { useNewPassphrase } from "./useNewPassphrase.ts";

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
  const typed = useNewPassphrase(name);
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });

  async function make() {
    setAttempt({ phase: "making" });
    try {
      const made = await withSecretBytes(typed.passphrase, (bytes) =>
        call("vault.create", { name: name.trim(), passphrase: bytes, language, rolePair }),
      );
      typed.clear();
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
      canGoOn={name.trim() !== "" && typed.isReady}
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
        <NewPassphraseFields label={t("vaults.passphrase")} typed={typed} />
        {attempt.phase === "failed" ? <ErrorNotice error={attempt.error} /> : null}
      </Stack>
    </StepForm>
  );
}

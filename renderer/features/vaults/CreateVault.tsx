/** Making a vault, in calm steps: words, name and passphrase, recovery code, done. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../../ui/useLanguage.ts";
import { CreationDone } from "./CreationDone.tsx";
import { DoorLayout } from "./DoorLayout.tsx";
import { RecoveryCodeStep } from "./RecoveryCodeStep.tsx";
import { SecretStep } from "./SecretStep.tsx";
import { readSession } from "./sessionStore.ts";
import { VerifyStep } from "./VerifyStep.tsx";
import { beginCreation, creationSteps, stepBack, vaultMade, verifyGroup } from "./vaultCreation.ts";
import { WordsStep } from "./WordsStep.tsx";

export function CreateVault({ onCancel }: { readonly onCancel: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [creation, setCreation] = useState(() => beginCreation(language));
  const number = creationSteps.indexOf(creation.step) + 1;
  const back = () => setCreation(stepBack);

  return (
    <DoorLayout>
      <p style={{ color: "var(--color-muted)", fontSize: "0.8125rem", marginBottom: 6 }}>
        {t("vaults.create.step", { step: number, steps: creationSteps.length })}
      </p>
      {creation.step === "words" ? (
        <WordsStep
          rolePair={creation.rolePair}
          onBack={onCancel}
          onNext={(rolePair) => setCreation({ ...creation, step: "secret", rolePair })}
        />
      ) : null}
      {creation.step === "secret" ? (
        <SecretStep
          language={creation.language}
          rolePair={creation.rolePair}
          onBack={back}
          onMade={({ session, recoveryCode }) => setCreation(vaultMade(session, recoveryCode, Math.random()))}
        />
      ) : null}
      {creation.step === "recovery" ? (
        <RecoveryCodeStep
          session={creation.session}
          recoveryCode={creation.recoveryCode}
          onNext={() => setCreation({ ...creation, step: "verify", wasWrong: false })}
        />
      ) : null}
      {creation.step === "verify" ? (
        <VerifyStep
          group={creation.group}
          wasWrong={creation.wasWrong}
          onBack={back}
          onTyped={(typed) => setCreation(verifyGroup(creation, typed))}
        />
      ) : null}
      {creation.step === "done" ? <CreationDone onStart={() => void readSession()} /> : null}
    </DoorLayout>
  );
}

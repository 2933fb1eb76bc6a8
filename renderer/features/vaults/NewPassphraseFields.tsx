/** The two fields for a new passphrase, with its strength in words. */
import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SecretField } from "./SecretField.tsx";
import { StrengthMeter } from "./StrengthMeter.tsx";
import type { NewPassphrase } from "./useNewPassphrase.ts";

export interface NewPassphraseFieldsProps {
  readonly label: string;
  readonly typed: NewPassphrase;
  readonly autoFocus?: boolean;
}

export function NewPassphraseFields({ label, typed, autoFocus = false }: NewPassphraseFieldsProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <div>
        <SecretField
          label={label}
          description={t("vaults.create.passphraseHelp")}
          value={typed.passphrase}
          onChange={typed.setPassphrase}
          isNew
          autoFocus={autoFocus}
        />
        <StrengthMeter score={typed.score} />
      </div>
      <SecretField
        label={t("vaults.create.repeat")}
        value={typed.repeated}
        onChange={typed.setRepeated}
        error={typed.repeated !== "" && !typed.isRepeated ? t("vaults.create.differs") : null}
        isNew
      />
    </Stack>
  );
}

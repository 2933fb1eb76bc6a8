/** Tying the passphrase to this computer, or letting go of it. */
import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { AskPassphrase } from "./AskPassphrase.tsx";

export interface BindDeviceProps {
  readonly deed: "bind" | "unbind";
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

export function BindDevice({ deed, onBusy, onClose }: BindDeviceProps) {
  const { t } = useTranslation();
  const bind = useChange("keys.bindDevice");
  const [isDone, setIsDone] = useState(false);
  if (isDone) {
    return (
      <Stack gap="md">
        <p role="status">{t(`vaultKeys.${deed}.done`)}</p>
        <Group justify="flex-end">
          <Button variant="filled" onClick={onClose} autoFocus>
            {t("common.close")}
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <AskPassphrase
      confirmLabel={t(`vaultKeys.${deed}.confirm`)}
      onBusy={onBusy}
      onCancel={onClose}
      onConfirm={async (passphrase) => {
        await bind.mutateAsync({ passphrase, bound: deed === "bind" });
        onBusy(false);
        setIsDone(true);
      }}
    >
      <p>{t(`vaultKeys.${deed}.text`)}</p>
    </AskPassphrase>
  );
}

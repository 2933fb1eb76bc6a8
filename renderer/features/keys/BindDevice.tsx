/** Tying the passphrase to this computer, or letting go of it. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { AskPassphrase } from "./AskPassphrase.tsx";
import { KeysDone } from "./KeysDone.tsx";

export interface BindDeviceProps {
  readonly deed: "bind" | "unbind";
  readonly onBusy: (isBusy: boolean) => void;
  readonly onClose: () => void;
}

export function BindDevice({ deed, onBusy, onClose }: BindDeviceProps) {
  const { t } = useTranslation();
  const bind = useChange("keys.bindDevice");
  const [isDone, setIsDone] = useState(false);
  if (isDone) return <KeysDone text={t(`vaultKeys.${deed}.done`)} onClose={onClose} />;
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

/** The dialog of one deed with the keys, step by step. */
import { Modal } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { BindDevice } from "./BindDevice.tsx";
import { ChangePassphrase } from "./ChangePassphrase.tsx";
import { ReissueCode } from "./ReissueCode.tsx";
import { RotateKeys } from "./RotateKeys.tsx";

/** `renew`: another recovery code. */
export type KeysDeed = "change" | "renew" | "rotate" | "bind" | "unbind";

interface KeyDialogProps {
  readonly deed: KeysDeed;
  readonly session: Session;
  readonly onClose: () => void;
}

/** What is being done, and a code that is shown, cannot be closed away by a slip of the hand. */
export function KeyDialog({ deed, session, onClose }: KeyDialogProps) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const steps = { session, onBusy: setIsBusy, onClose };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`vaultKeys.${deed}.title`)}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={!isBusy}
      withCloseButton={!isBusy}
    >
      {deed === "change" ? <ChangePassphrase vaultName={session.name} onClose={onClose} /> : null}
      {deed === "renew" ? <ReissueCode {...steps} /> : null}
      {deed === "rotate" ? <RotateKeys {...steps} /> : null}
      {deed === "bind" || deed === "unbind" ? (
        <BindDevice deed={deed} onBusy={setIsBusy} onClose={onClose} />
      ) : null}
    </Modal>
  );
}

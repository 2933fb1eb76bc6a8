/** The dialog of one deed with the keys, step by step. */
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { WorkDialog } from "../../ui/WorkDialog.tsx";
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
  return (
    <WorkDialog opened title={t(`vaultKeys.${deed}.title`)} size="lg" onClose={onClose}>
      {(onBusy) => {
        const steps = { session, onBusy, onClose };
        switch (deed) {
          case "change":
            return <ChangePassphrase vaultName={session.name} onClose={onClose} />;
          case "renew":
            return <ReissueCode {...steps} />;
          case "rotate":
            return <RotateKeys {...steps} />;
          case "bind":
          case "unbind":
            return <BindDevice deed={deed} onBusy={onBusy} onClose={onClose} />;
        }
      }}
    </WorkDialog>
  );
}

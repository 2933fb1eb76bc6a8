/** Asks before a lock that somebody wishes for would lose what could not be saved; the lock by itself asks nobody. */
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { lockVault } from "../vaults/sessionStore.ts";
import { stayOpen, useLockQuestion } from "./lockWish.ts";

export function UnsavedAtLock() {
  const { t } = useTranslation();
  const isAsked = useLockQuestion();
  return (
    <ConfirmDialog
      opened={isAsked}
      title={t("unsavedAtLock.title")}
      confirmLabel={t("unsavedAtLock.lock")}
      cancelLabel={t("unsavedAtLock.stay")}
      tone="danger"
      onConfirm={lockVault}
      onClose={stayOpen}
    >
      {t("unsavedAtLock.text")}
    </ConfirmDialog>
  );
}

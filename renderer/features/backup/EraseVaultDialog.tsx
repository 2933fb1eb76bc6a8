/** Erases the whole vault from this computer, once its name is typed. */
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { lockVault } from "../vaults/sessionStore.ts";

export interface EraseVaultDialogProps {
  readonly name: string;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function EraseVaultDialog({ name, opened, onClose }: EraseVaultDialogProps) {
  const { t } = useTranslation();
  async function erase(typedName: string) {
    try {
      await call("vault.erase", { typedName });
    } finally {
      // What was begun closes the vault, even if a file could not be destroyed; the door tells of that.
      if ((await call("vault.session", {})) === null) await lockVault();
    }
  }
  return (
    <ConfirmDialog
      opened={opened}
      title={t("backup.erase.title")}
      confirmLabel={t("backup.erase.confirm")}
      cancelLabel={t("backup.erase.keep")}
      tone="danger"
      typed={{ label: t("backup.erase.typed", { name }), expected: name }}
      onConfirm={erase}
      onClose={onClose}
    >
      <p>{t("backup.erase.text", { name })}</p>
    </ConfirmDialog>
  );
}

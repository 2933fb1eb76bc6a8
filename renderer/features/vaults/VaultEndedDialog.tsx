/** Asks for the passphrase again after the vault process has died, over a page that keeps what was being typed. */
import { Modal, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { announceVaultReturned } from "../frame/vaultReturned.ts";
import { enterVault } from "./sessionStore.ts";
import { UnlockForm } from "./UnlockForm.tsx";

export interface VaultEndedDialogProps {
  /** The vault that was open. */
  readonly session: Session;
  readonly opened: boolean;
}

export function VaultEndedDialog({ session, opened }: VaultEndedDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  function goOn(renewed: Session) {
    enterVault(renewed);
    void client.invalidateQueries();
    announceVaultReturned();
  }
  return (
    <Modal
      opened={opened}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      zIndex={500}
      overlayProps={{ blur: 14 }}
      title={t("vaults.ended.title")}
    >
      <Stack>
        <p>{t("vaults.ended.kept", { name: session.name })}</p>
        <UnlockForm vaultId={session.vaultId} onUnlocked={goOn} />
      </Stack>
    </Modal>
  );
}

/** Erases the whole vault from this computer, once its name is typed; not while a hold keeps anything in it. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { lockVault } from "../vaults/sessionStore.ts";

export interface EraseVaultDialogProps {
  readonly name: string;
  readonly soundsInNoBackup: number;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function EraseVaultDialog({ name, soundsInNoBackup, opened, onClose }: EraseVaultDialogProps) {
  const { t } = useTranslation();
  const conversations = useRequest("conversation.list", {});
  const held = (conversations.data ?? []).filter(({ hold }) => hold !== null).length;
  async function erase(typedName: string) {
    try {
      await call("vault.erase", { typedName });
    } finally {
      // What was begun closes the vault, even if a file could not be destroyed; the door tells of that.
      if ((await call("vault.session", {})) === null) await lockVault();
    }
  }
  const title = t("backup.erase.title");
  if (held > 0)
    return (
      <Modal opened={opened} onClose={onClose} title={title}>
        <Stack gap="md">
          <Text>{t("backup.erase.held", { count: held })}</Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>{t("backup.erase.keep")}</Button>
          </Group>
        </Stack>
      </Modal>
    );
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirmLabel={t("backup.erase.confirm")}
      cancelLabel={t("backup.erase.keep")}
      tone="danger"
      typed={{ label: t("backup.erase.typed", { name }), expected: name }}
      onConfirm={erase}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>{t("backup.erase.text", { name })}</Text>
        <Text>{t("backup.erase.records")}</Text>
        {soundsInNoBackup > 0 && <Text>{t("backup.erase.inNoBackup", { count: soundsInNoBackup })}</Text>}
      </Stack>
    </ConfirmDialog>
  );
}

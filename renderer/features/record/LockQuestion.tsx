/** Locking while it records would end the recording: asked first, in the menu's case and for the key. */
import { useHotkeys } from "@mantine/hooks";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onEvent } from "../../api/onEvent.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { lockVault } from "../vaults/sessionStore.ts";
import { recorder } from "./recorderStore.ts";

export function LockQuestion() {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  useEffect(() => onEvent("lock.wanted", () => setAsked(true)), []);
  useHotkeys([["mod+L", () => setAsked(true)]], [], true);
  return (
    <ConfirmDialog
      opened={isAsked}
      title={t("recording.lock.title")}
      confirmLabel={t("recording.lock.stopAndLock")}
      cancelLabel={t("recording.lock.goOn")}
      onConfirm={async () => {
        await recorder.stop();
        await lockVault();
      }}
      onClose={() => setAsked(false)}
    >
      {t("recording.lock.text")}
    </ConfirmDialog>
  );
}

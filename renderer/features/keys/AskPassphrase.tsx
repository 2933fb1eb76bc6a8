/** A deed that needs the passphrase: what it means, one field, cancel and a verb. */
import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { SecretField } from "../vaults/SecretField.tsx";
import { withSecretBytes } from "../vaults/secretBytes.ts";

export interface AskPassphraseProps {
  /** The consequence. */
  readonly children: ReactNode;
  /** A verb. */
  readonly confirmLabel: string;
  /** Stands in for the buttons while the deed is being done. */
  readonly progress?: ReactNode;
  /** The bytes are wiped when the promise settles. */
  readonly onConfirm: (passphrase: Uint8Array<ArrayBuffer>) => Promise<unknown>;
  /** Told while the deed is being done: what comes of it must not be closed away. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly onCancel: () => void;
}

type Deed = { phase: "asking" } | { phase: "doing" } | { phase: "failed"; error: unknown };

export function AskPassphrase({
  children,
  confirmLabel,
  progress,
  onConfirm,
  onBusy,
  onCancel,
}: AskPassphraseProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [deed, setDeed] = useState<Deed>({ phase: "asking" });
  const form = useRef<HTMLFormElement>(null);
  const isDoing = deed.phase === "doing";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (typed === "" || isDoing) return;
    setDeed({ phase: "doing" });
    onBusy(true);
    try {
      await withSecretBytes(typed, onConfirm);
    } catch (error) {
      onBusy(false);
      setTyped("");
      setDeed({ phase: "failed", error });
      form.current?.querySelector("input")?.focus();
    }
  }

  return (
    <form ref={form} onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Stack gap="sm">{children}</Stack>
        <SecretField label={t("vaults.passphrase")} value={typed} onChange={setTyped} autoFocus />
        {deed.phase === "failed" ? <ErrorNotice error={deed.error} /> : null}
        {isDoing ? progress : null}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onCancel} disabled={isDoing}>
            {t("common.cancel")}
          </Button>
          <Button type="submit" variant="filled" disabled={typed === ""} loading={isDoing}>
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

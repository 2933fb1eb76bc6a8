/** One field, one button; the recovery code for whoever has forgotten the passphrase. */
import { Anchor, Button, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VaultId } from "../../../shared/domain/ids.ts";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { call } from "../../api/call.ts";
import { SecretField } from "./SecretField.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import { UnlockRefusal } from "./UnlockRefusal.tsx";

export interface UnlockFormProps {
  readonly vaultId: VaultId;
  /** `recoveryCode` as it was typed, if that opened the vault. */
  readonly onUnlocked: (session: Session, recoveryCode: string | undefined) => void;
}

type Attempt = { phase: "typing" } | { phase: "opening" } | { phase: "failed"; error: unknown };

export function UnlockForm({ vaultId, onUnlocked }: UnlockFormProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<"passphrase" | "recovery-code">("passphrase");
  const [typed, setTyped] = useState("");
  const [attempt, setAttempt] = useState<Attempt>({ phase: "typing" });
  const form = useRef<HTMLFormElement>(null);

  async function unlock(event: FormEvent) {
    event.preventDefault();
    if (typed === "" || attempt.phase === "opening") return;
    setAttempt({ phase: "opening" });
    try {
      const session = await withSecretBytes(typed, (bytes) =>
        call("vault.unlock", { vaultId, secret: { kind, bytes } }),
      );
      setTyped("");
      onUnlocked(session, kind === "recovery-code" ? typed : undefined);
    } catch (error) {
      // A code is long and one typing error is easily found again; a passphrase is typed anew.
      if (kind === "passphrase") setTyped("");
      setAttempt({ phase: "failed", error });
      form.current?.querySelector("input")?.focus();
    }
  }

  function switchTo(next: typeof kind) {
    setKind(next);
    setTyped("");
    setAttempt({ phase: "typing" });
  }

  return (
    <form ref={form} onSubmit={(event) => void unlock(event)}>
      <Stack gap="md">
        {kind === "passphrase" ? (
          <SecretField
            label={t("vaults.passphrase")}
            value={typed}
            onChange={setTyped}
            autoFocus
            key="passphrase"
          />
        ) : (
          <TextInput
            key="recovery-code"
            label={t("vaults.recoveryCode")}
            description={t("vaults.recoveryCodeHelp")}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            styles={{ input: { textTransform: "uppercase" } }}
          />
        )}
        {attempt.phase === "failed" ? <UnlockRefusal error={attempt.error} /> : null}
        <Button type="submit" variant="filled" loading={attempt.phase === "opening"} fullWidth>
          {t("vaults.unlock")}
        </Button>
        {kind === "passphrase" ? (
          <Anchor component="button" type="button" size="sm" onClick={() => switchTo("recovery-code")}>
            {t("vaults.forgotten")}
          </Anchor>
        ) : (
          <Anchor component="button" type="button" size="sm" onClick={() => switchTo("passphrase")}>
            {t("vaults.usePassphrase")}
          </Anchor>
        )}
      </Stack>
    </form>
  );
}

/** The form that gives the vault another passphrase; what opens it now is asked for unless it is known already. */
import { Anchor, Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { NewPassphraseFields } from "../vaults/NewPassphraseFields.tsx";
import { SecretField } from "../vaults/SecretField.tsx";
import { withSecretBytes } from "../vaults/secretBytes.ts";
import { useNewPassphrase } from "../vaults/useNewPassphrase.ts";
import { KeysDone } from "./KeysDone.tsx";

/** What opens the vault now, as it was typed. */
export interface TypedSecret {
  readonly kind: "passphrase" | "recovery-code";
  readonly typed: string;
}

export interface ChangePassphraseProps {
  readonly vaultName: string;
  readonly text?: string;
  readonly known?: TypedSecret;
  readonly cancelLabel?: string;
  readonly onClose: () => void;
}

type Deed =
  | { phase: "typing" }
  | { phase: "changing" }
  | { phase: "failed"; error: unknown }
  | { phase: "done" };

export function ChangePassphrase({ vaultName, text, known, cancelLabel, onClose }: ChangePassphraseProps) {
  const { t } = useTranslation();
  const change = useChange("keys.changePassphrase");
  const [current, setCurrent] = useState<TypedSecret>(known ?? { kind: "passphrase", typed: "" });
  const next = useNewPassphrase(vaultName);
  const [deed, setDeed] = useState<Deed>({ phase: "typing" });
  const mayChange = current.typed !== "" && next.isReady && deed.phase !== "changing";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!mayChange) return;
    setDeed({ phase: "changing" });
    try {
      await withSecretBytes(current.typed, (bytes) =>
        withSecretBytes(next.passphrase, (newPassphrase) =>
          change.mutateAsync({ secret: { kind: current.kind, bytes }, newPassphrase }),
        ),
      );
      next.clear();
      setCurrent({ kind: "passphrase", typed: "" });
      setDeed({ phase: "done" });
    } catch (error) {
      if (known === undefined && current.kind === "passphrase") setCurrent({ ...current, typed: "" });
      setDeed({ phase: "failed", error });
    }
  }

  if (deed.phase === "done") return <KeysDone text={t("vaultKeys.change.done")} onClose={onClose} />;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        {text === undefined ? null : <p>{text}</p>}
        {known === undefined ? (
          <CurrentSecret
            current={current}
            onChange={setCurrent}
            onSwitch={() => setDeed({ phase: "typing" })}
          />
        ) : null}
        <NewPassphraseFields label={t("vaultKeys.change.new")} typed={next} autoFocus={known !== undefined} />
        {deed.phase === "failed" ? <ErrorNotice error={deed.error} /> : null}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose} disabled={deed.phase === "changing"}>
            {cancelLabel ?? t("common.cancel")}
          </Button>
          <Button type="submit" variant="filled" disabled={!mayChange} loading={deed.phase === "changing"}>
            {t("vaultKeys.change.confirm")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface CurrentSecretProps {
  readonly current: TypedSecret;
  readonly onChange: (current: TypedSecret) => void;
  /** What was said of the one kind does not hold of the other. */
  readonly onSwitch: () => void;
}

/** The passphrase, or the recovery code for whoever has forgotten it. */
function CurrentSecret({ current, onChange, onSwitch }: CurrentSecretProps) {
  const { t } = useTranslation();
  const isPassphrase = current.kind === "passphrase";
  const other = isPassphrase ? "recovery-code" : "passphrase";
  return (
    <div>
      {isPassphrase ? (
        <SecretField
          key="passphrase"
          label={t("vaultKeys.change.currentPassphrase")}
          value={current.typed}
          onChange={(typed) => onChange({ kind: "passphrase", typed })}
          autoFocus
        />
      ) : (
        <TextInput
          key="recovery-code"
          label={t("vaultKeys.change.currentCode")}
          description={t("vaults.recoveryCodeHelp")}
          value={current.typed}
          onChange={(event) => onChange({ kind: "recovery-code", typed: event.currentTarget.value })}
          autoComplete="off"
          spellCheck={false}
          autoFocus
          styles={{ input: { textTransform: "uppercase" } }}
        />
      )}
      <Anchor
        component="button"
        type="button"
        size="sm"
        mt={6}
        onClick={() => {
          onChange({ kind: other, typed: "" });
          onSwitch();
        }}
      >
        {isPassphrase ? t("vaultKeys.change.useCode") : t("vaults.usePassphrase")}
      </Anchor>
    </div>
  );
}

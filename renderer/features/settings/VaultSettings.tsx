/** The vault's name, when it locks by itself, and its fingerprint. */
import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

const idleMinutes = [1, 2, 5, 10, 15, 30, 60];

export function VaultSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const session = useRequest("vault.session", {});
  const isLinux = useRequest("shell.info", {}).data?.platform === "linux";
  const choices = [...new Set([...idleMinutes, settings.idleLockMinutes])].sort((a, b) => a - b);
  return (
    <Panel title={t("settings.vault.title")}>
      <div className={classes.fields}>
        <NameField name={session.data?.name ?? ""} />
        <Select
          label={t("settings.vault.idle")}
          description={t(isLinux ? "settings.vault.idleLinux" : "settings.vault.idleHelp")}
          data={choices.map((count) => ({
            value: String(count),
            label: t("settings.vault.minutes", { count }),
          }))}
          value={String(settings.idleLockMinutes)}
          onChange={(value) => onChange({ idleLockMinutes: Number(value) })}
          styles={{ wrapper: { maxWidth: 260 } }}
        />
        <div>
          <p className={classes.label}>{t("settings.vault.fingerprint")}</p>
          <p className={classes.fingerprint}>{session.data?.fingerprint}</p>
          <p className={classes.quiet}>{t("settings.vault.fingerprintHelp")}</p>
        </div>
      </div>
    </Panel>
  );
}

/** Renames the vault when one leaves the field or presses Enter; an empty name goes back to the old one. */
function NameField({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const rename = useChange("vault.rename");
  const [typed, setTyped] = useState<string | null>(null);
  function keep() {
    const wanted = typed?.trim() ?? "";
    if (wanted === "" || wanted === name) setTyped(null);
    else rename.mutate({ name: wanted }, { onSuccess: () => setTyped(null) });
  }
  return (
    <>
      <TextInput
        label={t("settings.vault.name")}
        value={typed ?? name}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
        }}
        maxLength={60}
        styles={{ wrapper: { maxWidth: 260 } }}
      />
      <ErrorNotice error={rename.error} />
    </>
  );
}

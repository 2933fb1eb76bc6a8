/** How keys and playing behave. */
import { Select, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

const rewindsMs = [0, 500, 1_000, 2_000, 3_000, 5_000];

export function ListeningSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const choices = [...new Set([...rewindsMs, settings.rewindOnResumeMs])].sort((a, b) => a - b);
  return (
    <Panel title={t("settings.listening.title")}>
      <div className={classes.fields}>
        <Select
          label={t("settings.rewind.label")}
          data={choices.map((ms) => ({
            value: String(ms),
            label:
              ms === 0
                ? t("settings.rewind.none")
                : t("settings.rewind.seconds", { seconds: format.number(ms / 1_000) }),
          }))}
          value={String(settings.rewindOnResumeMs)}
          onChange={(value) => onChange({ rewindOnResumeMs: Number(value) })}
          w={260}
        />
        <Switch
          label={t("settings.singleKeys.label")}
          description={t("settings.singleKeys.help")}
          checked={settings.singleKeys}
          onChange={(event) => onChange({ singleKeys: event.currentTarget.checked })}
        />
      </div>
    </Panel>
  );
}

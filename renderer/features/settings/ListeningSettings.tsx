/** How keys and playing behave. */
import { Select, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

const rewindsMs = [0, 500, 1_000, 2_000, 3_000, 5_000];
const resumesMs = [500, 1_000, 1_500, 2_000, 3_000, 5_000];
/** The choice that is not a number of milliseconds. */
const byKey = "by-key";

export function ListeningSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("settings.listening.title")}>
      <div className={classes.fields}>
        <Select
          label={t("settings.rewind.label")}
          data={withChoice(rewindsMs, settings.rewindOnResumeMs).map((ms) => ({
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
          label={t("settings.pauseWhileTyping.label")}
          description={t("settings.pauseWhileTyping.help")}
          checked={settings.pauseWhileTyping}
          onChange={(event) => onChange({ pauseWhileTyping: event.currentTarget.checked })}
        />
        {settings.pauseWhileTyping ? (
          <Select
            label={t("settings.resume.label")}
            data={[
              ...withChoice(resumesMs, settings.resumeAfterTypingMs).map((ms) => ({
                value: String(ms),
                label: t("settings.resume.seconds", { seconds: format.number(ms / 1_000) }),
              })),
              { value: byKey, label: t("settings.resume.byKey") },
            ]}
            value={settings.resumeAfterTypingMs === null ? byKey : String(settings.resumeAfterTypingMs)}
            onChange={(value) => onChange({ resumeAfterTypingMs: value === byKey ? null : Number(value) })}
            w={260}
          />
        ) : null}
        <Switch
          label={t("settings.alternateSpeakers.label")}
          description={t("settings.alternateSpeakers.help")}
          checked={settings.alternateSpeakers}
          onChange={(event) => onChange({ alternateSpeakers: event.currentTarget.checked })}
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

/** Choices along with the one that is made, in order. */
function withChoice(choices: readonly number[], chosen: number | null): readonly number[] {
  return [...new Set([...choices, ...(chosen === null ? [] : [chosen])])].sort((a, b) => a - b);
}

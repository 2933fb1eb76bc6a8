/** How the microphone's sound is taken up, and what the screen shows meanwhile. */
import { SegmentedControl, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { recordingClockSizeSchema } from "../../../shared/domain/settings.ts";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

const treatments = ["autoGainControl", "echoCancellation", "noiseSuppression"] as const;

export function RecordingSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.recording.title")}>
      <div className={classes.fields}>
        {treatments.map((treatment) => (
          <Switch
            key={treatment}
            label={t(`settings.recording.${treatment}.label`)}
            description={t(`settings.recording.${treatment}.help`)}
            checked={settings[treatment]}
            onChange={(event) => onChange({ [treatment]: event.currentTarget.checked })}
          />
        ))}
        <div>
          <p className={classes.label} id="settings-clock">
            {t("settings.recording.clock.label")}
          </p>
          <p className={classes.quiet}>{t("settings.recording.clock.help")}</p>
          <SegmentedControl
            mt={8}
            aria-labelledby="settings-clock"
            data={recordingClockSizeSchema.options.map((size) => ({
              value: size,
              label: t(`settings.recording.clock.${size}`),
            }))}
            value={settings.recordingClock}
            onChange={(size) => onChange({ recordingClock: recordingClockSizeSchema.parse(size) })}
          />
        </div>
      </div>
    </Panel>
  );
}

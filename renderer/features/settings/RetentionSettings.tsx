/** How long sound, transcript and notes of new conversations are kept. */
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { leastAuditMonths, mostAuditMonths } from "../../../shared/domain/auditRetention.ts";
import { Panel } from "../../ui/Panel.tsx";
import { DaysField } from "./DaysField.tsx";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

export function RetentionSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const { retention } = settings;
  const set = (change: Partial<typeof retention>) => onChange({ retention: { ...retention, ...change } });
  return (
    <Panel title={t("settings.retention.title")}>
      <p className={classes.quiet}>{t("settings.retention.text")}</p>
      <div className={classes.fields}>
        <div className={classes.row}>
          <DaysField
            label={t("settings.retention.soundDays")}
            value={retention.soundDays}
            max={365}
            onChange={(soundDays) => set({ soundDays })}
          />
          <DaysField
            label={t("settings.retention.transcriptDays")}
            value={retention.transcriptDays}
            max={730}
            onChange={(transcriptDays) => set({ transcriptDays })}
          />
          {retention.notesDays === null ? null : (
            <DaysField
              label={t("settings.retention.notesDays")}
              value={retention.notesDays}
              max={730}
              onChange={(notesDays) => set({ notesDays })}
            />
          )}
        </div>
        <Switch
          label={t("settings.retention.notesWithTranscript")}
          checked={retention.notesDays === null}
          onChange={(event) =>
            set({ notesDays: event.currentTarget.checked ? null : retention.transcriptDays })
          }
        />
        <DaysField
          label={t("settings.auditMonths.label")}
          description={t("settings.auditMonths.text")}
          unit={t("settings.auditMonths.months")}
          value={settings.auditMonths}
          min={leastAuditMonths}
          max={mostAuditMonths}
          onChange={(auditMonths) => onChange({ auditMonths })}
        />
      </div>
    </Panel>
  );
}

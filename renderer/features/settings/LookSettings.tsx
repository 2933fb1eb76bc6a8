/** Language, light or dark, and the words for the two in a conversation. */
import { SegmentedControl, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { languageSchema, languages, themeSchema } from "../../../shared/domain/settings.ts";
import { Panel } from "../../ui/Panel.tsx";
import { RolePairChoice } from "../../ui/RolePairChoice.tsx";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

export function LookSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("settings.look.title")}>
      <div className={classes.fields}>
        <Select
          label={t("settings.language")}
          data={languages.map((language) => ({
            value: language,
            label: t(`settings.languages.${language}`),
          }))}
          value={settings.language}
          onChange={(value) => onChange({ language: languageSchema.parse(value) })}
          w={260}
        />
        <div>
          <p className={classes.label} id="settings-theme">
            {t("settings.theme.label")}
          </p>
          <SegmentedControl
            aria-labelledby="settings-theme"
            data={themeSchema.options.map((theme) => ({ value: theme, label: t(`settings.theme.${theme}`) }))}
            value={settings.theme}
            onChange={(value) => onChange({ theme: themeSchema.parse(value) })}
          />
        </div>
        <div>
          <p className={classes.label}>{t("settings.rolePair.label")}</p>
          <p className={classes.quiet}>{t("settings.rolePair.help")}</p>
          <div style={{ marginTop: 8 }}>
            <RolePairChoice
              label={t("settings.rolePair.label")}
              value={settings.rolePair}
              onChange={(rolePair) => onChange({ rolePair })}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}

/** Whether a program of the computer may read the sound files that Lyhörd does not, and whether there is one. */
import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { Panel } from "../../ui/Panel.tsx";
import classes from "./Settings.module.css";
import type { SettingsPartProps } from "./settingsPart.ts";

export function ConverterSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const found = useRequest("converter.find", {}).data;
  return (
    <Panel title={t("settings.converter.title")}>
      <p className={classes.quiet}>{t("settings.converter.text")}</p>
      {found === undefined ? null : (
        <div className={classes.fields}>
          <p role="status" className={classes.quiet}>
            {found.converter === null
              ? t("settings.converter.none")
              : t("settings.converter.found", found.converter)}
          </p>
          {found.converter === null ? null : (
            <Switch
              label={t("settings.converter.label", found.converter)}
              checked={settings.useConverter}
              onChange={(event) => onChange({ useConverter: event.currentTarget.checked })}
            />
          )}
        </div>
      )}
    </Panel>
  );
}

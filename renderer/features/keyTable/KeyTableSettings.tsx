/** The keys of the review, in the settings. */
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/Panel.tsx";
import type { SettingsPartProps } from "../settings/settingsPart.ts";
import { KeyTable } from "./KeyTable.tsx";

export function KeyTableSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  return (
    <Panel title={t("keyTable.title")}>
      <KeyTable keys={settings.keys} onChange={(keys) => onChange({ keys })} />
    </Panel>
  );
}

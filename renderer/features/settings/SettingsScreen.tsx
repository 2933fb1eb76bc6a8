/** Settings of the vault: each change is saved at once. What keeps it comes first, the long tables of keys last. */
import { useTranslation } from "react-i18next";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { BackupSettings } from "../backup/BackupSettings.tsx";
import { KeySettings } from "../keys/KeySettings.tsx";
import { KeyTableSettings } from "../keyTable/KeyTableSettings.tsx";
import { TextBlockSettings } from "../keyTable/TextBlockSettings.tsx";
import { PedalSettings } from "../pedal/PedalSettings.tsx";
import { About } from "./About.tsx";
import { CheckSettings } from "./CheckSettings.tsx";
import { ConverterSettings } from "./ConverterSettings.tsx";
import { ListeningSettings } from "./ListeningSettings.tsx";
import { LoginStartSettings } from "./LoginStartSettings.tsx";
import { LookSettings } from "./LookSettings.tsx";
import { RecordingSettings } from "./RecordingSettings.tsx";
import { RetentionSettings } from "./RetentionSettings.tsx";
import { SchemeSettings } from "./SchemeSettings.tsx";
import classes from "./Settings.module.css";
import { VaultSettings } from "./VaultSettings.tsx";

export function SettingsScreen() {
  const { t } = useTranslation();
  const settings = useRequest("settings.read", {});
  const update = useChange("settings.update");
  return (
    <Page narrow>
      <PageHeader title={t("settings.title")} subtitle={t("settings.subtitle")} />
      <div className={classes.parts}>
        <ErrorNotice error={settings.error ?? update.error} />
        {settings.data === undefined ? null : (
          <>
            <LookSettings settings={settings.data} onChange={update.mutate} />
            <VaultSettings settings={settings.data} onChange={update.mutate} />
            <KeySettings />
            <BackupSettings settings={settings.data} onChange={update.mutate} />
          </>
        )}
        <CheckSettings />
        {settings.data === undefined ? null : (
          <>
            <RetentionSettings settings={settings.data} onChange={update.mutate} />
            <LoginStartSettings />
            <RecordingSettings settings={settings.data} onChange={update.mutate} />
            <ConverterSettings settings={settings.data} onChange={update.mutate} />
            <ListeningSettings settings={settings.data} onChange={update.mutate} />
            <TextBlockSettings settings={settings.data} onChange={update.mutate} />
            <PedalSettings settings={settings.data} onChange={update.mutate} />
            <KeyTableSettings settings={settings.data} onChange={update.mutate} />
          </>
        )}
        <SchemeSettings />
        <About />
      </div>
    </Page>
  );
}

/** Backups in the settings: when the last one was made, making one, those there are, and the reminder. */
import { Anchor, Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { type BackupOverview, backupReminderDays } from "../../../shared/domain/backup.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import type { SettingsPartProps } from "../settings/settingsPart.ts";
import classes from "./Backup.module.css";
import { BackupMaker } from "./BackupMaker.tsx";
import { BoundNotice } from "./BoundNotice.tsx";

export function BackupSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTranslation();
  const overview = useRequest("backup.overview", {}, { anew: true });
  const { backupReminderDays: everyDays } = settings;
  const days = [...new Set([...backupReminderDays, ...(everyDays === null ? [] : [everyDays])])];
  return (
    <Panel title={t("backup.title")}>
      <Stack gap={18} pt={6}>
        <ErrorNotice error={overview.error} />
        {overview.data === undefined ? null : (
          <>
            <div>
              <LastBackup overview={overview.data} />
              <p className={classes.quiet}>{t("backup.about")}</p>
            </div>
            <BoundNotice />
            <BackupMaker overview={overview.data} />
            <MadeBackups overview={overview.data} />
          </>
        )}
        <Select
          label={t("backup.reminder.label")}
          data={[
            ...days
              .sort((a, b) => a - b)
              .map((count) => ({ value: String(count), label: t("backup.reminder.days", { count }) })),
            { value: "never", label: t("backup.reminder.never") },
          ]}
          value={everyDays === null ? "never" : String(everyDays)}
          onChange={(value) => onChange({ backupReminderDays: value === "never" ? null : Number(value) })}
          allowDeselect={false}
          styles={{ wrapper: { maxWidth: 260 } }}
        />
        <div>
          <Anchor component="button" type="button" onClick={() => openScreen({ screen: "move-vault" })}>
            {t("backup.move.open")}
          </Anchor>
          <p className={classes.quiet} style={{ marginTop: 8 }}>
            {t("backup.limits")}
          </p>
        </div>
      </Stack>
    </Panel>
  );
}

function LastBackup({ overview }: { readonly overview: BackupOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [last] = overview.backups;
  if (last === undefined) return <p>{t("backup.none")}</p>;
  return (
    <p>
      {t("backup.last", { when: format.instant(last.madeAt) })}{" "}
      {t(overview.hasChanged ? "backup.changed" : "backup.unchanged")}
    </p>
  );
}

function MadeBackups({ overview }: { readonly overview: BackupOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (overview.backups.length === 0) return null;
  return (
    <div>
      <p className={classes.label} id="backups-made">
        {t("backup.listTitle")}
      </p>
      <ul className={classes.list} aria-labelledby="backups-made">
        {overview.backups.map(({ madeAt, fileName, sizeBytes, soundCount, isReachable }) => (
          <li key={`${madeAt} ${fileName}`}>
            <p style={{ overflowWrap: "anywhere" }}>{fileName}</p>
            <p className={classes.quiet}>
              {t("backup.item", {
                date: format.date(madeAt, "dayLong"),
                size: format.size(sizeBytes),
                sounds:
                  soundCount === 0 ? t("backup.itemNoSound") : t("backup.itemSound", { count: soundCount }),
              })}
              {isReachable ? null : ` · ${t("backup.away")}`}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

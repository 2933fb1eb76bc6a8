/** Makes a backup: with or without sound, with its progress, and what to know of the file afterwards. */
import { Button, Checkbox, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BackupOverview } from "../../../shared/domain/backup.ts";
import { toAppError } from "../../api/appFailure.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Backup.module.css";
import { useBackupProgress } from "./useBackupProgress.ts";

export interface BackupMakerProps {
  readonly overview: BackupOverview;
  /** As when a vault moves: the sound is ticked at the start. */
  readonly wantsSound?: boolean;
}

export function BackupMaker({ overview, wantsSound = false }: BackupMakerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isTicked, setTicked] = useState(wantsSound);
  const chooseTarget = useChange("shell.chooseTarget");
  const make = useChange("backup.make");
  const { sounds, suggestedName } = overview;
  const withSound = isTicked && sounds.count > 0;

  async function makeIt() {
    make.reset();
    const target = await chooseTarget.mutateAsync({ purpose: "backup", suggestedName });
    if (target !== null) await make.mutateAsync({ targetId: target.targetId, withSound });
  }

  return (
    <Stack gap={14}>
      <Checkbox
        label={t("backup.withSound")}
        description={
          sounds.count === 0
            ? t("backup.noSound")
            : t("backup.soundHelp", { count: sounds.count, size: format.size(sounds.sizeBytes) })
        }
        checked={withSound}
        disabled={sounds.count === 0 || make.isPending}
        onChange={(event) => setTicked(event.currentTarget.checked)}
      />
      {sounds.leftOut > 0 ? (
        <p className={classes.warm}>{t("backup.leftOut", { count: sounds.leftOut })}</p>
      ) : null}
      {withSound && sounds.firstDueAt !== null ? (
        <p className={classes.warm}>
          {t("backup.soundUntil", { date: format.date(sounds.firstDueAt - 1, "dayLong") })}
        </p>
      ) : null}
      {make.isPending ? (
        <Making />
      ) : (
        <div>
          <Button variant="filled" onClick={() => void makeIt().catch(() => undefined)}>
            {t("backup.make")}
          </Button>
        </div>
      )}
      {make.isSuccess ? <Made sizeBytes={make.data.sizeBytes} overview={overview} /> : null}
      {wasCancelled(make.error) ? (
        <p role="status">{t("error.backup.cancelled.title")}</p>
      ) : (
        <ErrorNotice error={chooseTarget.error ?? make.error} />
      )}
    </Stack>
  );
}

function Making() {
  const { t } = useTranslation();
  const cancel = useChange("backup.cancel");
  const progress = useBackupProgress(true);
  return (
    <ProgressLine
      label={t(`backup.${progress?.phase ?? "writing"}`)}
      share={progress === null ? null : progress.doneBytes / progress.totalBytes}
      action={
        <Button size="xs" onClick={() => cancel.mutate({})}>
          {t("backup.cancel")}
        </Button>
      }
    />
  );
}

function Made({ sizeBytes, overview }: { readonly sizeBytes: number; readonly overview: BackupOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [last] = overview.backups;
  return (
    <div role="status">
      <p>{t("backup.done", { size: format.size(sizeBytes) })}</p>
      {last === undefined ? null : (
        <p className={classes.quiet}>{t("backup.companion", { name: `${last.fileName}.erased` })}</p>
      )}
    </div>
  );
}

/** What the person wanted is no error. */
function wasCancelled(error: unknown): boolean {
  return error !== null && toAppError(error).code === "backup.cancelled";
}

/** What is known of the backups of a vault, and whether it is time for one. */
import path from "node:path";
import type { RequestOutput } from "../../shared/contract.ts";
import { isBackupDue } from "../../shared/domain/backup.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import type { TodayItem } from "../../shared/domain/todayItem.ts";
import { countSounds, listBackups } from "../vault/backupRepository.ts";
import { contentMark, hasWorthKeeping } from "../vault/lastingContent.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { ServiceContext } from "./context.ts";
import { includableSounds } from "./makeBackup.ts";
import { settingsOf } from "./settingsOf.ts";

/** The backups, newest first, and what one made now would hold. */
export function readBackupOverview(context: ServiceContext): RequestOutput<"backup.overview"> {
  const { vault } = context;
  const made = listBackups(vault.db).filter(({ state }) => state === "made");
  const sounds = includableSounds(context);
  const { kept, inNoBackup } = countSounds(vault.db);
  return {
    backups: made.map(({ madeAt, place, sizeBytes, soundCount }) => ({
      madeAt,
      fileName: path.basename(place),
      sizeBytes,
      soundCount,
      isReachable: vault.files.exists(place),
    })),
    sounds: {
      count: sounds.length,
      sizeBytes: sounds.reduce((sum, sound) => sum + sound.sizeBytes, 0),
      firstDueAt: sounds.reduce<number | null>(
        (first, { dueAt }) => (dueAt === null ? first : Math.min(first ?? dueAt, dueAt)),
        null,
      ),
      leftOut: kept - sounds.length,
      inNoBackup,
    },
    hasChanged: made[0] !== undefined && made[0].contentMark !== contentMark(vault.db),
    suggestedName: `${vault.header().name} ${localDateOf(vault.clock.now(), vault.clock.zone)}.lyhordbackup`,
  };
}

/** A reminder, if it is time for one: something that lasts has changed, and the last backup is old. */
export function backupItem(
  vault: OpenVault,
  now: number,
): Extract<TodayItem, { about: "backup-due" }> | undefined {
  const { db } = vault;
  const last = listBackups(db).find(({ state }) => state === "made");
  const isDue = isBackupDue(
    {
      since: last?.madeAt ?? vault.header().createdAt,
      hasChanged: hasWorthKeeping(db) && last?.contentMark !== contentMark(db),
      everyDays: settingsOf(vault).backupReminderDays,
    },
    now,
  );
  return isDue ? { about: "backup-due", lastMadeAt: last?.madeAt ?? null } : undefined;
}

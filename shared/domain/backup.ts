/** Backups as the page sees them: those that were made, a file that is to be restored, and what came of it. */
import { z } from "zod";
import { vaultIdSchema } from "./ids.ts";
import { instantSchema } from "./isoDate.ts";

/** What the vault knows of its backups, and what one made now would hold. */
export const backupOverviewSchema = z.object({
  /** Newest first. */
  backups: z.array(
    z.object({
      madeAt: instantSchema,
      /** The file's name, without its folder. */
      fileName: z.string(),
      sizeBytes: z.int().nonnegative(),
      soundCount: z.int().nonnegative(),
      /** Whether the file is where it was put: the stick is in, the folder is there. */
      isReachable: z.boolean(),
    }),
  ),
  /** Sounds within their time, which a backup may hold. */
  sounds: z.object({
    count: z.int().nonnegative(),
    sizeBytes: z.int().nonnegative(),
    /** When the first of them has to be gone; `null` if none has to be. */
    firstDueAt: instantSchema.nullable(),
    /** How many more there are that cannot be in one now: not ready, not readable, or kept by a hold only. */
    leftOut: z.int().nonnegative(),
    /** How many of all there are that no backup made so far holds. */
    inNoBackup: z.int().nonnegative(),
  }),
  /** Whether anything changed since the last one; `false` if there is none. */
  hasChanged: z.boolean(),
  /** A name to suggest, with the date. */
  suggestedName: z.string(),
});
export type BackupOverview = z.infer<typeof backupOverviewSchema>;

/** What a backup says of itself before anything opens it. */
export const backupFaceSchema = z.object({
  vaultId: vaultIdSchema,
  name: z.string(),
  madeAt: instantSchema,
  /** Of the vault's signing key. */
  fingerprint: z.string(),
  soundCount: z.int().nonnegative(),
  /** Whether the passphrase opens the vault only on the computer it was made on. */
  isPassphraseBound: z.boolean(),
  /** Whether the same vault is on this computer already. */
  isHere: z.boolean(),
});
export type BackupFace = z.infer<typeof backupFaceSchema>;

/** What came of restoring. */
export const restoreOutcomeSchema = z.object({
  vaultId: vaultIdSchema,
  name: z.string(),
  soundsRestored: z.int().nonnegative(),
  /** Sounds the vault knew that are not here: not in the backup, due, or erased since. */
  soundsLeftOut: z.int().nonnegative(),
  /** Sounds of the vault that was replaced, which the backup did not know or counted as erased or due: they are destroyed. */
  soundsDestroyed: z.int().nonnegative(),
  /** Kinds of content that had been erased since the backup, and did not come back. */
  erasedSince: z.int().nonnegative(),
});
export type RestoreOutcome = z.infer<typeof restoreOutcomeSchema>;

/** Days after which a vault that has changed is reminded of; `null` for never. */
export const backupReminderDays = [7, 30, 90] as const;

/** What a reminder is decided from. */
export interface BackupState {
  /** When the last one was made, or the vault itself; epoch ms. */
  readonly since: number;
  /** Whether there is something that lasts and that the last backup does not hold. */
  readonly hasChanged: boolean;
  /** `null`: the person wants none. */
  readonly everyDays: number | null;
}

/** Whether it is time to remind of a backup. @param now - epoch ms */
export function isBackupDue({ since, hasChanged, everyDays }: BackupState, now: number): boolean {
  return everyDays !== null && hasChanged && now >= since + everyDays * dayMs;
}

const dayMs = 86_400_000;

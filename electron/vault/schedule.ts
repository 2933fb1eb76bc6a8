/** `schedule.json`: when each sound is due, readable while the vault is locked – on purpose (SECURITY.md §4). */
import { z } from "zod";
import { type RecordingId, recordingIdSchema, vaultIdSchema } from "../../shared/domain/ids.ts";
import type { FilePort } from "../ports/files.ts";
import { isAuthentic, readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { instantInFileSchema } from "./clockFile.ts";
import type { OpenVault } from "./openVault.ts";
import { announceText, isTextKnown, settleText } from "./textWitness.ts";
import { vaultPaths } from "./vaultFolder.ts";
import { isWithdrawalFileCurrent, writeWithdrawals } from "./withdrawalFile.ts";

/** One sound: its opaque id, the instant from which it must be gone, and until when a hold keeps it. */
export interface ScheduledErasure {
  readonly recordingId: RecordingId;
  readonly dueAt: number;
  /** `null` without a hold. */
  readonly heldUntil: number | null;
}

const scheduleSchema = z.strictObject({
  format: z.literal(1),
  vaultId: vaultIdSchema,
  entries: z.array(
    z.strictObject({
      recordingId: recordingIdSchema,
      dueAt: instantInFileSchema,
      heldUntil: instantInFileSchema.nullable(),
    }),
  ),
});

/**
 * Rebuilds the schedule from the database, and with it what a withdrawal while locked needs; when it returns, both
 * are on the medium.
 *
 * What changes a clock, a hold, a permission, a withdrawal code or which sounds there are is not acknowledged before it;
 * {@link commitScheduled} sees to that.
 */
export function writeSchedule(vault: OpenVault): void {
  const text = scheduleText(vault);
  announceText(vault.db, "schedule-witness", text);
  writeAuthenticated(vault.files, vaultPaths(vault.folder).schedule, text, vault.keys.scheduleMacKey);
  settleText(vault.db, "schedule-witness", text);
  writeWithdrawals(vault);
}

/**
 * Commits a change that the schedule tells of; the file is written first, so that no sound is erased against what stands
 * in the database.
 *
 * Where either fails, nothing is changed. Should the file say otherwise then, it is written anew, here or by the sweep.
 */
export function commitScheduled(vault: OpenVault, change: () => void): void {
  try {
    vault.db
      .transaction(() => {
        change();
        writeSchedule(vault);
      })
      .immediate();
  } catch (error) {
    try {
      keepScheduleCurrent(vault);
    } catch {
      // The disk is still in the way; the first error is the one to tell of.
    }
    throw error;
  }
}

/** Writes the schedule anew where it does not say what the database says. */
export function keepScheduleCurrent(vault: OpenVault): void {
  if (!isScheduleCurrent(vault)) writeSchedule(vault);
}

function scheduleText(vault: Pick<OpenVault, "db" | "id">): string {
  return JSON.stringify({ format: 1, vaultId: vault.id, entries: listScheduled(vault) });
}

/**
 * Reads the schedule of a locked vault, which cannot be authenticated then: whoever forges it can only
 * erase, or delay until the vault is unlocked.
 *
 * @returns empty if there is none that can be read
 */
export function readScheduleWhileLocked(files: FilePort, folder: string): ScheduledErasure[] {
  const stored = readAuthenticated(files, vaultPaths(folder).schedule);
  if (stored === undefined || stored === "malformed") return [];
  try {
    return scheduleSchema.parse(JSON.parse(stored.text)).entries;
  } catch {
    return [];
  }
}

/**
 * Whether a sound may be erased.
 *
 * @param erasableUntil - how far the clock lets erasures go
 * @param trustedAt - the latest time that nobody need confirm: only that ends a hold
 */
export function isErasable(
  { dueAt, heldUntil }: Pick<ScheduledErasure, "dueAt" | "heldUntil">,
  erasableUntil: number,
  trustedAt: number,
): boolean {
  return dueAt <= erasableUntil && (heldUntil === null || heldUntil <= trustedAt);
}

/**
 * Whether the schedule that lay there while the vault was locked is the one that this vault wrote last; false for none,
 * and for an older one that was put back.
 */
export function isScheduleAuthentic(vault: OpenVault): boolean {
  const text = authenticText(vault);
  return text !== undefined && isTextKnown(vault.db, "schedule-witness", text);
}

/** Whether the schedule, and what lies beside it for withdrawals, says what the database says now. */
export function isScheduleCurrent(vault: OpenVault): boolean {
  return authenticText(vault) === scheduleText(vault) && isWithdrawalFileCurrent(vault);
}

function authenticText(vault: OpenVault): string | undefined {
  const stored = readAuthenticated(vault.files, vaultPaths(vault.folder).schedule);
  if (stored === undefined || stored === "malformed") return undefined;
  return isAuthentic(stored, vault.keys.scheduleMacKey) ? stored.text : undefined;
}

/** Every sound that has an end, by when it is due. */
export function listScheduled({ db }: Pick<OpenVault, "db">): ScheduledErasure[] {
  return db
    .prepare<[], ScheduledErasure>(
      /* sql */ `
      SELECT recording.id AS recordingId,
             min(coalesce(consent.withdrawn_at, conversation.sound_due_at),
                 coalesce(conversation.sound_due_at, consent.withdrawn_at)) AS dueAt,
             conversation.hold_until AS heldUntil
      FROM recording
      JOIN conversation ON conversation.id = recording.conversation_id
      LEFT JOIN consent ON consent.id = conversation.consent_id
      WHERE recording.key_half IS NOT NULL AND recording.state <> 'importing'
        AND coalesce(consent.withdrawn_at, conversation.sound_due_at) IS NOT NULL
      ORDER BY dueAt, recording.id`,
    )
    .all();
}

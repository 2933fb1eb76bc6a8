/** Erasing while locked: sound only, from the schedule and noted withdrawals, before the unlock screen is usable (SECURITY.md §4). */
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { type BlobStore, createBlobStore } from "../audio/blobStore.ts";
import { laterSeen, readClockFile, writeClockFile } from "../vault/clockFile.ts";
import { appendLockedNote, type LockedNote, readLockedNotes } from "../vault/lockedNotes.ts";
import { withNotedWithdrawals } from "../vault/notedWithdrawals.ts";
import type { VaultClock } from "../vault/openVault.ts";
import { isErasable, readScheduleWhileLocked, type ScheduledErasure } from "../vault/schedule.ts";
import { appendLockedTombstone } from "../vault/tombstones.ts";
import { createVaultClock } from "../vault/vaultClock.ts";
import { listVaultIds, vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { readHeader } from "../vault/vaultHeader.ts";
import { enterVault } from "../vault/vaultLock.ts";
import { readWithdrawalsWhileLocked } from "../vault/withdrawalFile.ts";
import type { VaultHost } from "./vaultHost.ts";

/** What became of one vault. */
export type LockedErasureOutcome =
  | { readonly vaultId: VaultId; readonly phase: "done"; readonly erasedSounds: number }
  /** Open in another process, which sweeps for itself. */
  | { readonly vaultId: VaultId; readonly phase: "in-use" }
  | { readonly vaultId: VaultId; readonly phase: "failed"; readonly error: unknown };

/**
 * Destroys key halves and blobs of all sounds that are due, in every vault.
 *
 * Idempotent; a vault in which something fails does not keep the others from being swept. Never throws.
 *
 * @param clocks - the clocks of the vaults in this process, kept from one call to the next, so that time also runs
 *   where the computer's clock was turned back; filled as needed
 */
export function eraseWhileLocked(
  host: LockedHost,
  clocks: Map<VaultId, VaultClock> = new Map(),
): LockedErasureOutcome[] {
  return listVaultIds(host.files, host.home).map((vaultId) => {
    try {
      return eraseInVault(host, vaultId, clocks);
    } catch (error) {
      const isInUse = error instanceof Failure && error.code === "vault.in-use";
      return isInUse ? { vaultId, phase: "in-use" } : { vaultId, phase: "failed", error };
    }
  });
}

type LockedHost = Pick<VaultHost, "home" | "files" | "clock" | "zone">;

function eraseInVault(
  host: LockedHost,
  vaultId: VaultId,
  clocks: Map<VaultId, VaultClock>,
): LockedErasureOutcome {
  const folder = vaultFolderOf(host.home, vaultId);
  const lock = enterVault(host.home, vaultId);
  try {
    const clock = clocks.get(vaultId) ?? startLockedClock(host, folder);
    clocks.set(vaultId, clock);
    const erasedSounds = eraseDueSounds(host, vaultId, clock, readLockedNotes(host.files, folder));
    writeClockFile(host.files, folder, clock.seen());
    return { vaultId, phase: "done", erasedSounds };
  } finally {
    lock.release();
  }
}

/**
 * Destroys key half and blob of every sound that the schedule or a noted withdrawal says is due.
 *
 * @param notes - of this vault, as far as they are believed
 * @returns how many sounds there still was something of
 */
export function eraseDueSounds(
  { files, home }: Pick<LockedHost, "files" | "home">,
  vaultId: VaultId,
  clock: VaultClock,
  notes: readonly LockedNote[],
): number {
  const erasableUntil = clock.erasableUntil();
  const { lastSeenAt, trustedAt } = clock.seen();
  const folder = vaultFolderOf(home, vaultId);
  const audio = createBlobStore({ files, folder: vaultPaths(folder).media });
  const scheduled = withNotedWithdrawals(
    readScheduleWhileLocked(files, folder),
    readWithdrawalsWhileLocked(files, folder),
    notes,
    { lastSeenAt, erasableUntil },
  );
  const due = scheduled.filter(
    (entry) => isErasable(entry, erasableUntil, trustedAt) && isAnythingLeft(audio, entry.recordingId),
  );
  for (const { recordingId, dueAt } of due) {
    // The note comes first: a crash then leaves a note too many rather than an erasure without one.
    ifThereIsRoom(() =>
      appendLockedNote(files, folder, { event: "sound-erasure", at: lastSeenAt, recordingId, dueAt }),
    );
    ifThereIsRoom(() => appendLockedTombstone(files, home, vaultId, { recordingId, erasedAt: lastSeenAt }));
    audio.destroyShred(recordingId);
    audio.destroyBlob(recordingId);
    audio.destroyPart(recordingId);
  }
  return due.length;
}

/** The clock of a locked vault, started from what it has last seen. */
export function startLockedClock(
  { files, clock, zone }: Pick<LockedHost, "files" | "clock" | "zone">,
  folder: string,
): VaultClock {
  const { header } = readHeader(files, folder);
  return createVaultClock(clock, zone, laterSeen(header, readClockFile(files, folder)));
}

/** A full disk must not keep a sound alive: unlocking finds its key half absent all the same. */
function ifThereIsRoom(note: () => void): void {
  try {
    note();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}

function isAnythingLeft(audio: BlobStore, recordingId: ScheduledErasure["recordingId"]): boolean {
  return audio.hasShred(recordingId) || audio.hasBlob(recordingId) || audio.hasPart(recordingId);
}

/** Erasing while locked: sound only, from the schedule and noted withdrawals, before the unlock screen is usable (SECURITY.md §4). */
import type { RecordingId, VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { type BlobStore, createBlobStore } from "../audio/blobStore.ts";
import { laterSeen, readClockFile, type SeenTime, writeClockFile } from "../vault/clockFile.ts";
import {
  appendLockedNote,
  type LockedNote,
  readLockedNotes,
  soundsNotedWhileLocked,
} from "../vault/lockedNotes.ts";
import { withNotedWithdrawals } from "../vault/notedWithdrawals.ts";
import type { VaultClock } from "../vault/openVault.ts";
import { isErasable, readScheduleWhileLocked, type ScheduledErasure } from "../vault/schedule.ts";
import { appendLockedTombstone, readLockedTombstones } from "../vault/tombstones.ts";
import { createVaultClock } from "../vault/vaultClock.ts";
import { listVaultIds, vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { readHeader } from "../vault/vaultHeader.ts";
import { enterVault } from "../vault/vaultLock.ts";
import { readWithdrawalsWhileLocked } from "../vault/withdrawalFile.ts";
import { ifPossible, isSystemError } from "./attempts.ts";
import { destroySounds } from "./destroySounds.ts";
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
    try {
      const notes = ifPossible(() => readLockedNotes(host.files, folder)) ?? [];
      const erasedSounds = eraseDueSounds(host, vaultId, clock, notes);
      return { vaultId, phase: "done", erasedSounds };
    } finally {
      // Time goes on also where a sound could not be erased.
      writeClockFile(host.files, folder, clock.seen());
    }
  } finally {
    lock.release();
  }
}

/**
 * Destroys key half and blob of every sound that the schedule or a noted withdrawal says is due: all key halves first,
 * and each by itself, so that one file that will not go keeps no other sound alive.
 *
 * @param notes - of this vault, as far as they are believed
 * @returns how many sounds there still was something of
 * @throws the port's first error, once everything was tried; call again
 */
export function eraseDueSounds(
  host: Pick<LockedHost, "files" | "home">,
  vaultId: VaultId,
  clock: VaultClock,
  notes: readonly LockedNote[],
): number {
  const erasableUntil = clock.erasableUntil();
  const { lastSeenAt, trustedAt } = clock.seen();
  const audio = audioOf(host, vaultId);
  const due = scheduledSounds(host, vaultId, clock, notes).filter(
    (entry) => isErasable(entry, erasableUntil, trustedAt) && isAnythingLeft(audio, entry.recordingId),
  );
  // The notes come first: a crash then leaves a note too many rather than an erasure without one.
  noteErasures(host, vaultId, due, notes, lastSeenAt);
  destroySounds(
    audio,
    due.map(({ recordingId }) => recordingId),
  );
  return due.length;
}

/**
 * Sounds of a locked vault that should be gone, and of which the key half is still there.
 *
 * @param sinceMs - for how long they have been due
 */
export function listOverdueSounds(
  host: LockedHost,
  vaultId: VaultId,
  notes: readonly LockedNote[],
  sinceMs: number,
): RecordingId[] {
  const clock = startLockedClock(host, vaultFolderOf(host.home, vaultId));
  const until = clock.erasableUntil() - sinceMs;
  const { trustedAt } = clock.seen();
  const audio = audioOf(host, vaultId);
  return scheduledSounds(host, vaultId, clock, notes).flatMap((entry) =>
    isErasable(entry, until, trustedAt - sinceMs) && audio.hasShred(entry.recordingId)
      ? [entry.recordingId]
      : [],
  );
}

/**
 * The clock of a locked vault, started from what it has last seen.
 *
 * @throws what reading the header throws, if there is no other memory of time
 */
export function startLockedClock(
  { files, clock, zone }: Pick<LockedHost, "files" | "clock" | "zone">,
  folder: string,
): VaultClock {
  const kept = ifPossible(() => readClockFile(files, folder));
  return createVaultClock(clock, zone, kept === undefined ? headerOf() : laterSeen(kept, headerIfThere()));

  function headerOf(): SeenTime {
    return readHeader(files, folder).header;
  }

  /** A header that cannot be read keeps no sound alive. */
  function headerIfThere(): SeenTime | undefined {
    try {
      return headerOf();
    } catch (error) {
      if (error instanceof Failure || isSystemError(error)) return undefined;
      throw error;
    }
  }
}

/** The schedule as it is once the noted withdrawals count. */
export function scheduledSounds(
  { files, home }: Pick<LockedHost, "files" | "home">,
  vaultId: VaultId,
  clock: VaultClock,
  notes: readonly LockedNote[],
): ScheduledErasure[] {
  const folder = vaultFolderOf(home, vaultId);
  const { lastSeenAt } = clock.seen();
  const offered = ifPossible(() => readWithdrawalsWhileLocked(files, folder)) ?? [];
  return withNotedWithdrawals(readScheduleWhileLocked(files, folder), offered, notes, {
    lastSeenAt,
    erasableUntil: clock.erasableUntil(),
  });
}

/**
 * Notes each once, however often it is tried.
 *
 * A note that cannot be written must not keep a sound alive: unlocking finds its key half absent all the same.
 */
function noteErasures(
  { files, home }: Pick<LockedHost, "files" | "home">,
  vaultId: VaultId,
  due: readonly ScheduledErasure[],
  notes: readonly LockedNote[],
  at: number,
): void {
  if (due.length === 0) return;
  const folder = vaultFolderOf(home, vaultId);
  const noted = soundsNotedWhileLocked(notes);
  const listed = ifPossible(() => readLockedTombstones(files, home, vaultId))?.sounds ?? [];
  const listedIds = new Set(listed.map(({ recordingId }) => recordingId));
  for (const { recordingId, dueAt } of due) {
    ifPossible(() => {
      if (!noted.has(recordingId))
        appendLockedNote(files, folder, { event: "sound-erasure", at, recordingId, dueAt });
    });
    ifPossible(() => {
      if (!listedIds.has(recordingId))
        appendLockedTombstone(files, home, vaultId, { recordingId, erasedAt: at });
    });
  }
}

function audioOf({ files, home }: Pick<LockedHost, "files" | "home">, vaultId: VaultId): BlobStore {
  return createBlobStore({ files, folder: vaultPaths(vaultFolderOf(home, vaultId)).media });
}

function isAnythingLeft(audio: BlobStore, recordingId: RecordingId): boolean {
  return audio.hasShred(recordingId) || audio.hasBlob(recordingId) || audio.hasPart(recordingId);
}

/** Sound in the vault that is here, and which replacing it by a backup would destroy: a person is told of it before. */
import type { RecordingId } from "../../shared/domain/ids.ts";
import { createBlobStore } from "../audio/blobStore.ts";
import type { BackupReader } from "../vault/backupReader.ts";
import { listOpenable } from "../vault/recordingRepository.ts";
import { isErasable, readScheduleWhileLocked } from "../vault/schedule.ts";
import type { UnlockedVault } from "../vault/unlockedVault.ts";
import { vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { dueCheck, soundEntryOf } from "./restoreSounds.ts";
import type { VaultHost } from "./vaultHost.ts";

/** How much sound would go for good. */
export interface SoundsAtStake {
  readonly count: number;
  /** Of them, those that a hold keeps, by a schedule that nobody can vouch for here. */
  readonly held: number;
}

/**
 * Counts the sounds here that can be heard and are not taken over: the vault as it is restored does not know them,
 * since they came after the backup, or counts them as erased or due. What is due by the vault here is not among them.
 *
 * @param restored - after what must not return was taken out of it
 */
export function soundsAtStake(
  { home, files }: Pick<VaultHost, "home" | "files">,
  restored: UnlockedVault,
  reader: BackupReader,
): SoundsAtStake {
  const folder = vaultFolderOf(home, restored.id);
  const { media } = vaultPaths(folder);
  if (!files.exists(media)) return { count: 0, held: 0 };
  const audio = createBlobStore({ files, folder: media });
  const scheduled = new Map(readScheduleWhileLocked(files, folder).map((one) => [one.recordingId, one]));
  const erasableUntil = restored.clock.erasableUntil();
  const { trustedAt } = restored.clock.seen();
  const isDue = dueCheck(restored);
  const hasBlob = (id: RecordingId) => files.exists(audio.blobPath(id));
  const kept = new Set(
    listOpenable(restored.db).flatMap(({ id }) => {
      const entry = soundEntryOf(reader, id);
      return !isDue(id, entry) && (entry !== undefined || hasBlob(id)) ? [id] : [];
    }),
  );
  const atStake = audio.listIds().filter((id) => {
    const canBeHeard = audio.hasShred(id) && (hasBlob(id) || files.exists(audio.partPath(id)));
    const here = scheduled.get(id);
    const isDueHere = here !== undefined && isErasable(here, erasableUntil, trustedAt);
    return canBeHeard && !isDueHere && !kept.has(id);
  });
  const held = atStake.filter((id) => (scheduled.get(id)?.heldUntil ?? 0) > trustedAt);
  return { count: atStake.length, held: held.length };
}

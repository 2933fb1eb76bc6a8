/** What a restore must not bring back: the lists of what was erased, wherever there are any. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { isAuthentic } from "../vault/authenticatedText.ts";
import type { BackupReader } from "../vault/backupReader.ts";
import { readLockedNotes } from "../vault/lockedNotes.ts";
import {
  companionPath,
  homeOf,
  isDamagedList,
  mergeTombstones,
  noTombstones,
  parseTombstones,
  readLockedTombstones,
  readTombstones,
  type Tombstones,
  tombstonesPath,
} from "../vault/tombstones.ts";
import type { UnlockedVault } from "../vault/unlockedVault.ts";
import { vaultFolderOf } from "../vault/vaultFolder.ts";
import type { VaultHost } from "./vaultHost.ts";

/** Where the backup lies, beside which there may be a list. */
interface BackupPlace {
  readonly backupPath: string;
}

interface BackupKeys {
  readonly backupKey: Uint8Array;
}

/**
 * The union of all lists there are: here, in the file, beside it. Any of them can only erase more.
 *
 * @throws Failure `backup.damaged`, `backup.list-damaged`, `backup.list-here-damaged`: passed over, a list would let
 *   what was erased come back without a word
 */
export function allTombstones(
  { files, home }: VaultHost,
  { backupPath }: BackupPlace,
  reader: BackupReader,
  { backupKey }: BackupKeys,
): Tombstones {
  const { vaultId } = reader.vault.header;
  const inFile = tombstonesInFile(reader, backupKey);
  if (isDamagedList(files, tombstonesPath(home, vaultId))) throw new Failure("backup.list-here-damaged");
  if (isDamagedList(files, companionPath(backupPath))) throw new Failure("backup.list-damaged");
  const listAt = (filePath: string) => readTombstones(files, filePath)?.tombstones ?? noTombstones(vaultId);
  return mergeTombstones(vaultId, [
    inFile,
    notedHere({ files, home }, vaultId),
    readLockedTombstones(files, home, vaultId),
    listAt(tombstonesPath(home, vaultId)),
    listAt(companionPath(backupPath)),
  ]);
}

function tombstonesInFile(reader: BackupReader, backupKey: Uint8Array): Tombstones {
  const inFile = parseTombstones(Buffer.concat([...reader.chunks(1, backupKey)]).toString("utf8"));
  if (inFile === undefined) throw new Failure("backup.damaged");
  return inFile;
}

/** A list beside the file that nobody can vouch for counts this once: without it, the file is whole again. */
export function lastingTombstones(
  vault: UnlockedVault,
  { backupPath }: BackupPlace,
  reader: BackupReader,
  { backupKey }: BackupKeys,
): Tombstones {
  const beside = readTombstones(vault.files, companionPath(backupPath));
  const isGenuine = beside !== undefined && isAuthentic(beside.stored, vault.keys.tombstoneMacKey);
  const inFile = tombstonesInFile(reader, backupKey);
  const here = notedHere({ files: vault.files, home: homeOf(vault) }, vault.id);
  return mergeTombstones(vault.id, [inFile, here, ...(isGenuine ? [beside.tombstones] : [])]);
}

/** What the vault that is replaced noted while it was locked, and nobody has unlocked it since. */
function notedHere({ files, home }: Pick<VaultHost, "files" | "home">, vaultId: VaultId): Tombstones {
  const notes = readLockedNotes(files, vaultFolderOf(home, vaultId));
  return {
    ...noTombstones(vaultId),
    sounds: notes.flatMap((note) =>
      note.event === "sound-erasure" ? [{ recordingId: note.recordingId, erasedAt: note.at }] : [],
    ),
    withdrawnNumbers: notes.flatMap((note) =>
      note.event === "withdrawal" ? [{ consentNumber: note.consentNumber, withdrawnAt: note.at }] : [],
    ),
  };
}

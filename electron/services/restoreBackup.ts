/** Restoring a backup: a whole vault in a folder of its own, without anything that was erased or is due. */
import { setImmediate } from "node:timers/promises";
import type { EventPayload } from "../../shared/contract.ts";
import type { ConversationId, RecordingId, VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { type BlobStore, createBlobStore, shredBytes } from "../audio/blobStore.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { deriveVaultKeys, wipeVaultKeys } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { applyTombstones } from "../vault/applyTombstones.ts";
import { readAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import { isAuthentic } from "../vault/authenticatedText.ts";
import type { SoundEntry } from "../vault/backupFormat.ts";
import { type BackupReader, openBackup } from "../vault/backupReader.ts";
import { completeBackup } from "../vault/backupRepository.ts";
import { laterSeen, readClockFile } from "../vault/clockFile.ts";
import { requireWhole } from "../vault/databaseCopy.ts";
import { eraseSoundRows } from "../vault/erasureRepository.ts";
import { readLockedNotes } from "../vault/lockedNotes.ts";
import { listOpenable } from "../vault/recordingRepository.ts";
import { isErasable, listScheduled } from "../vault/schedule.ts";
import {
  companionPath,
  homeOf,
  keepTombstones,
  mergeTombstones,
  noTombstones,
  parseTombstones,
  readLockedTombstones,
  readTombstones,
  type Tombstones,
  tombstonesPath,
} from "../vault/tombstones.ts";
import { openVaultFolder, type UnlockedVault } from "../vault/unlockedVault.ts";
import { databasePath, restoringFolderOf, vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { acquireVaultLock, type VaultLock } from "../vault/vaultLock.ts";
import { soundPieces } from "./filePieces.ts";
import { openSlot, type SlotSecret, slotSecretOf, type UnlockSecret } from "./keysSecret.ts";
import { pieceBytes } from "./newBlob.ts";
import { openRecording } from "./openRecording.ts";
import { keepOutsideDatabase } from "./settleUnlocked.ts";
import type { RunningBackup } from "./sitting.ts";
import { destroyFolder, installRestored } from "./vaultFolders.ts";
import type { VaultHost } from "./vaultHost.ts";
import { isSameName } from "./withdrawConsent.ts";

/** What to restore, and what to do where the same vault is there already. */
export interface RestoreTask {
  /** The backup file. */
  readonly backupPath: string;
  readonly secret: UnlockSecret;
  /** The name typed to have the vault that is here replaced; `null` refuses where there is one. */
  readonly replaceTyped: string | null;
  readonly running: RunningBackup;
  readonly onProgress: (progress: EventPayload<"restore.progress">) => void;
}

/** What came of it. */
export interface RestoreOutcome {
  readonly vaultId: VaultId;
  readonly name: string;
  readonly soundsRestored: number;
  /** Sounds that the vault knew and that are not here: not in the backup, due, or erased since. */
  readonly soundsLeftOut: number;
  /** Kinds of content that were in the backup, had been erased since, and did not come back. */
  readonly erasedSince: number;
}

/**
 * Restores a backup on this computer.
 *
 * Whatever happens, the file stays as it is; until the end there is no vault, and a crash leaves none.
 *
 * @throws Failure `backup.not-a-backup`, `backup.damaged`, `backup.format-too-new`, `backup.vault-there`,
 *   `backup.cancelled`, `vault.wrong-passphrase`, `vault.wrong-recovery-code`, `vault.recovery-code-typo`,
 *   `vault.name-mismatch`, `vault.in-use`, `vault.kdf-out-of-range`
 */
export async function restoreBackup(host: VaultHost, task: RestoreTask): Promise<RestoreOutcome> {
  const secret = slotSecretOf(task.secret);
  let lock: VaultLock | undefined;
  const reader = openOffered(host.files, task.backupPath);
  try {
    const { vaultId, name } = reader.vault.header;
    lock = lockOfPresent(host, vaultId, name, task.replaceTyped);
    const vaultKey = await vaultKeyOf(host, reader, secret);
    const tree = deriveVaultKeys(vaultKey);
    try {
      reader.authenticate(tree.backup);
      if (!isAuthentic(reader.vault.stored, tree.headerMac)) throw new Failure("backup.damaged");
      const keys = { vaultKey, backupKey: tree.backup };
      const outcome = await putTogether(host, task, reader, keys, (restoring) =>
        installRestored(host, vaultId, [restoring, ...(lock === undefined ? [] : [lock])]),
      );
      return outcome;
    } finally {
      wipe(vaultKey);
      wipeVaultKeys(tree);
    }
  } finally {
    reader.close();
    lock?.release();
    wipe(task.secret.bytes, secret.bytes);
  }
}

/**
 * Opens the file that was chosen.
 *
 * @throws Failure `media.source-gone` if it cannot be read, else as `openBackup`
 */
export function openOffered(files: FilePort, backupPath: string): BackupReader {
  try {
    return openBackup(files, backupPath);
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === "string" && !(error instanceof Failure)) {
      throw new Failure("media.source-gone");
    }
    throw error;
  }
}

/** Nobody opens a vault that is about to be replaced. @returns `undefined` if there is none */
function lockOfPresent(
  { files, home }: VaultHost,
  vaultId: VaultId,
  name: string,
  typed: string | null,
): VaultLock | undefined {
  const folder = vaultFolderOf(home, vaultId);
  if (!files.exists(folder)) return undefined;
  if (typed === null) throw new Failure("backup.vault-there");
  if (!isSameName(typed, name)) throw new Failure("vault.name-mismatch");
  return acquireVaultLock(folder);
}

async function vaultKeyOf(host: VaultHost, { vault }: BackupReader, secret: SlotSecret) {
  const vaultKey = await openSlot(host, vault.header, secret);
  if (vaultKey !== undefined) return vaultKey;
  throw new Failure(secret.slot === "passphrase" ? "vault.wrong-passphrase" : "vault.wrong-recovery-code");
}

interface RestoreKeys {
  readonly vaultKey: Uint8Array;
  readonly backupKey: Uint8Array;
}

/**
 * Builds the vault under a name that is none; leaves nothing of it if anything fails.
 *
 * @param install - gives it its name; the lock is of the folder in which it was built
 */
async function putTogether(
  host: VaultHost,
  task: RestoreTask,
  reader: BackupReader,
  keys: RestoreKeys,
  install: (lock: VaultLock) => void,
): Promise<RestoreOutcome> {
  const { files, home } = host;
  const { vaultId, generation } = reader.vault.header;
  const folder = restoringFolderOf(home, vaultId);
  destroyFolder(files, folder);
  files.makeFolder(folder);
  const lock = acquireVaultLock(folder);
  try {
    const step = progressOf(host, task, reader);
    await writeFile(files, databasePath(folder, generation), reader.chunks(0, keys.backupKey), step);
    const tombstones = allTombstones(host, task, reader, keys);
    const vault = openRestored(host, folder, reader, keys.vaultKey);
    let outcome: RestoreOutcome;
    try {
      const lasting = lastingTombstones(vault, task, reader, keys);
      outcome = await settleRestored(host, { vault, reader, tombstones, lasting, keys, step });
    } finally {
      vault.close();
    }
    install(lock);
    return outcome;
  } catch (error) {
    lock.release();
    destroyFolder(files, folder);
    throw error;
  }
}

/** The union of all lists there are: here, in the file, beside it. Any of them can only erase more. */
function allTombstones(
  { files, home }: VaultHost,
  { backupPath }: RestoreTask,
  reader: BackupReader,
  { backupKey }: RestoreKeys,
): Tombstones {
  const { vaultId } = reader.vault.header;
  const inFile = tombstonesInFile(reader, backupKey);
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
function lastingTombstones(
  vault: UnlockedVault,
  { backupPath }: RestoreTask,
  reader: BackupReader,
  { backupKey }: RestoreKeys,
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

/**
 * Opens the database for the first time, with a clock that trusts the computer's date where no vault is replaced.
 *
 * The person stands before it, and the file remains: a date too late costs nothing that cannot be restored again.
 * A vault that is here may hold sound that is nowhere else: its own clock goes on, and asks where it would have asked.
 */
function openRestored(
  { files, home, clock, zone }: VaultHost,
  folder: string,
  { header, vault }: BackupReader,
  vaultKey: Uint8Array,
): UnlockedVault {
  const folderHere = vaultFolderOf(home, vault.header.vaultId);
  const seenHere = readClockFile(files, folderHere);
  const seen = laterSeen({ lastSeenAt: header.madeAt, trustedAt: header.madeAt }, seenHere);
  const started = { ...vault.header, ...laterSeen(vault.header, seen) };
  const destroy = (filePath: string) => void destroyFile(files, filePath);
  // The folder stays locked beyond this vault's closing, until it has its name.
  const lock = { release() {} };
  const surroundings = { folder, files, clock, zone, lock, destroy };
  try {
    const opened = openVaultFolder(surroundings, vaultKey, { header: started, stored: vault.stored });
    if (!files.exists(folderHere)) opened.clock.confirm("right");
    return opened;
  } catch (error) {
    throw error instanceof Failure && error.code === "vault.tampered" ? new Failure("backup.damaged") : error;
  }
}

interface Restoring {
  readonly vault: UnlockedVault;
  readonly reader: BackupReader;
  readonly tombstones: Tombstones;
  /** Of them, those that are remembered beyond this restore. */
  readonly lasting: Tombstones;
  readonly keys: RestoreKeys;
  readonly step: (bytes: number) => void;
}

/** Checks the database, takes out what must not return, writes the sounds that may; the header comes last. */
async function settleRestored(host: VaultHost, restoring: Restoring): Promise<RestoreOutcome> {
  const { vault, reader, tombstones, lasting } = restoring;
  const { db, clock } = vault;
  requireUndamaged(vault);
  const now = clock.now();
  const knownBefore = listOpenable(db).length;
  const erasedSince = db
    .transaction(() => {
      completeBackup(db, reader.header.backupId, 0);
      return applyTombstones(db, tombstones, now);
    })
    .immediate();
  const soundsRestored = await writeSounds(host, restoring);
  const soundsLeftOut = knownBefore - soundsRestored;
  db.transaction(() => {
    appendAudit(db, {
      at: now,
      event: "restore",
      detail: {
        madeAt: reader.header.madeAt,
        sounds: soundsRestored,
        leftOut: soundsLeftOut,
        erasedSince,
        ...logHere(host, vault),
      },
    });
  }).immediate();
  keepTombstones(vault, lasting);
  keepOutsideDatabase(vault);
  const { lastSeenAt, trustedAt } = clock.seen();
  vault.updateHeader({ lastSeenAt, trustedAt });
  return { vaultId: vault.id, name: vault.header().name, soundsRestored, soundsLeftOut, erasedSince };
}

/** The database as a whole, and the chain of its log; the log's witnesses outside are made anew. */
function requireUndamaged(vault: UnlockedVault): void {
  try {
    requireWhole(vault.db);
  } catch {
    throw new Failure("backup.damaged");
  }
  const log = checkAuditLog(vault);
  const isWhole = log.verdict === "whole" || log.findings.every(({ finding }) => finding === "copy-missing");
  if (!isWhole) throw new Failure("backup.damaged");
}

/**
 * Writes key halves and blobs of what may sound again: not due, not erased, and either in the file or in the vault here.
 *
 * What the database knows and nobody has counts as erased: without a certificate, since nothing was erased here.
 *
 * @returns how many sounds there are
 */
async function writeSounds(host: VaultHost, { vault, reader, keys, step }: Restoring): Promise<number> {
  const { files, folder, db, clock } = vault;
  const audio = createBlobStore({ files, folder: vaultPaths(folder).media });
  const mediaHere = vaultPaths(vaultFolderOf(host.home, vault.id)).media;
  const audioHere = files.exists(mediaHere) ? createBlobStore({ files, folder: mediaHere }) : undefined;
  const isDue = dueCheck(vault);
  const leftOut: ConversationId[] = [];
  let written = 0;
  for (const recording of listOpenable(db)) {
    const { id, conversationId } = recording;
    const index = reader.header.entries.findIndex((one) => one.kind === "sound" && one.recordingId === id);
    const entry = reader.header.entries[index];
    const isWanted = !isDue(id, entry?.kind === "sound" ? entry : undefined);
    const write = async (source: Iterable<Uint8Array>) => {
      await writeSound(audio, { files, id, source, step });
      openRecording(vault, audio, recording).close();
    };
    if (isWanted && entry !== undefined) await write(reader.chunks(index, keys.backupKey));
    else if (!isWanted || !(await isTakenOver(audio, soundHere(files, audioHere, id), id, write))) {
      leftOut.push(conversationId);
      continue;
    }
    written += 1;
  }
  files.syncFolder(vaultPaths(folder).media);
  db.transaction(() => {
    for (const conversationId of leftOut) eraseSoundRows(db, conversationId, clock.now());
  }).immediate();
  return written;
}

/**
 * Whether a sound is due, by the date in the file or by the database, which also knows of permissions taken back.
 *
 * What is in the file stays there, whatever the computer's date; what is only here would be gone, so that it goes by
 * what the clock of the vault here lets be erased.
 */
function dueCheck(vault: UnlockedVault): (id: RecordingId, entry: SoundEntry | undefined) => boolean {
  const now = vault.clock.now();
  const erasableUntil = vault.clock.erasableUntil();
  const { trustedAt } = vault.clock.seen();
  const scheduled = new Map(listScheduled(vault).map((one) => [one.recordingId, one]));
  return (id, entry) => {
    const inDatabase = scheduled.get(id);
    if (entry === undefined) {
      return inDatabase !== undefined && isErasable(inDatabase, erasableUntil, trustedAt);
    }
    const isDueInFile = entry.dueAt !== null && isErasable({ ...entry, dueAt: entry.dueAt }, now, now);
    return isDueInFile || (inDatabase !== undefined && isErasable(inDatabase, now, now));
  };
}

/** Takes over a sound of the vault that is here; one that is damaged there is left out, and nothing of it is left. */
async function isTakenOver(
  audio: BlobStore,
  source: Iterable<Uint8Array> | undefined,
  id: RecordingId,
  write: (source: Iterable<Uint8Array>) => Promise<void>,
): Promise<boolean> {
  if (source === undefined) return false;
  try {
    await write(source);
    return true;
  } catch (error) {
    const isDamaged =
      error instanceof Failure && (error.code === "media.tampered" || error.code === "media.erased");
    if (!isDamaged) throw error;
    audio.destroyShred(id);
    audio.destroyBlob(id);
    return false;
  }
}

/** A sound of the vault that is about to be replaced: as good as one in the file, if it can be read. */
function soundHere(
  files: FilePort,
  audioHere: BlobStore | undefined,
  id: RecordingId,
): Iterable<Uint8Array> | undefined {
  if (audioHere?.hasShred(id) !== true || !files.exists(audioHere.blobPath(id))) return undefined;
  return readable(soundPieces(files, audioHere, id));
}

/** What cannot be read is damage of this one sound; what cannot be written ends the restore, for then the old must stay. */
function* readable(pieces: Iterable<Uint8Array>): Generator<Uint8Array> {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof Failure) throw new Failure("media.erased");
    if (typeof (error as NodeJS.ErrnoException).code === "string") throw new Failure("media.tampered");
    throw error;
  }
}

interface SoundToWrite {
  readonly files: FilePort;
  readonly id: RecordingId;
  /** S, then the blob. */
  readonly source: Iterable<Uint8Array>;
  readonly step: (bytes: number) => void;
}

/** The blob first: a blob without its key half is nothing. */
async function writeSound(audio: BlobStore, { files, id, source, step }: SoundToWrite): Promise<void> {
  const shred = new Uint8Array(shredBytes);
  await writeFile(files, audio.blobPath(id), withoutBeginning(source, shred), step);
  audio.restoreShred(id, shred);
  wipe(shred);
}

/** Takes the first bytes off into `beginning`, and passes on the rest. */
function* withoutBeginning(source: Iterable<Uint8Array>, beginning: Uint8Array): Generator<Uint8Array> {
  let taken = 0;
  for (const piece of source) {
    const head = piece.subarray(0, beginning.length - taken);
    beginning.set(head, taken);
    taken += head.length;
    if (head.length < piece.length) yield piece.subarray(head.length);
  }
}

async function writeFile(
  files: FilePort,
  filePath: string,
  source: Iterable<Uint8Array>,
  step: (bytes: number) => void,
): Promise<void> {
  const descriptor = files.createNew(filePath);
  try {
    let position = 0;
    for (const piece of source) {
      files.write(descriptor, piece, position);
      position += piece.length;
      step(piece.length);
      if (position % pieceBytes < piece.length) await setImmediate();
    }
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
}

/** How far the log of the vault here goes, whose newer entries the backup does not know of; nothing if there is none. */
function logHere({ home, files }: VaultHost, { id, keys }: UnlockedVault) {
  const head = readAuditHead({ files, keys, folder: vaultFolderOf(home, id) });
  if (head === undefined || head === "tampered") return {};
  return { entriesHere: head.sequence, hashHere: Buffer.from(head.hash).toString("hex") };
}

/** Reports progress at most ten times a second; throws once the restore is cancelled. */
function progressOf({ clock }: VaultHost, { running, onProgress }: RestoreTask, { header }: BackupReader) {
  const totalBytes = header.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (bytes: number) => {
    if (running.isCancelled) throw new Failure("backup.cancelled");
    doneBytes = Math.min(totalBytes, doneBytes + bytes);
    const now = clock.monotonic();
    if (now - toldAt < 100) return;
    toldAt = now;
    onProgress({ doneBytes, totalBytes });
  };
}

/** Restoring a backup: a whole vault in a folder of its own, without anything that was erased or is due. */
import type { EventPayload } from "../../shared/contract.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { deriveVaultKeys, wipeVaultKeys } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { applyTombstones } from "../vault/applyTombstones.ts";
import { readAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { checkAuditLog } from "../vault/auditVerification.ts";
import { isAuthentic } from "../vault/authenticatedText.ts";
import { type BackupReader, openBackup } from "../vault/backupReader.ts";
import { completeBackup } from "../vault/backupRepository.ts";
import { laterSeen, readClockFile } from "../vault/clockFile.ts";
import { requireWhole } from "../vault/databaseCopy.ts";
import { listOpenable } from "../vault/recordingRepository.ts";
import {
  companionPath,
  isDamagedList,
  isNoList,
  keepTombstones,
  type Tombstones,
} from "../vault/tombstones.ts";
import { openVaultFolder, type UnlockedVault } from "../vault/unlockedVault.ts";
import { databasePath, restoringFolderOf, vaultFolderOf } from "../vault/vaultFolder.ts";
import { enterVault, type VaultLock } from "../vault/vaultLock.ts";
import { writePieces } from "./filePieces.ts";
import { openSlot, type SlotSecret, slotSecretOf, type UnlockSecret } from "./keysSecret.ts";
import { createPace } from "./pace.ts";
import { restoreSounds, type SoundsToRestore } from "./restoreSounds.ts";
import { allTombstones, lastingTombstones } from "./restoreTombstones.ts";
import { keepOutsideDatabase } from "./settleUnlocked.ts";
import type { RunningBackup } from "./sitting.ts";
import { soundsAtStake } from "./soundsAtStake.ts";
import { renewThumbnail } from "./thumbnail.ts";
import { beginRestoring, giveUpRestoring, installRestored } from "./vaultFolders.ts";
import type { VaultHost } from "./vaultHost.ts";
import { isSameName } from "./withdrawConsent.ts";

/** What to restore, and what to do where the same vault is there already. */
export interface RestoreTask {
  /** The backup file. */
  readonly backupPath: string;
  readonly secret: UnlockSecret;
  /** The name typed to have the vault that is here replaced; `null` refuses where there is one. */
  readonly replaceTyped: string | null;
  /** So many sounds of the vault that is here may be destroyed: the person was told of them. */
  readonly mayDestroy: number;
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
  /** Sounds of the vault that was replaced, which the backup did not know or counted as erased or due: they are destroyed. */
  readonly soundsDestroyed: number;
  /** Kinds of content that were in the backup, had been erased since, and did not come back. */
  readonly erasedSince: number;
}

/**
 * Restores a backup on this computer.
 *
 * Whatever happens, the file stays as it is; until the end there is no vault, and a crash leaves none.
 *
 * @throws Failure `backup.not-a-backup`, `backup.damaged`, `backup.format-too-new`, `backup.list-too-large`,
 *   `backup.list-damaged`, `backup.list-here-damaged`, `backup.vault-there`, `backup.sound-at-stake` (before anything
 *   is destroyed), `backup.cancelled`, `vault.wrong-passphrase`, `vault.wrong-recovery-code`,
 *   `vault.recovery-code-typo`, `vault.name-mismatch`, `vault.in-use`, `vault.kdf-out-of-range`
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
 * What lies beside it may be anything; left unread, it would let what was erased come back without a word.
 *
 * @throws Failure `media.source-gone` if it cannot be read, `backup.list-too-large` if the list beside it can be none,
 *   `backup.list-damaged` if it is none, else as `openBackup`
 */
export function openOffered(files: FilePort, backupPath: string): BackupReader {
  try {
    if (isNoList(files, companionPath(backupPath))) throw new Failure("backup.list-too-large");
    if (isDamagedList(files, companionPath(backupPath))) throw new Failure("backup.list-damaged");
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
  return enterVault(home, vaultId);
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
  const lock = beginRestoring(host, vaultId);
  try {
    const step = progressOf(host, task, reader);
    await writePieces(files, databasePath(folder, generation), reader.chunks(0, keys.backupKey), step);
    const tombstones = allTombstones(host, task, reader, keys);
    const vault = openRestored(host, folder, reader, keys.vaultKey);
    let outcome: RestoreOutcome;
    try {
      const lasting = lastingTombstones(vault, task, reader, keys);
      const { mayDestroy } = task;
      outcome = await settleRestored(host, { vault, reader, tombstones, lasting, mayDestroy, keys, step });
    } finally {
      vault.close();
    }
    install(lock);
    return outcome;
  } catch (error) {
    giveUpRestoring(host, vaultId, lock);
    throw error;
  }
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
  // The folder stays locked beyond this vault's closing, until it gets its name.
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

interface Restoring extends SoundsToRestore {
  readonly tombstones: Tombstones;
  /** Of them, those that are remembered beyond this restore. */
  readonly lasting: Tombstones;
  readonly mayDestroy: number;
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
      const erased = applyTombstones(db, tombstones, now);
      for (const { conversationId, category } of tombstones.contents)
        if (category === "transcript") renewThumbnail(vault, conversationId);
      return erased;
    })
    .immediate();
  const { count: soundsDestroyed, held } = soundsAtStake(host, vault, reader);
  if (soundsDestroyed > restoring.mayDestroy) {
    throw new Failure("backup.sound-at-stake", { count: soundsDestroyed, held });
  }
  const soundsRestored = await restoreSounds(host, restoring);
  const soundsLeftOut = knownBefore - soundsRestored;
  db.transaction(() => {
    appendAudit(db, {
      at: now,
      event: "restore",
      detail: {
        madeAt: reader.header.madeAt,
        sounds: soundsRestored,
        leftOut: soundsLeftOut,
        ...(soundsDestroyed > 0 ? { destroyed: soundsDestroyed } : {}),
        erasedSince,
        ...logHere(host, vault),
      },
    });
  }).immediate();
  keepTombstones(vault, lasting);
  keepOutsideDatabase(vault);
  const { lastSeenAt, trustedAt } = clock.seen();
  vault.updateHeader({ lastSeenAt, trustedAt });
  const { name } = vault.header();
  return { vaultId: vault.id, name, soundsRestored, soundsLeftOut, soundsDestroyed, erasedSince };
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
  const isTold = createPace(clock);
  return (bytes: number) => {
    if (running.isCancelled) throw new Failure("backup.cancelled");
    doneBytes = Math.min(totalBytes, doneBytes + bytes);
    if (isTold(false)) onProgress({ doneBytes, totalBytes });
  };
}

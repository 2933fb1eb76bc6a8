/** Making a backup: a consistent copy of the vault in one encrypted file, read back whole before it counts. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { EventPayload } from "../../shared/contract.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { shredBytes } from "../audio/blobStore.ts";
import { destroyFile, leftoverOf } from "../audio/destroyFile.ts";
import { createSha256 } from "../crypto/hash.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { readAuthenticated } from "../vault/authenticatedText.ts";
import type { BackupEntry, BackupHeader, SoundEntry } from "../vault/backupFormat.ts";
import { openBackup } from "../vault/backupReader.ts";
import {
  type Backup,
  completeBackup,
  type IncludableSound,
  insertBackup,
  listBackups,
  listIncludable,
  removeBackup,
} from "../vault/backupRepository.ts";
import { createBackupWriter } from "../vault/backupWriter.ts";
import { assertEncrypted } from "../vault/database.ts";
import { copyDatabase, requireRoomForCopy } from "../vault/databaseCopy.ts";
import { contentMark } from "../vault/lastingContent.ts";
import type { OpenVault } from "../vault/openVault.ts";
import {
  isSameErased,
  keepTombstones,
  type Tombstones,
  tombstonesText,
  writeCompanion,
} from "../vault/tombstones.ts";
import { snapshotPath, vaultPaths } from "../vault/vaultFolder.ts";
import type { ServiceContext } from "./context.ts";
import { pieceBytes, piecesOf, soundPieces } from "./filePieces.ts";
import { createPace } from "./pace.ts";
import type { RunningBackup } from "./sitting.ts";

/**
 * Writes a backup where the person has chosen.
 *
 * Resolves when the file is on the medium and was read back; on any failure, or when cancelled, nothing of it is left.
 *
 * @param withSound - sounds within their time as well: a copy that only the restored vault can erase on time
 * @throws Failure `vault.busy` while something is recorded, `request.invalid` for a place that was not chosen or while another is made, `backup.place-lost`,
 *   `backup.cancelled`, `backup.damaged` if it could not be read back, `backup.overtaken` if something was erased meanwhile
 */
export async function makeBackup(
  context: ServiceContext,
  { targetId, withSound }: { readonly targetId: TargetId; readonly withSound: boolean },
): Promise<{ madeAt: number; sizeBytes: number; soundCount: number }> {
  const { vault, sitting, sources } = context;
  if (sitting.backup !== undefined) throw new Failure("request.invalid");
  // What grows is not in a backup; one that is made meanwhile would be without this conversation's sound.
  if (sitting.recording?.isOpen() === true) throw new Failure("vault.busy");
  const place = sources.takeTarget(targetId);
  const running: RunningBackup = { isCancelled: false };
  sitting.backup = running;
  try {
    removeLeftoversOfBackups(vault);
    const sounds = withSound ? includableSounds(context) : [];
    const backupId = noteIntent(vault, place, sounds);
    try {
      return await writeAndVerify(context, { backupId, place, sounds, running });
    } catch (error) {
      settleUnfinished(vault, { id: backupId, place });
      throw error;
    } finally {
      destroySnapshot(vault);
    }
  } finally {
    sitting.backup = undefined;
    context.emit({ name: "backups.changed", payload: {} });
  }
}

/** Stops a backup between two pieces; does nothing if none is made. */
export function cancelBackup({ sitting }: Pick<ServiceContext, "sitting">): void {
  if (sitting.backup !== undefined) sitting.backup.isCancelled = true;
}

/** A sound that would be in a backup now; the size is of its blob. */
export interface SoundToBackUp extends IncludableSound {
  readonly sizeBytes: number;
}

/** Sounds that would be in a backup now, oldest first. */
export function includableSounds({ vault, audio }: Pick<ServiceContext, "vault" | "audio">): SoundToBackUp[] {
  return listIncludable(vault.db, vault.clock.now()).flatMap((sound) => {
    const shred = audio.readShred(sound.recordingId);
    const blobPath = audio.blobPath(sound.recordingId);
    if (shred === undefined || !vault.files.exists(blobPath)) return [];
    wipe(shred);
    return [{ ...sound, sizeBytes: sizeOf(vault.files, blobPath) }];
  });
}

/**
 * Settles what a crash has left of making backups: the copy inside the vault is destroyed, and so are unfinished files
 * where they can be reached; a file that had its name already counts as made.
 */
export function removeLeftoversOfBackups(vault: Pick<OpenVault, "files" | "folder" | "db">): void {
  destroySnapshot(vault);
  for (const backup of listBackups(vault.db)) {
    if (backup.state === "writing") settleUnfinished(vault, backup);
  }
}

/** A backup is forgotten only where it can be seen that there is none; until then it is remembered as unfinished. */
function settleUnfinished(
  { files, db }: Pick<OpenVault, "files" | "db">,
  { id, place }: Pick<Backup, "id" | "place">,
): void {
  try {
    if (files.exists(place) && backupIdIn(files, place) === id) {
      db.transaction(() => completeBackup(db, id, sizeOf(files, place))).immediate();
      return;
    }
    if (files.exists(partOf(place))) files.unlink(partOf(place));
    if (files.isFolder(path.dirname(place))) removeBackup(db, id);
  } catch (error) {
    // A stick that is write-protected or was pulled out, or no room to note it: the next unlock looks again.
    if (error instanceof Failure || typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
  }
}

/** Which backup a file is; `undefined` if it is none. */
function backupIdIn(files: FilePort, filePath: string): string | undefined {
  try {
    const reader = openBackup(files, filePath);
    reader.close();
    return reader.header.backupId;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The copy, and what SQLite may have beside it. */
function destroySnapshot({ files, folder }: Pick<OpenVault, "files" | "folder">): void {
  for (const suffix of ["", "-journal", "-wal", "-shm"]) {
    const filePath = `${snapshotPath(folder)}${suffix}`;
    if (files.exists(filePath) || files.exists(leftoverOf(filePath))) destroyFile(files, filePath);
  }
}

/** The name of a file until it is verified. */
function partOf(place: string): string {
  return `${place}.part`;
}

/** The log knows of a backup before its first byte is written. */
function noteIntent(vault: OpenVault, place: string, sounds: readonly SoundToBackUp[]): string {
  const id = randomUUID();
  const madeAt = vault.clock.now();
  vault.db
    .transaction(() => {
      insertBackup(
        vault.db,
        { id, madeAt, place, contentMark: contentMark(vault.db) },
        sounds.map(({ recordingId }) => recordingId),
      );
      appendAudit(vault.db, {
        at: madeAt,
        event: "backup",
        detail: { withSound: sounds.length > 0, sounds: sounds.length },
      });
    })
    .immediate();
  return id;
}

interface Task {
  readonly backupId: string;
  readonly place: string;
  readonly sounds: readonly SoundToBackUp[];
  readonly running: RunningBackup;
}

async function writeAndVerify(context: ServiceContext, task: Task) {
  const { vault } = context;
  const { files } = vault;
  const { place, backupId, running } = task;
  requireRoomForCopy(files, vault.db);
  copyDatabase(files, vault.db, snapshotPath(vault.folder));
  assertEncrypted(snapshotPath(vault.folder));
  const tombstones = keepTombstones(vault);
  const erasedText = tombstonesText(tombstones);
  const header = headerOf(context, task, erasedText);
  const totalBytes = header.entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const step = progressOf(context, totalBytes, running);
  const part = partOf(place);
  let sizeBytes = 0;
  await atPlace(async () => {
    if (files.exists(part)) files.unlink(part);
    const written = await writeEntries(context, { header, part, erasedText, step });
    try {
      const found = await readBack(vault, part, step);
      if (Buffer.compare(written, found) !== 0) throw new Failure("backup.damaged");
      requireNothingErased(vault, tombstones);
      writeCompanion(vault, place, tombstones);
      sizeBytes = sizeOf(files, part);
      files.rename(part, place);
      // From here on it is there, and must be known, whatever else fails.
      vault.db.transaction(() => completeBackup(vault.db, backupId, sizeBytes)).immediate();
      files.syncFolder(path.dirname(place));
    } catch (error) {
      if (files.exists(part)) files.unlink(part);
      throw error;
    }
  });
  return { madeAt: header.madeAt, sizeBytes, soundCount: task.sounds.length };
}

function headerOf({ vault }: ServiceContext, { backupId, sounds }: Task, erasedText: string): BackupHeader {
  const { files, folder } = vault;
  const stored = readAuthenticated(files, vaultPaths(folder).header);
  if (stored === undefined || stored === "malformed") throw new Failure("vault.tampered");
  const entries: BackupEntry[] = [
    { kind: "database", sizeBytes: sizeOf(files, snapshotPath(folder)) },
    { kind: "tombstones", sizeBytes: new TextEncoder().encode(erasedText).length },
    ...sounds.map(
      (sound): SoundEntry => ({ kind: "sound", ...sound, sizeBytes: shredBytes + sound.sizeBytes }),
    ),
  ];
  return { backupId, madeAt: vault.clock.now(), vault: stored, salt: randomBytes(32), entries };
}

interface Writing {
  readonly header: BackupHeader;
  readonly part: string;
  readonly erasedText: string;
  readonly step: Step;
}

/** @returns SHA-256 of all plain bytes, in order */
async function writeEntries(context: ServiceContext, { header, part, erasedText, step }: Writing) {
  const { vault } = context;
  const hash = createSha256();
  const writer = createBackupWriter(vault.files, part, header, vault.keys.backupKey);
  let doneBytes = 0;
  try {
    for (const entry of header.entries) {
      for (const piece of plainBytesOf(context, entry, erasedText)) {
        writer.append(piece);
        hash.update(piece);
        doneBytes += piece.length;
        step("writing", doneBytes);
        await setImmediate();
      }
    }
    writer.finish();
    return hash.digest();
  } catch (error) {
    writer.abort();
    // A sound that was erased while it was read has become shorter, or has no key half any more.
    throw error instanceof RangeError ? new Failure("backup.overtaken") : error;
  }
}

function* plainBytesOf(
  { vault, audio }: ServiceContext,
  entry: BackupEntry,
  erasedText: string,
): Generator<Uint8Array> {
  switch (entry.kind) {
    case "database":
      yield* piecesOf(vault.files, snapshotPath(vault.folder));
      break;
    case "tombstones":
      yield new TextEncoder().encode(erasedText);
      break;
    case "sound":
      yield* soundPieces(vault.files, audio, entry.recordingId);
  }
}

/** Reads the whole file as a restore would. @returns SHA-256 of all plain bytes */
async function readBack(vault: OpenVault, part: string, step: Step): Promise<Uint8Array> {
  const { backupKey } = vault.keys;
  const reader = openBackup(vault.files, part);
  const hash = createSha256();
  let doneBytes = 0;
  try {
    reader.authenticate(backupKey);
    for (const index of reader.header.entries.keys()) {
      for (const chunk of reader.chunks(index, backupKey)) {
        hash.update(chunk);
        doneBytes += chunk.length;
        step("verifying", doneBytes);
        if (doneBytes % pieceBytes < chunk.length) await setImmediate();
      }
    }
    return hash.digest();
  } finally {
    reader.close();
  }
}

/** An erasure that ran meanwhile is not undone by a file that was begun before it. */
function requireNothingErased(vault: OpenVault, before: Tombstones): void {
  if (!isSameErased(keepTombstones(vault), before)) throw new Failure("backup.overtaken");
}

type Step = (phase: EventPayload<"backup.progress">["phase"], doneBytes: number) => void;

/** Reports progress at most ten times a second, and the end of each phase; throws once the backup is cancelled. */
function progressOf({ clock, emit }: ServiceContext, totalBytes: number, running: RunningBackup): Step {
  const isTold = createPace(clock);
  return (phase, doneBytes) => {
    if (running.isCancelled) throw new Failure("backup.cancelled");
    if (running.isOvertaken === true) throw new Failure("backup.overtaken");
    if (!isTold(doneBytes >= totalBytes)) return;
    emit({ name: "backup.progress", payload: { phase, doneBytes, totalBytes } });
  };
}

/** A stick pulled out, write-protected, or with a file system that takes no file as large: the fault is the place's. */
async function atPlace(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (placeErrors.includes(code)) throw new Failure("backup.place-lost");
    throw error;
  }
}

const placeErrors = ["ENOENT", "ENOTDIR", "EACCES", "EPERM", "EROFS", "EIO", "ENODEV", "ENXIO", "EFBIG"];

function sizeOf(files: FilePort, filePath: string): number {
  const descriptor = files.openRead(filePath);
  try {
    return files.size(descriptor);
  } finally {
    files.close(descriptor);
  }
}

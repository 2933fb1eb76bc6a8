/** Which sounds a restore brings back, from the file or from the vault that is here, and writing them. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { type BlobStore, createBlobStore, shredBytes } from "../audio/blobStore.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import type { SoundEntry } from "../vault/backupFormat.ts";
import type { BackupReader } from "../vault/backupReader.ts";
import { eraseSoundRows } from "../vault/erasureRepository.ts";
import { listOpenable } from "../vault/recordingRepository.ts";
import { isErasable, listScheduled } from "../vault/schedule.ts";
import type { UnlockedVault } from "../vault/unlockedVault.ts";
import { vaultFolderOf, vaultPaths } from "../vault/vaultFolder.ts";
import { soundPieces, writePieces } from "./filePieces.ts";
import { openRecording } from "./openRecording.ts";
import type { VaultHost } from "./vaultHost.ts";

/** The vault as it is restored, and where its sounds come from. */
export interface SoundsToRestore {
  readonly vault: UnlockedVault;
  readonly reader: BackupReader;
  readonly keys: { readonly backupKey: Uint8Array };
  /** Hears how many bytes were written; throws once the restore is cancelled. */
  readonly step: (bytes: number) => void;
}

/**
 * Writes key halves and blobs of what may sound again: not due, not erased, and either in the file or in the vault here.
 *
 * What the database knows and nobody has counts as erased: without a certificate, since nothing was erased here.
 *
 * @returns how many sounds there are
 */
export async function restoreSounds(
  host: Pick<VaultHost, "home">,
  { vault, reader, keys, step }: SoundsToRestore,
): Promise<number> {
  const { files, folder, db, clock } = vault;
  const audio = createBlobStore({ files, folder: vaultPaths(folder).media });
  const mediaHere = vaultPaths(vaultFolderOf(host.home, vault.id)).media;
  const audioHere = files.exists(mediaHere) ? createBlobStore({ files, folder: mediaHere }) : undefined;
  const isDue = dueCheck(vault);
  const leftOut: ConversationId[] = [];
  let written = 0;
  for (const recording of listOpenable(db)) {
    const { id, conversationId } = recording;
    const entry = soundEntryOf(reader, id);
    const isWanted = !isDue(id, entry);
    const write = async (source: Iterable<Uint8Array>) => {
      await writeSound(audio, { files, id, source, step });
      openRecording(vault, audio, recording).close();
    };
    if (isWanted && entry !== undefined)
      await write(reader.chunks(reader.header.entries.indexOf(entry), keys.backupKey));
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

/** A sound as it is in the file; `undefined` if it is not. */
export function soundEntryOf({ header }: BackupReader, id: RecordingId): SoundEntry | undefined {
  return header.entries.find(
    (entry): entry is SoundEntry => entry.kind === "sound" && entry.recordingId === id,
  );
}

/**
 * Whether a sound is due, by the date in the file or by the database, which also knows of permissions taken back.
 *
 * What is in the file stays there, whatever the computer's date; what is only here would be gone, so that it goes by
 * what the clock of the vault here lets be erased.
 */
export function dueCheck(vault: UnlockedVault): (id: RecordingId, entry?: SoundEntry) => boolean {
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
  await writePieces(files, audio.blobPath(id), withoutBeginning(source, shred), step);
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

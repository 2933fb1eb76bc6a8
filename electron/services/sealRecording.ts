/** From the part of a recording that has ended, or was cut off, to a blob. */
import path from "node:path";
import { Failure } from "../../shared/errors.ts";
import { largestPageBytes, opusLengthMs } from "../../shared/formats/oggPages.ts";
import { openBlob } from "../audio/blobReader.ts";
import { openPart } from "../audio/partReader.ts";
import { sealPart } from "../audio/sealPart.ts";
import { recordingKey } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import type { Recording, SealedRecording } from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";

/**
 * Turns the authentic records of a part into a blob; may be called again after a crash at any point.
 *
 * @returns the length as the sound itself tells it; `null` if it does not
 * @throws Failure `media.empty` if nothing was ever recorded, `media.erased` if a half of the key is gone,
 *   `media.tampered` if what was recorded cannot be read, `media.verification-failed`, `vault.disk-full` if there is
 *   no room for the blob
 * @throws the port's error; what was recorded is left
 */
export function sealRecording({ vault, audio }: ServiceContext, recording: Recording): SealedRecording {
  const { id, conversationId, keyHalf } = recording;
  const { files } = vault;
  const shred = audio.readShred(id);
  const partPath = audio.partPath(id);
  const blobPath = audio.blobPath(id);
  if (keyHalf === null || shred === undefined) {
    const isAnythingThere = recording.sizeBytes > 0 || [partPath, blobPath].some(files.exists);
    // A beginning that was taken back: a sync that failed lets its row come through all the same.
    throw new Failure(isAnythingThere ? "media.erased" : "media.empty");
  }
  const key = recordingKey(vault.keys.mediaKey(recording.keyGeneration), keyHalf, shred);
  const owner = { files, key, conversationId, blobId: id };
  try {
    if (files.exists(partPath)) {
      requireSound({ ...owner, path: partPath }, recording);
      requireRoom(files, partPath);
    } else if (!files.exists(blobPath)) throw nothingOf(recording);
    const { sizeBytes, sha256 } = sealPart({ ...owner, partPath, blobPath });
    return { id, sizeBytes, sha256, durationMs: lengthOf({ ...owner, path: blobPath }) };
  } finally {
    wipe(key, shred);
  }
}

/** A first record that is there and not authentic is damage; an end before it is a beginning that was cut off. */
function requireSound(part: Parameters<typeof openPart>[0], recording: Recording): void {
  const reader = openPart(part);
  try {
    const first = reader.next();
    if (first === "unauthentic") throw new Failure("media.tampered");
    if (typeof first === "string") throw nothingOf(recording);
  } finally {
    reader.close();
  }
}

/** A blob is no larger than its part; a disk is not filled to its last byte for one that cannot be finished. */
function requireRoom(files: FilePort, partPath: string): void {
  const descriptor = files.openRead(partPath);
  try {
    if (files.freeBytes(path.dirname(partPath)) < files.size(descriptor))
      throw new Failure("vault.disk-full");
  } finally {
    files.close(descriptor);
  }
}

/** Nothing there: of a recording that is known to have held sound that is damage. */
function nothingOf({ sizeBytes }: Recording): Failure {
  return new Failure(sizeBytes > 0 ? "media.tampered" : "media.empty");
}

function lengthOf(options: Parameters<typeof openBlob>[0]): number | null {
  const blob = openBlob(options);
  try {
    const head = blob.read(0, Math.min(blob.sizeBytes, largestPageBytes));
    const tail = blob.read(Math.max(0, blob.sizeBytes - 2 * largestPageBytes), blob.sizeBytes);
    return opusLengthMs(head, tail) ?? null;
  } finally {
    blob.close();
  }
}

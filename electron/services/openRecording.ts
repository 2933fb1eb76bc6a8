/** From a recording's row to its readable sound. */

import { Failure } from "../../shared/errors.ts";
import { type BlobReader, openBlob } from "../audio/blobReader.ts";
import type { BlobStore } from "../audio/blobStore.ts";
import { recordingKey } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { Recording } from "../vault/recordingRepository.ts";

/**
 * Opens the blob of a recording with both halves of its key.
 *
 * @throws Failure `media.erased` if a half of the key or the blob is gone, `media.tampered` if it is not authentic
 */
export function openRecording(vault: OpenVault, audio: BlobStore, recording: Recording): BlobReader {
  const shred = audio.readShred(recording.id);
  const path = audio.blobPath(recording.id);
  if (recording.keyHalf === null || shred === undefined || !vault.files.exists(path)) {
    throw new Failure("media.erased");
  }
  const key = recordingKey(vault.keys.mediaKey(recording.keyGeneration), recording.keyHalf, shred);
  try {
    return openBlob({
      files: vault.files,
      path,
      key,
      conversationId: recording.conversationId,
      blobId: recording.id,
    });
  } finally {
    wipe(key, shred);
  }
}

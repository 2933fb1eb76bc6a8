/** The files of several sounds, looked at and destroyed so that one that fails keeps no other alive; no key is needed. */
import type { RecordingId } from "../../shared/domain/ids.ts";
import type { BlobStore } from "../audio/blobStore.ts";
import { createAttempts, ifPossible } from "./attempts.ts";

/**
 * Destroys sounds, all key halves first.
 *
 * @param told - called with what became of each key half that was destroyed
 * @throws the port's first error, once everything was tried; call again
 */
export function destroySounds(
  audio: BlobStore,
  recordingIds: readonly RecordingId[],
  told: (recordingId: RecordingId, half: ReturnType<BlobStore["destroyShred"]>) => void = () => {},
): void {
  const attempts = createAttempts();
  for (const recordingId of recordingIds) {
    attempts.try(() => told(recordingId, audio.destroyShred(recordingId)));
  }
  for (const recordingId of recordingIds) {
    attempts.try(() => audio.destroyBlob(recordingId));
    attempts.try(() => audio.destroyPart(recordingId));
  }
  attempts.finish();
}

/** Whether a sound cannot be opened any more; a key half that cannot be read just now is there. */
export function isKeyHalfAbsent(audio: BlobStore, recordingId: RecordingId): boolean {
  return ifPossible(() => audio.readShred(recordingId) === undefined) ?? false;
}

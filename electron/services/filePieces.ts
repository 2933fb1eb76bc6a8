/** Files as pieces of at most 1 MiB, so that none is ever whole in memory. */
import { setImmediate } from "node:timers/promises";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import type { BlobStore } from "../audio/blobStore.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";

/** Bytes handled at a time; between two pieces other requests are answered. */
export const pieceBytes = 1_048_576;

/** All bytes of a file. */
export function* piecesOf(files: FilePort, filePath: string): Generator<Uint8Array> {
  const descriptor = files.openRead(filePath);
  try {
    const sizeBytes = files.size(descriptor);
    for (let start = 0; start < sizeBytes; start += pieceBytes) {
      const piece = new Uint8Array(Math.min(pieceBytes, sizeBytes - start));
      yield piece.subarray(0, files.read(descriptor, piece, start));
    }
  } finally {
    files.close(descriptor);
  }
}

/**
 * A sound as backups hold it: key half S, then the blob.
 *
 * @throws Failure `backup.overtaken` if it was erased meanwhile
 */
export function* soundPieces(files: FilePort, audio: BlobStore, id: RecordingId): Generator<Uint8Array> {
  const shred = audio.readShred(id);
  if (shred === undefined) throw new Failure("backup.overtaken");
  yield shred;
  wipe(shred);
  yield* piecesOf(files, audio.blobPath(id));
}

/** Writes a file that is not there yet, and syncs it; lets others work after each MiB. */
export async function writePieces(
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

/** Files as pieces of at most 1 MiB, so that none is ever whole in memory. */
import type { RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import type { BlobStore } from "../audio/blobStore.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { pieceBytes } from "./newBlob.ts";

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

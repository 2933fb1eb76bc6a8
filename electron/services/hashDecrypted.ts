/** The hash of what an encrypted sound decrypts to, a piece at a time, so that others get their turn. */
import { setImmediate } from "node:timers/promises";
import type { BlobReader } from "../audio/blobReader.ts";
import { createSha256 } from "../crypto/hash.ts";
import { pieceBytes } from "./filePieces.ts";

/**
 * Reads all of it; the reader stays open.
 *
 * @param onPiece - told how many bytes are read; what it throws ends the reading
 * @returns SHA-256
 * @throws Failure `media.tampered`
 */
export async function hashDecrypted(
  reader: BlobReader,
  onPiece: (doneBytes: number) => void,
): Promise<Uint8Array> {
  const hash = createSha256();
  for (let done = 0; done < reader.sizeBytes; ) {
    const end = Math.min(done + pieceBytes, reader.sizeBytes);
    hash.update(reader.read(done, end));
    done = end;
    onPiece(done);
    await setImmediate();
  }
  return hash.digest();
}

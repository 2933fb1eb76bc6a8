/** The hash of what a blob holds, to compare with what was meant to be in it. */
import { createSha256 } from "../crypto/hash.ts";
import type { BlobReader } from "./blobReader.ts";

const stepBytes = 1024 * 1024;

/**
 * SHA-256 of all plain bytes, 32 bytes; every chunk is read and authenticated on the way.
 *
 * @throws Failure `media.tampered`
 */
export function hashBlob(blob: BlobReader): Uint8Array {
  const hash = createSha256();
  for (let start = 0; start < blob.sizeBytes; start += stepBytes) {
    hash.update(blob.read(start, Math.min(start + stepBytes, blob.sizeBytes)));
  }
  return hash.digest();
}

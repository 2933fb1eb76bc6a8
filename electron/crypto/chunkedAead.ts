/** Long content as chunks that are authenticated one by one, under a key that is used for nothing else. */
import { decryptWithNonce, encryptWithNonce, nonceBytes, tagBytes } from "./aead.ts";

/** Plain bytes in every chunk but the final one, which has 1…64 KiB. */
export const plainChunkBytes = 65_536;

/** Where a chunk stands in its content. */
export interface ChunkPosition {
  /** From 0. */
  readonly index: number;
  /** There is exactly one final chunk; a content that was cut off has none. */
  readonly isLast: boolean;
}

/** How many chunks a content of this length has. @param sizeBytes - at least 1 */
export function chunkCountOf(sizeBytes: number): number {
  return Math.ceil(sizeBytes / plainChunkBytes);
}

/** Length of all chunks with their tags, bytes. @param sizeBytes - of the plain content, at least 1 */
export function sealedBytesOf(sizeBytes: number): number {
  return sizeBytes + chunkCountOf(sizeBytes) * tagBytes;
}

/**
 * Encrypts one chunk.
 *
 * @param key - fresh for this content: the nonce is the chunk's position alone
 */
export function sealChunk(
  key: Uint8Array,
  position: ChunkPosition,
  plain: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  return encryptWithNonce(key, nonceOf(position), plain, associated);
}

/** Inverse of `sealChunk`; `undefined` if key, position, associated bytes or the chunk itself differ. */
export function openChunk(
  key: Uint8Array,
  position: ChunkPosition,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  return decryptWithNonce(key, nonceOf(position), sealed, associated);
}

/** Fifteen zeros ‖ big-endian 64-bit index ‖ 1 for the last, else 0. */
function nonceOf({ index, isLast }: ChunkPosition): Uint8Array {
  const nonce = new Uint8Array(nonceBytes);
  new DataView(nonce.buffer).setBigUint64(nonceBytes - 9, BigInt(index));
  nonce[nonceBytes - 1] = isLast ? 1 : 0;
  return nonce;
}

/**
 * Media blob, version 1: a header, then chunks of 64 KiB, each encrypted and authenticated by itself so that
 * any range can be read (SECURITY.md, "Media blob").
 *
 * Chunk i is XChaCha20-Poly1305 under the recording key, with the whole header as associated data and
 * `nonceAt(prefix, i, isLast)`. Exactly one chunk, the final one, has the last flag and 1…C plain bytes;
 * all before it have C; only the empty blob has an empty final chunk.
 */
import { tagBytes } from "../crypto/aead.ts";
import {
  encodeMediaHeader,
  type HeaderForm,
  headerBytes,
  type MediaHeader,
  parseMediaHeader,
} from "./mediaHeader.ts";

const chunkExponent = 16;

/** C: plain bytes in every chunk but the final one. */
export const chunkBytes = 2 ** chunkExponent;

const sealedChunkBytes = chunkBytes + tagBytes;

const blobForm: HeaderForm = { magic: "LyhB", version: 1, chunkExponent };

/** How the bytes of a blob are spread over its chunks. */
export interface BlobLayout {
  /** Plain bytes in all. */
  readonly sizeBytes: number;
  /** At least 1. */
  readonly chunkCount: number;
}

/** Where a chunk with its tag lies in the file, bytes. */
export interface ChunkPlace {
  readonly position: number;
  readonly length: number;
}

/** Encodes the header of a blob. @throws RangeError if a field does not fit */
export function encodeBlobHeader(header: MediaHeader): Uint8Array {
  return encodeMediaHeader(blobForm, header);
}

/** Reads the header of a blob, not yet authenticated. @throws Failure `media.tampered` */
export function parseBlobHeader(bytes: Uint8Array): MediaHeader {
  return parseMediaHeader(blobForm, bytes);
}

/**
 * The layout that a file of this length has.
 *
 * @returns `undefined` if no blob has this length
 */
export function layoutOfFile(fileBytes: number): BlobLayout | undefined {
  const body = fileBytes - headerBytes;
  const chunkCount = Math.ceil(body / sealedChunkBytes);
  const finalBytes = body - (chunkCount - 1) * sealedChunkBytes - tagBytes;
  const isPossible = chunkCount === 1 ? finalBytes >= 0 : chunkCount > 1 && finalBytes >= 1;
  return isPossible ? { sizeBytes: body - chunkCount * tagBytes, chunkCount } : undefined;
}

/** Length of the file that holds this many plain bytes. */
export function fileBytesFor(sizeBytes: number): number {
  const chunkCount = Math.max(1, Math.ceil(sizeBytes / chunkBytes));
  return headerBytes + sizeBytes + chunkCount * tagBytes;
}

/** Where chunk `index` (from 0, below `chunkCount`) lies. */
export function placeOfChunk(layout: BlobLayout, index: number): ChunkPlace {
  const plainBytes = Math.min(chunkBytes, layout.sizeBytes - index * chunkBytes);
  return { position: headerBytes + index * sealedChunkBytes, length: plainBytes + tagBytes };
}

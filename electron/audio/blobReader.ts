/** Reads any range of a blob; no byte leaves before the tag of its chunk was checked. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { decryptWithNonce } from "../crypto/aead.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { type BlobLayout, chunkBytes, layoutOfFile, parseBlobHeader, placeOfChunk } from "./blobFormat.ts";
import { type MediaFault, tampered } from "./mediaFault.ts";
import { checkMediaOwner, headerBytes, type MediaHeader, nonceAt } from "./mediaHeader.ts";
import type { MediaType } from "./mediaTypes.ts";

/** Chunks kept decrypted: a player asks for neighbouring ranges again and again. */
const keptChunks = 2;

/** Which blob to open, and whose it must be. */
export interface BlobOptions {
  readonly files: FilePort;
  readonly path: string;
  /** The recording key; copied, the copy is wiped by `close`. */
  readonly key: Uint8Array;
  readonly conversationId: ConversationId;
  readonly blobId: RecordingId;
}

/** An open blob whose header and length are authentic; ends with `close`. */
export interface BlobReader {
  readonly sizeBytes: number;
  readonly mediaType: MediaType;
  /**
   * The plain bytes `[start, end)`, of any length.
   *
   * @throws RangeError unless 0 ≤ start ≤ end ≤ `sizeBytes`
   * @throws Failure `media.tampered` if any chunk the range touches is not authentic
   */
  read(start: number, end: number): Uint8Array;
  /** Closes the file and wipes what was kept; may be called twice. */
  close(): void;
}

/**
 * Opens a blob after authenticating its header and its final chunk, and with them its length.
 *
 * @throws Failure `media.tampered` if it is not exactly the blob asked for, or the key is not its key
 * @throws the port's error, `ENOENT` if there is no such file
 */
export function openBlob({ files, path, key, conversationId, blobId }: BlobOptions): BlobReader {
  const descriptor = files.openRead(path);
  try {
    const headerInFile = readHeader(files, descriptor);
    const header = parseBlobHeader(headerInFile);
    checkMediaOwner(header, { conversationId, blobId });
    const layout = layoutOfFile(files.size(descriptor));
    if (layout === undefined) throw tampered("length");
    return authenticatedReader({
      files,
      descriptor,
      key: Uint8Array.from(key),
      header,
      headerInFile,
      layout,
    });
  } catch (error) {
    files.close(descriptor);
    throw error;
  }
}

interface OpenedBlob {
  readonly files: FilePort;
  readonly descriptor: number;
  readonly key: Uint8Array;
  readonly header: MediaHeader;
  readonly headerInFile: Uint8Array;
  readonly layout: BlobLayout;
}

function authenticatedReader(blob: OpenedBlob): BlobReader {
  const { sizeBytes, chunkCount } = blob.layout;
  const kept: { readonly index: number; readonly plain: Uint8Array }[] = [];
  let isOpen = true;
  chunk(chunkCount - 1, "final-chunk");

  function read(start: number, end: number): Uint8Array {
    if (!isOpen) throw new Error("the blob is closed");
    const isRange =
      Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= sizeBytes;
    if (!isRange) throw new RangeError("not a range of this blob");
    const range = new Uint8Array(end - start);
    for (let position = start; position < end; ) {
      const index = Math.floor(position / chunkBytes);
      const offset = position - index * chunkBytes;
      const piece = chunk(index, "chunk").subarray(offset, offset + end - position);
      range.set(piece, position - start);
      position += piece.length;
    }
    return range;
  }

  function chunk(index: number, fault: MediaFault): Uint8Array {
    const known = kept.find((entry) => entry.index === index);
    if (known !== undefined) return known.plain;
    const plain = decryptChunk(blob, index);
    if (plain === undefined) throw tampered(fault);
    kept.push({ index, plain });
    if (kept.length > keptChunks) wipe(...kept.splice(0, 1).map((entry) => entry.plain));
    return plain;
  }

  function close(): void {
    if (!isOpen) return;
    isOpen = false;
    wipe(blob.key, ...kept.map((entry) => entry.plain));
    blob.files.close(blob.descriptor);
  }

  return { sizeBytes, mediaType: blob.header.mediaType, read, close };
}

function decryptChunk(blob: OpenedBlob, index: number): Uint8Array | undefined {
  const { files, descriptor, key, header, headerInFile, layout } = blob;
  const { position, length } = placeOfChunk(layout, index);
  const sealed = new Uint8Array(length);
  const there = files.read(descriptor, sealed, position);
  const nonce = nonceAt(header.noncePrefix, index, index === layout.chunkCount - 1);
  return decryptWithNonce(key, nonce, sealed.subarray(0, there), headerInFile);
}

function readHeader(files: FilePort, descriptor: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  return bytes.subarray(0, files.read(descriptor, bytes, 0));
}

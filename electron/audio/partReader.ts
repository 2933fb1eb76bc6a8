/** Reads the records of a part back, up to where it was torn. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { decryptWithNonce, tagBytes } from "../crypto/aead.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { checkMediaOwner, headerBytes, type MediaHeader, nonceAt } from "./mediaHeader.ts";
import {
  maximumRecordBytes,
  parsePartHeader,
  partKey,
  recordAssociated,
  recordLengthBytes,
} from "./partFormat.ts";

/** Which part to open, and whose it must be. */
export interface PartOptions {
  readonly files: FilePort;
  readonly path: string;
  /** The recording key. */
  readonly key: Uint8Array;
  readonly conversationId: ConversationId;
  readonly blobId: RecordingId;
}

/**
 * Why there are no more records: `complete` – the file ends with a record; `torn` – it ends inside one
 * (or inside the header); `unauthentic` – the next one is damaged, or was never written by this key.
 */
export type PartEnd = "complete" | "torn" | "unauthentic";

/** An open part; ends with `close`. */
export interface PartReader {
  /** What the header says; `undefined` if the file ends before it does. Authentic once a record was read. */
  readonly header: MediaHeader | undefined;
  /** The next authentic record; from the first bad one on, why there is none. */
  next(): Uint8Array | PartEnd;
  close(): void;
}

/** What could be read of a part. */
export interface RecoveredPart {
  /** In the order they were appended. */
  readonly records: readonly Uint8Array[];
  readonly end: PartEnd;
}

/**
 * Reads all authentic records of a part into memory; `sealPart` does without.
 *
 * @throws Failure `media.tampered` if the header is whole but not the one asked for
 */
export function recoverPart(options: PartOptions): RecoveredPart {
  const part = openPart(options);
  try {
    const records: Uint8Array[] = [];
    for (;;) {
      const record = part.next();
      if (typeof record === "string") return { records, end: record };
      records.push(record);
    }
  } finally {
    part.close();
  }
}

/**
 * Opens a part for reading from its start.
 *
 * @throws Failure `media.tampered` if the header is whole but not the one asked for
 * @throws the port's error, `ENOENT` if there is no such file
 */
export function openPart({ files, path, key, conversationId, blobId }: PartOptions): PartReader {
  const descriptor = files.openRead(path);
  try {
    const headerInFile = new Uint8Array(headerBytes);
    const isHeaderWhole = files.read(descriptor, headerInFile, 0) === headerBytes;
    const header = isHeaderWhole ? parsePartHeader(headerInFile) : undefined;
    if (header !== undefined) checkMediaOwner(header, { conversationId, blobId });
    return readerOf({ files, descriptor, key: partKey(key), header, headerInFile });
  } catch (error) {
    files.close(descriptor);
    throw error;
  }
}

interface OpenedPart {
  readonly files: FilePort;
  readonly descriptor: number;
  readonly key: Uint8Array;
  readonly header: MediaHeader | undefined;
  readonly headerInFile: Uint8Array;
}

function readerOf(part: OpenedPart): PartReader {
  let position = headerBytes;
  let index = 0;
  let end: PartEnd | undefined = part.header === undefined ? "torn" : undefined;

  function next(): Uint8Array | PartEnd {
    if (end !== undefined) return end;
    const record = readRecord(part, position, index);
    if (typeof record === "string") {
      end = record;
      return record;
    }
    position += recordLengthBytes + record.length + tagBytes;
    index += 1;
    return record;
  }

  function close(): void {
    wipe(part.key);
    part.files.close(part.descriptor);
  }

  return { header: part.header, next, close };
}

function readRecord(part: OpenedPart, position: number, index: number): Uint8Array | PartEnd {
  const { files, descriptor, key, header, headerInFile } = part;
  if (header === undefined) return "torn";
  const lengthField = new Uint8Array(recordLengthBytes);
  const lengthThere = files.read(descriptor, lengthField, position);
  if (lengthThere < recordLengthBytes) return lengthThere === 0 ? "complete" : "torn";
  const plainBytes = new DataView(lengthField.buffer).getUint32(0);
  // Checked before anything is allocated: the field is not authentic yet.
  if (plainBytes < 1 || plainBytes > maximumRecordBytes) return "unauthentic";
  const sealed = new Uint8Array(plainBytes + tagBytes);
  if (files.read(descriptor, sealed, position + recordLengthBytes) < sealed.length) return "torn";
  const nonce = nonceAt(header.noncePrefix, index, false);
  return decryptWithNonce(key, nonce, sealed, recordAssociated(headerInFile, lengthField)) ?? "unauthentic";
}

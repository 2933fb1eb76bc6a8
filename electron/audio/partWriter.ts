/** Writes a recording in progress, so that a crash loses at most the append under way. */
import path from "node:path";
import { encryptWithNonce } from "../crypto/aead.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { type MediaHeader, nonceAt, noncePrefixBytes } from "./mediaHeader.ts";
import {
  encodePartHeader,
  maximumRecordBytes,
  partKey,
  recordAssociated,
  recordLengthBytes,
} from "./partFormat.ts";

/** What a new part is made with. */
export interface PartWriterOptions {
  readonly files: FilePort;
  /** Must not exist. */
  readonly path: string;
  /** The recording key; the part's own key is derived from it and wiped by `close`. */
  readonly key: Uint8Array;
  readonly header: Omit<MediaHeader, "noncePrefix">;
}

/** A recording in progress; ends with `close`, after which it is sealed or recovered. */
export interface PartWriter {
  /**
   * Adds one record; when it returns, the record is on the medium.
   *
   * @param bytes - 1 byte to 1 MiB
   * @throws RangeError for another length
   * @throws the port's error; then only `close` is left to do, and the records before it are whole
   */
  append(bytes: Uint8Array): void;
  /** Closes the file, which stays; may be called twice. */
  close(): void;
}

type Phase = "open" | "failed" | "closed";

/** Creates the file; when it returns, its header and its name are on the medium. @throws the port's error; then no file is left */
export function createPartWriter({ files, path: partPath, key, header }: PartWriterOptions): PartWriter {
  const ownKey = partKey(key);
  const noncePrefix = randomBytes(noncePrefixBytes);
  const headerInFile = encodePartHeader({ ...header, noncePrefix });
  let recordIndex = 0;
  let filePosition = headerInFile.length;
  let phase: Phase = "open";

  const descriptor = files.createNew(partPath);
  try {
    files.write(descriptor, headerInFile, 0);
    files.sync(descriptor);
    files.syncFolder(path.dirname(partPath));
  } catch (error) {
    close();
    files.unlink(partPath);
    throw error;
  }

  function append(bytes: Uint8Array): void {
    if (phase !== "open") throw new Error(`the part writer is ${phase}`);
    if (bytes.length < 1 || bytes.length > maximumRecordBytes)
      throw new RangeError("a record has 1 byte to 1 MiB");
    const record = encryptRecord(bytes);
    // Stays so if a write fails: another try could encrypt other bytes under a used nonce.
    phase = "failed";
    files.write(descriptor, record, filePosition);
    files.dataSync(descriptor);
    filePosition += record.length;
    recordIndex += 1;
    phase = "open";
  }

  function encryptRecord(bytes: Uint8Array): Uint8Array {
    const lengthField = new Uint8Array(recordLengthBytes);
    new DataView(lengthField.buffer).setUint32(0, bytes.length);
    const nonce = nonceAt(noncePrefix, recordIndex, false);
    const sealed = encryptWithNonce(ownKey, nonce, bytes, recordAssociated(headerInFile, lengthField));
    const record = new Uint8Array(recordLengthBytes + sealed.length);
    record.set(lengthField);
    record.set(sealed, recordLengthBytes);
    return record;
  }

  function close(): void {
    if (phase === "closed") return;
    phase = "closed";
    wipe(ownKey);
    files.close(descriptor);
  }

  return { append, close };
}

/** Writes a backup file from the plain bytes of its entries, one after the other, in constant memory. */
import path from "node:path";
import { chunkCountOf, plainChunkBytes, sealChunk } from "../crypto/chunkedAead.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { type BackupHeader, backupHeaderMac, encodeBackupHeader, entrySeal } from "./backupFormat.ts";

/** A backup being written; ends with `finish` or `abort`. */
export interface BackupWriter {
  /** Adds plain bytes: those of the first entry, then of the second … @throws RangeError beyond the last */
  append(bytes: Uint8Array): void;
  /** When it returns, the file is on the medium. @throws RangeError unless every entry is whole */
  finish(): void;
  /** Closes and deletes the unfinished file; does nothing after `finish`. */
  abort(): void;
}

/**
 * Creates the file and writes its header.
 *
 * @param backupKey - the vault's, 32 bytes
 * @throws the port's error, also if the file exists; nothing is left of the attempt then
 */
export function createBackupWriter(
  files: FilePort,
  filePath: string,
  header: BackupHeader,
  backupKey: Uint8Array,
): BackupWriter {
  const encoded = encodeBackupHeader(header);
  const held = new Uint8Array(plainChunkBytes);
  let heldBytes = 0;
  let entry = 0;
  let chunk = 0;
  let position = 0;
  let isOpen = true;
  let seal = entrySeal(backupKey, header, encoded, entry);
  const descriptor = files.createNew(filePath);
  try {
    write(encoded);
    write(backupHeaderMac(backupKey, encoded));
  } catch (error) {
    abort();
    throw error;
  }

  function append(bytes: Uint8Array): void {
    for (let taken = 0; taken < bytes.length; ) {
      const piece = bytes.subarray(taken, taken + chunkSize() - heldBytes);
      held.set(piece, heldBytes);
      heldBytes += piece.length;
      taken += piece.length;
      if (heldBytes === chunkSize()) writeChunk();
    }
  }

  /** Plain bytes of the chunk that is being filled. */
  function chunkSize(): number {
    const { sizeBytes } = header.entries[entry] ?? {};
    if (sizeBytes === undefined) throw new RangeError("more bytes than the entries hold");
    return Math.min(plainChunkBytes, sizeBytes - chunk * plainChunkBytes);
  }

  function writeChunk(): void {
    const isLast = chunk === chunkCountOf(header.entries[entry]?.sizeBytes ?? 0) - 1;
    write(sealChunk(seal.key, { index: chunk, isLast }, held.subarray(0, heldBytes), seal.associated));
    heldBytes = 0;
    chunk += 1;
    if (isLast) beginNextEntry();
  }

  function beginNextEntry(): void {
    wipe(seal.key);
    entry += 1;
    chunk = 0;
    seal = entrySeal(backupKey, header, encoded, entry);
  }

  function write(bytes: Uint8Array): void {
    files.write(descriptor, bytes, position);
    position += bytes.length;
  }

  function close(): void {
    isOpen = false;
    wipe(held, seal.key);
    files.close(descriptor);
  }

  function abort(): void {
    if (!isOpen) return;
    close();
    files.unlink(filePath);
  }

  return {
    append,
    finish() {
      if (entry < header.entries.length) throw new RangeError("an entry is not whole");
      files.sync(descriptor);
      close();
      files.syncFolder(path.dirname(filePath));
    },
    abort,
  };
}

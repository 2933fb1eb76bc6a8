/** Reads a backup file; nothing of it is believed before the key that it names has authenticated it. */
import { Failure } from "../../shared/errors.ts";
import { tagBytes } from "../crypto/aead.ts";
import { chunkCountOf, openChunk, plainChunkBytes } from "../crypto/chunkedAead.ts";
import { macBytes } from "../crypto/mac.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import {
  type BackupHeader,
  backupFileBytes,
  entrySeal,
  headerLengthIn,
  isBackupHeaderMac,
  parseBackupHeader,
  prefaceBytes,
} from "./backupFormat.ts";
import { parseHeader, type StoredHeader } from "./vaultHeader.ts";

/** An open backup; ends with `close`. */
export interface BackupReader {
  readonly header: BackupHeader;
  /** The vault's own header as it stood, with the key slots that open the backup. */
  readonly vault: StoredHeader;
  /** @throws Failure `backup.damaged` if header or length are not what the key's owner wrote */
  authenticate(backupKey: Uint8Array): void;
  /**
   * The plain bytes of an entry in pieces of at most 64 KiB, each authenticated before it is given out.
   *
   * @throws Failure `backup.damaged`
   */
  chunks(index: number, backupKey: Uint8Array): Iterable<Uint8Array>;
  close(): void;
}

/**
 * Opens a file and reads its header.
 *
 * @throws Failure `backup.not-a-backup`, `backup.format-too-new`, `backup.damaged`, `vault.format-too-new`
 */
export function openBackup(files: FilePort, filePath: string): BackupReader {
  const descriptor = files.openRead(filePath);
  try {
    const encoded = encodedHeader(files, descriptor);
    const header = parseBackupHeader(encoded.subarray(prefaceBytes));
    const vault = { header: vaultHeaderIn(header), stored: header.vault };
    return { header, vault, ...readerOf(files, descriptor, header, encoded) };
  } catch (error) {
    files.close(descriptor);
    throw error;
  }
}

function encodedHeader(files: FilePort, descriptor: number): Uint8Array {
  const preface = readAt(files, descriptor, 0, prefaceBytes);
  const length = prefaceBytes + headerLengthIn(preface);
  const encoded = files.size(descriptor) < length ? preface : readAt(files, descriptor, 0, length);
  if (encoded.length < length) throw new Failure("backup.damaged");
  return encoded;
}

function vaultHeaderIn({ vault }: BackupHeader) {
  try {
    return parseHeader(vault);
  } catch (error) {
    if (error instanceof Failure && error.code === "vault.tampered") throw new Failure("backup.damaged");
    throw error;
  }
}

function readerOf(files: FilePort, descriptor: number, header: BackupHeader, encoded: Uint8Array) {
  const { entries } = header;

  function positionOf(index: number): number {
    return backupFileBytes(encoded.length, entries.slice(0, index));
  }

  return {
    authenticate(backupKey: Uint8Array) {
      const mac = readAt(files, descriptor, encoded.length, macBytes);
      const isWhole = files.size(descriptor) === backupFileBytes(encoded.length, entries);
      if (!isWhole || !isBackupHeaderMac(backupKey, encoded, mac)) throw new Failure("backup.damaged");
    },
    *chunks(index: number, backupKey: Uint8Array): Generator<Uint8Array> {
      const sizeBytes = entries[index]?.sizeBytes;
      if (sizeBytes === undefined) throw new RangeError("no such entry");
      const { key, associated } = entrySeal(backupKey, header, encoded, index);
      const count = chunkCountOf(sizeBytes);
      try {
        for (let chunk = 0; chunk < count; chunk += 1) {
          const start = positionOf(index) + chunk * (plainChunkBytes + tagBytes);
          const length = Math.min(plainChunkBytes, sizeBytes - chunk * plainChunkBytes) + tagBytes;
          const sealed = readAt(files, descriptor, start, length);
          const plain = openChunk(key, { index: chunk, isLast: chunk === count - 1 }, sealed, associated);
          if (plain === undefined) throw new Failure("backup.damaged");
          yield plain;
        }
      } finally {
        wipe(key);
      }
    },
    close: () => files.close(descriptor),
  };
}

/** Bytes from a position on, fewer where the file ends. */
function readAt(files: FilePort, descriptor: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  return bytes.subarray(0, files.read(descriptor, bytes, position));
}

/** A ZIP outside, written in constant memory and read back whole before anyone relies on it. */
import { setImmediate } from "node:timers/promises";
import { crc32 } from "node:zlib";
import { Failure } from "../../shared/errors.ts";
import {
  crcOffset,
  directoryOf,
  endRecordBytes,
  localHeader,
  localHeaderBytes,
  longestZipBytes,
  readDirectory,
  readEndRecord,
  type ZipEntry,
  type ZipTime,
} from "../../shared/formats/storedZip.ts";
import { createSha256 } from "../crypto/hash.ts";
import { pieceBytes } from "./filePieces.ts";
import type { OutsideFile } from "./outsideFile.ts";

/** What goes into the archive under one name. */
export interface ArchiveSource {
  /** ASCII. */
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes `[start, end)`. */
  read(start: number, end: number): Uint8Array;
}

/** An entry as it was written, or as it was found again. */
export interface ArchivedEntry {
  readonly name: string;
  readonly sizeBytes: number;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly sha256: string;
}

/** Told after each piece; what it throws ends the work. */
export type OnPiece = (doneBytes: number) => void;

/** Text as a source. */
export function textSource(name: string, text: string): ArchiveSource {
  const bytes = new TextEncoder().encode(text);
  return { name, sizeBytes: bytes.length, read: (start, end) => bytes.subarray(start, end) };
}

/**
 * Writes the sources and, after them, what `last` makes of their hashes.
 *
 * @returns the entries in order, the last one included
 * @throws Failure `copy.not-written` also for what is too large for a ZIP without extensions (4 GiB)
 */
export async function writeArchive(
  file: OutsideFile,
  sources: readonly ArchiveSource[],
  last: (entries: readonly ArchivedEntry[]) => ArchiveSource,
  { time, onPiece }: { readonly time: ZipTime; readonly onPiece: OnPiece },
): Promise<ArchivedEntry[]> {
  const written: ArchivedEntry[] = [];
  const directory: ZipEntry[] = [];
  for (const source of sources) await write(source);
  await write(last(written));
  file.append(directoryOf(directory, file.sizeBytes(), time));
  return written;

  async function write({ name, sizeBytes, read }: ArchiveSource): Promise<void> {
    const headerAt = file.sizeBytes();
    if (headerAt + sizeBytes > longestZipBytes - pieceBytes) throw new Failure("copy.not-written");
    file.append(localHeader({ name, sizeBytes, crc: 0 }, time));
    const hash = createSha256();
    let crc = 0;
    for (let done = 0; done < sizeBytes; ) {
      const bytes = read(done, Math.min(done + pieceBytes, sizeBytes));
      file.append(bytes);
      hash.update(bytes);
      crc = crc32(bytes, crc);
      done += bytes.length;
      onPiece(file.sizeBytes());
      await setImmediate();
    }
    const crcBytes = new Uint8Array(4);
    new DataView(crcBytes.buffer).setUint32(0, crc, true);
    file.patch(crcBytes, headerAt + crcOffset);
    directory.push({ name, sizeBytes, crc, headerAt });
    written.push({ name, sizeBytes, sha256: hexOf(hash.digest()) });
  }
}

/**
 * Reads an archive as a stranger would: by its directory, every entry whole.
 *
 * @returns the entries and the SHA-256 of the whole file, hexadecimal
 * @throws Failure `copy.not-verified` if it cannot be read so, or a CRC-32 does not fit
 */
export async function readArchive(
  file: OutsideFile,
  onPiece: OnPiece,
): Promise<{ readonly entries: readonly ArchivedEntry[]; readonly sha256: string }> {
  const sizeBytes = file.sizeBytes();
  const end = readEndRecord(file.read(sizeBytes - endRecordBytes, endRecordBytes));
  if (end === undefined) throw new Failure("copy.not-verified");
  const directory = readDirectory(file.read(end.directoryAt, end.lengthBytes));
  if (directory === undefined || directory.length !== end.count) throw new Failure("copy.not-verified");
  const whole = createSha256();
  const entries: ArchivedEntry[] = [];
  let position = 0;
  for (const entry of directory) {
    if (entry.headerAt !== position) throw new Failure("copy.not-verified");
    const headerLength = localHeaderBytes + entry.name.length;
    await readThrough(headerLength, []);
    const hash = createSha256();
    let crc = 0;
    await readThrough(entry.sizeBytes, [
      (bytes) => hash.update(bytes),
      (bytes) => {
        crc = crc32(bytes, crc);
      },
    ]);
    if (crc !== entry.crc) throw new Failure("copy.not-verified");
    entries.push({ name: entry.name, sizeBytes: entry.sizeBytes, sha256: hexOf(hash.digest()) });
  }
  await readThrough(sizeBytes - position, []);
  return { entries, sha256: hexOf(whole.digest()) };

  async function readThrough(length: number, hear: readonly ((bytes: Uint8Array) => void)[]): Promise<void> {
    const until = position + length;
    while (position < until) {
      const bytes = file.read(position, Math.min(pieceBytes, until - position));
      if (bytes.length === 0) throw new Failure("copy.not-verified");
      whole.update(bytes);
      for (const listener of hear) listener(bytes);
      position += bytes.length;
      onPiece(position);
      await setImmediate();
    }
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

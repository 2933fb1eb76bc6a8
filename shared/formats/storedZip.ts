/** ZIP with stored entries (APPNOTE.TXT 6.3.3 §4.3): the bytes of the structures, to be written and read in a stream. */

/** One entry as the directory knows it. Names are ASCII. */
export interface ZipEntry {
  readonly name: string;
  readonly sizeBytes: number;
  /** CRC-32 of its bytes. */
  readonly crc: number;
  /** Where its local header begins. */
  readonly headerAt: number;
}

/** Without ZIP64 neither an entry nor the file may be longer. */
export const longestZipBytes = 0xffff_ffff;
/** Where in a local header the CRC-32 stands: it is known only once the entry has been read. */
export const crcOffset = 14;
/** Length of a local header without its name. */
export const localHeaderBytes = 30;
/** Length of the end record: the file has no comment. */
export const endRecordBytes = 22;

/** When the entries were made, local time on the wall. */
export interface ZipTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What stands before an entry's bytes. */
export function localHeader({ name, sizeBytes, crc }: Omit<ZipEntry, "headerAt">, time: ZipTime): Uint8Array {
  const nameBytes = ascii(name);
  const { bytes, view } = structure(localHeaderBytes + nameBytes.length, 0x04034b50);
  putCommon(view, 4, { sizeBytes, crc, nameLength: nameBytes.length, time });
  bytes.set(nameBytes, localHeaderBytes);
  return bytes;
}

/** The directory and the end record. @param directoryAt - where it begins, right after the last entry */
export function directoryOf(entries: readonly ZipEntry[], directoryAt: number, time: ZipTime): Uint8Array {
  const headers = entries.map((entry) => directoryHeader(entry, time));
  const length = headers.reduce((sum, header) => sum + header.length, 0);
  const { bytes: end, view } = structure(endRecordBytes, 0x06054b50);
  view.setUint16(8, entries.length, true);
  view.setUint16(10, entries.length, true);
  view.setUint32(12, length, true);
  view.setUint32(16, directoryAt, true);
  const whole = new Uint8Array(length + endRecordBytes);
  let position = 0;
  for (const part of [...headers, end]) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

/** Where the directory lies. @returns `undefined` if these are not the 22 bytes of an end record */
export function readEndRecord(
  bytes: Uint8Array,
): { readonly count: number; readonly lengthBytes: number; readonly directoryAt: number } | undefined {
  if (bytes.length !== endRecordBytes) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(0, true) !== 0x06054b50) return undefined;
  return {
    count: view.getUint16(10, true),
    lengthBytes: view.getUint32(12, true),
    directoryAt: view.getUint32(16, true),
  };
}

/** The entries of a directory, in its order. @returns `undefined` if it is not made of whole headers of stored entries */
export function readDirectory(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const sizeBytes = view.getUint32(at + 24, true);
    const isStored = view.getUint16(at + 10, true) === 0 && view.getUint32(at + 20, true) === sizeBytes;
    if (!isStored || at + 46 + nameLength > bytes.length) return undefined;
    entries.push({
      name: String.fromCharCode(...bytes.subarray(at + 46, at + 46 + nameLength)),
      sizeBytes,
      crc: view.getUint32(at + 16, true),
      headerAt: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength;
  }
  return entries;
}

function directoryHeader({ name, sizeBytes, crc, headerAt }: ZipEntry, time: ZipTime): Uint8Array {
  const nameBytes = ascii(name);
  const { bytes, view } = structure(46 + nameBytes.length, 0x02014b50);
  view.setUint16(4, version, true);
  putCommon(view, 6, { sizeBytes, crc, nameLength: nameBytes.length, time });
  view.setUint32(42, headerAt, true);
  bytes.set(nameBytes, 46);
  return bytes;
}

const version = 20;

/** The fields that both headers have, in the same order. */
function putCommon(
  view: DataView,
  at: number,
  facts: {
    readonly sizeBytes: number;
    readonly crc: number;
    readonly nameLength: number;
    readonly time: ZipTime;
  },
): void {
  const { sizeBytes, crc, nameLength, time } = facts;
  view.setUint16(at, version, true);
  view.setUint16(at + 8, ((time.year - 1980) << 9) | (time.month << 5) | time.day, true);
  view.setUint32(at + 10, crc, true);
  view.setUint32(at + 14, sizeBytes, true);
  view.setUint32(at + 18, sizeBytes, true);
  view.setUint16(at + 22, nameLength, true);
}

function structure(length: number, signature: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  const view = viewOf(bytes);
  view.setUint32(0, signature, true);
  return { bytes, view };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function ascii(name: string): Uint8Array {
  return Uint8Array.from(name, (character) => character.charCodeAt(0));
}

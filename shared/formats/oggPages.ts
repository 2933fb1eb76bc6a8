/** Pages of Ogg (RFC 3533) and the length of the Opus in them (RFC 7845): enough to know how long a recording is. */

/** One whole page whose checksum is right. */
export interface OggPage {
  /** Half-open range of its bytes. */
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  /** Samples at 48 kHz up to its end, those before the first included; −1 if no packet ends in it. */
  readonly granule: bigint;
  readonly sequence: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

const headerBytes = 27;
const capture = [0x4f, 0x67, 0x67, 0x53] as const;

/**
 * Reads the page that begins at a place.
 *
 * @returns `undefined` if there is none, it is not whole, or its checksum is wrong
 */
export function readOggPage(bytes: Uint8Array, start: number): OggPage | undefined {
  if (!capture.every((byte, index) => bytes[start + index] === byte)) return undefined;
  if (bytes.length < start + headerBytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const bodyStart = start + headerBytes + view.getUint8(26);
  if (bytes.length < bodyStart) return undefined;
  const end = bytes.subarray(start + headerBytes, bodyStart).reduce((sum, lacing) => sum + lacing, bodyStart);
  if (bytes.length < end || oggChecksum(bytes.subarray(start, end)) !== view.getUint32(22, true))
    return undefined;
  const flags = view.getUint8(5);
  return {
    start,
    end,
    bodyStart,
    granule: view.getBigInt64(6, true),
    sequence: view.getUint32(18, true),
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
  };
}

/** The pages from the start on, up to the first byte that does not belong to a whole one. */
export function readOggPages(bytes: Uint8Array): OggPage[] {
  const pages: OggPage[] = [];
  for (let page = readOggPage(bytes, 0); page !== undefined; page = readOggPage(bytes, page.end))
    pages.push(page);
  return pages;
}

/** The most bytes a page has. */
export const largestPageBytes = headerBytes + 255 + 255 * 255;

/**
 * How long the Opus in an Ogg stream is, ms.
 *
 * @param head - its first bytes, with the whole first page
 * @param tail - its last bytes, with at least one whole page; may be the same
 * @returns 0 without sound; `undefined` if it is not Opus in Ogg
 */
export function opusLengthMs(head: Uint8Array, tail: Uint8Array): number | undefined {
  const first = readOggPage(head, 0);
  const preSkip = first && preSkipIn(head.subarray(first.bodyStart, first.end));
  if (preSkip === undefined) return undefined;
  const granule = lastGranule(tail);
  return granule === undefined ? undefined : Math.max(0, Math.round((Number(granule) - preSkip) / 48));
}

/**
 * Samples at 48 kHz that a player skips at the beginning (RFC 7845, section 5.1).
 *
 * @param opusHead - the identification header, alone
 * @returns `undefined` if it is none
 */
export function preSkipIn(opusHead: Uint8Array): number | undefined {
  const isHead = opusHead.length >= 19 && String.fromCharCode(...opusHead.subarray(0, 8)) === "OpusHead";
  return isHead ? new DataView(opusHead.buffer, opusHead.byteOffset).getUint16(10, true) : undefined;
}

function lastGranule(tail: Uint8Array): bigint | undefined {
  for (let start = tail.length - headerBytes; start >= 0; start -= 1) {
    const page = readOggPage(tail, start);
    if (page !== undefined && page.granule >= 0n) return page.granule;
  }
  return undefined;
}

/** CRC-32 of polynomial 0x04c11db7, not reflected, from 0; the field itself counts as 0. */
export function oggChecksum(page: Uint8Array): number {
  let crc = 0;
  for (const [index, byte] of page.entries()) {
    const counted = index >= 22 && index < 26 ? 0 : byte;
    crc = ((crc << 8) ^ (checksumTable[(crc >>> 24) ^ counted] ?? 0)) >>> 0;
  }
  return crc;
}

const checksumTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let crc = index << 24;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80_00_00_00 ? (crc << 1) ^ 0x04_c1_1d_b7 : crc << 1;
  return crc;
});

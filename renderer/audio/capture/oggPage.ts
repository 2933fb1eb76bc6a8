/** What must be read back from written Ogg pages (RFC 3533, section 6; RFC 7845, section 5.1). */

/** What a page says of the sound up to its end. */
export interface OggPageHead {
  /** Samples at 48 kHz up to its end, those to be skipped at the beginning included; 0 for headers, −1 if no packet ends here. */
  readonly granule: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Where its packets begin, bytes. */
  readonly bodyAt: number;
}

const headBytes = 27;
const firstFlag = 2;
const lastFlag = 4;
const oggMagic = 0x4f_67_67_53;
const opusMagic = 0x4f_70_75_73;

/** @throws RangeError if no page begins here */
export function readOggPageHead(page: Uint8Array): OggPageHead {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  if (page.byteLength < headBytes || view.getUint32(0) !== oggMagic) throw new RangeError("no Ogg page");
  const flags = view.getUint8(5);
  return {
    granule: Number(view.getBigInt64(6, true)),
    isFirst: (flags & firstFlag) !== 0,
    isLast: (flags & lastFlag) !== 0,
    bodyAt: headBytes + view.getUint8(26),
  };
}

/**
 * Samples at 48 kHz that a player skips at the beginning.
 *
 * @param opusHead - the identification header, alone
 * @throws RangeError if it is none
 */
export function readPreSkip(opusHead: AllowSharedBufferSource): number {
  const view = ArrayBuffer.isView(opusHead)
    ? new DataView(opusHead.buffer, opusHead.byteOffset, opusHead.byteLength)
    : new DataView(opusHead);
  if (view.byteLength < 19 || view.getUint32(0) !== opusMagic) throw new RangeError("no Opus header");
  return view.getUint16(10, true);
}

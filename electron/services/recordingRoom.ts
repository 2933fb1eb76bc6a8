/** How much room a recording has: it is written twice before its part goes, and the database grows with it. */

/** Kept free for the database, its log and what else an end writes, bytes. */
const otherBytes = 64 * 1_048_576;
/** What may still come once there is no room left to go on: the page ends then, and sends what its encoder holds. */
const endingBytes = 2 * 1_048_576;
/** Until a recording knows better: 20 MB an hour and channel. */
const usualBytesPerMs = 20_000_000 / 3_600_000;
/** From when on its own rate counts, ms. */
const settledMs = 30_000;
/** With less than this nothing is begun, ms. */
export const leastRoomMs = 60_000;

/** A recording as its room is reckoned: plain bytes and length so far. */
export interface RecordedSoFar {
  readonly sizeBytes: number;
  readonly lengthMs: number;
  readonly channels: 1 | 2;
}

/** Header, and length and tag of each second, as a share of the sound: more than there ever is. */
const overheadShare = 0.01;

/** What a part needs beside its sound, bytes. */
function partOverheadBytes(partBytes: number): number {
  return 4_096 + Math.ceil(partBytes * overheadShare);
}

/** Bytes that must be free for a recording to be put together: its blob is as large as the file of its part. */
export function reserveBytes(partBytes: number): number {
  return partBytes + partOverheadBytes(partBytes) + otherBytes;
}

/**
 * How much longer a recording can go on, whole ms.
 *
 * Each byte of it takes two and a little: one now, one when it is put together.
 *
 * @param freeBytes - on the medium, now
 */
export function roomMs(freeBytes: number, { sizeBytes, lengthMs, channels }: RecordedSoFar): number {
  const bytesPerMs = lengthMs < settledMs ? usualBytesPerMs * channels : sizeBytes / lengthMs;
  // One byte less, for those that are rounded up.
  const spare = freeBytes - reserveBytes(sizeBytes) - 1;
  return Math.max(0, Math.floor(spare / (2 + overheadShare) / bytesPerMs));
}

/** Whether a piece would use up what putting together needs. */
export function isReserveReached(freeBytes: number, partBytes: number, pieceBytes: number): boolean {
  return freeBytes - pieceBytes < reserveBytes(partBytes + pieceBytes) - endingBytes;
}

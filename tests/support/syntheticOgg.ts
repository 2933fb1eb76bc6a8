/** A microphone that nobody speaks into: real Opus in Ogg pages of one second, for as long as it is asked. */
import fs from "node:fs";
import { type OggPage, oggChecksum, readOggPages } from "../../shared/formats/oggPages.ts";
import { fixturePath } from "./fixturePath.ts";

/** One second as the page's recorder sends it. */
export interface SyntheticPiece {
  readonly index: number;
  /** Whole Ogg pages. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly endMs: number;
  readonly peaks: Int8Array<ArrayBuffer>;
}

const file = Uint8Array.from(fs.readFileSync(fixturePath("speech.ogg")));
const pages = readOggPages(file);
/** The two pages in front of the sound, together. */
const heads = file.slice(0, pages[1]?.end);
/** Eight pages of one second each; what is after them is only the end of the stream. */
const seconds = pages.slice(2, 10);
const preSkip = new DataView(file.buffer, pages[0]?.bodyStart).getUint16(10, true);

/**
 * A second of a recording; together from 0 on they are an Ogg stream that plays and seeks.
 *
 * @param index - from 0; the first one carries the heads of the stream
 */
export function syntheticPiece(index: number): SyntheticPiece {
  const page = restamped(seconds[index % seconds.length] as OggPage, index);
  const bytes = index === 0 ? joined(heads, page) : page;
  return { index, bytes, endMs: lengthMsAfter(index + 1), peaks: peaksOf(index) };
}

/** The bytes of the first pieces. */
export function syntheticBytes(pieces: number): Uint8Array<ArrayBuffer> {
  return joined(...Array.from({ length: pieces }, (_, index) => syntheticPiece(index).bytes));
}

/** What the first pages are as sound: the encoder's delay is not heard. */
export function lengthMsAfter(pieces: number): number {
  return Math.round((pieces * 48_000 - preSkip) / 48);
}

/** The page with the place and the number that it has in this stream. */
function restamped({ start, end }: OggPage, index: number): Uint8Array<ArrayBuffer> {
  const page = file.slice(start, end);
  const view = new DataView(page.buffer);
  view.setBigInt64(6, BigInt((index + 1) * 48_000), true);
  view.setUint32(18, index + 2, true);
  view.setUint32(22, oggChecksum(page), true);
  return page;
}

/** No second like another; the first is shorter by the encoder's delay, which its last bins leave out. */
function peaksOf(index: number): Int8Array<ArrayBuffer> {
  const bins = Math.floor(lengthMsAfter(index + 1) / 20) - Math.floor(lengthMsAfter(index) / 20);
  return Int8Array.from(
    { length: Math.min(bins, 50) * 2 },
    (_, at) => (at % 2 === 0 ? -1 : 1) * ((index * 7 + at) % 120),
  );
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}

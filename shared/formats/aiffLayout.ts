/** Finds the sound in an AIFF or AIFF-C file. */
import { type ByteLook, latin1, viewOf } from "./byteLook.ts";
import type { StreamCodec, StreamLayout } from "./streamLayout.ts";

/** What such a file holds; `codec` is `null` for an encoding that is not known here. */
export type FoundStream = Omit<StreamLayout, "codec"> & { readonly codec: StreamCodec | null };

const mostChunks = 256;

/**
 * Reads the chunks of a file (Apple, "Audio Interchange File Format AIFF-C", draft of 26 August 1991).
 *
 * @param sizeBytes - of the file
 * @returns `undefined` if no sound is in it or its header is not whole
 */
export function* aiffLayout(sizeBytes: number): ByteLook<FoundStream | undefined> {
  let common: Common | undefined;
  let sound: { readonly start: number; readonly declared: number } | undefined;
  let position = 12;
  for (let chunk = 0; chunk < mostChunks && position + 8 <= sizeBytes; chunk += 1) {
    const head = yield [position, position + 8];
    if (head.length < 8) break;
    const id = latin1(head, 0, 4);
    const length = viewOf(head).getUint32(4);
    const start = position + 8;
    if (id === "COMM") common = parseCommon(yield [start, start + Math.min(length, 22)]);
    if (id === "SSND") {
      const offset = yield [start, start + 4];
      if (offset.length < 4) break;
      const skipped = 8 + viewOf(offset).getUint32(0);
      sound = { start: start + skipped, declared: Math.max(0, length - skipped) };
    }
    if (common !== undefined && sound !== undefined) return extent(common, sound, sizeBytes);
    position = start + length + (length & 1);
  }
  return undefined;
}

interface Common {
  readonly codec: StreamCodec | null;
  readonly channels: number;
  readonly sampleRate: number;
  readonly frames: number;
  readonly bits: number;
}

function extent(
  common: Common,
  { start, declared }: { readonly start: number; readonly declared: number },
  sizeBytes: number,
): FoundStream | undefined {
  const { codec, channels, sampleRate, bits } = common;
  if (start > sizeBytes || channels < 1 || channels > 64) return undefined;
  const blockBytes = channels * (codec?.kind === "pcm" ? codec.bits / 8 : Math.max(1, Math.ceil(bits / 8)));
  // A recorder that never finished leaves both the size and the number of samples at 0.
  const isUnfinished = declared === 0 && common.frames === 0 && start < sizeBytes;
  const isCutOff = !isUnfinished && start + declared > sizeBytes;
  return {
    codec,
    channels,
    sampleRate,
    blockBytes,
    samplesPerBlock: 1,
    dataStart: start,
    dataEnd: isUnfinished ? sizeBytes : Math.min(sizeBytes, start + declared),
    ending: isUnfinished ? "unfinished" : isCutOff ? "cut-off" : "whole",
  };
}

function parseCommon(bytes: Uint8Array): Common | undefined {
  if (bytes.length < 18) return undefined;
  const view = viewOf(bytes);
  const bits = view.getUint16(6);
  const sampleRate = Math.round(extended(view, 8));
  if (sampleRate < 1_000 || sampleRate > 768_000) return undefined;
  const compression = bytes.length >= 22 ? latin1(bytes, 18, 4) : "NONE";
  return {
    codec: codecOf(compression, bits),
    channels: view.getUint16(0),
    sampleRate,
    frames: view.getUint32(2),
    bits,
  };
}

function codecOf(compression: string, bits: number): StreamCodec | null {
  const wholeBits = Math.ceil(bits / 8) * 8;
  const signed = (isBigEndian: boolean): StreamCodec | null =>
    [8, 16, 24, 32].includes(wholeBits)
      ? { kind: "pcm", form: "signed", bits: wholeBits, isBigEndian }
      : null;
  switch (compression.toLowerCase()) {
    case "none":
    case "twos":
      return signed(true);
    case "sowt":
      return signed(false);
    case "fl32":
      return { kind: "pcm", form: "float", bits: 32, isBigEndian: true };
    case "fl64":
      return { kind: "pcm", form: "float", bits: 64, isBigEndian: true };
    case "ulaw":
      return { kind: "ulaw" };
    case "alaw":
      return { kind: "alaw" };
    default:
      return null;
  }
}

/** A number of 80 bits (IEEE 754 extended): sign and exponent, then 64 bits with the first one written out. */
function extended(view: DataView, offset: number): number {
  const exponent = view.getUint16(offset) & 0x7fff;
  return Number(view.getBigUint64(offset + 2)) * 2 ** (exponent - 16_383 - 63);
}

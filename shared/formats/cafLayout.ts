/** Finds the sound in a Core Audio file. */
import type { FoundStream } from "./aiffLayout.ts";
import { type ByteLook, latin1, viewOf } from "./byteLook.ts";
import type { StreamCodec } from "./streamLayout.ts";

const mostChunks = 256;
/** Of an audio format that needs no table of packets, and of a chunk's head. */
const descriptionBytes = 32;
const headBytes = 12;

/**
 * Reads the chunks of a file (Apple, "Core Audio Format Specification 1.0").
 *
 * @param sizeBytes - of the file
 * @returns `undefined` if no sound is in it or its header is not whole
 */
export function* cafLayout(sizeBytes: number): ByteLook<FoundStream | undefined> {
  let description: Description | undefined;
  let position = 8;
  for (let chunk = 0; chunk < mostChunks && position + headBytes <= sizeBytes; chunk += 1) {
    const head = yield [position, position + headBytes];
    if (head.length < headBytes) break;
    const id = latin1(head, 0, 4);
    const length = Number(viewOf(head).getBigInt64(4));
    const start = position + headBytes;
    if (id === "desc") description = parseDescription(yield [start, start + descriptionBytes]);
    if (id === "data") {
      if (description === undefined) return undefined;
      // The number of edits comes first; a length of −1 stands while the sound is being written.
      const dataStart = Math.min(start + 4, sizeBytes);
      const isUnfinished = length < 0;
      const isCutOff = !isUnfinished && start + length > sizeBytes;
      const dataEnd = isUnfinished || isCutOff ? sizeBytes : Math.max(dataStart, start + length);
      const ending = isUnfinished ? "unfinished" : isCutOff ? "cut-off" : "whole";
      return { ...description, dataStart, dataEnd, ending };
    }
    if (length < 0) return undefined;
    position = start + length;
  }
  return undefined;
}

type Description = Pick<FoundStream, "codec" | "channels" | "sampleRate" | "blockBytes" | "samplesPerBlock">;

function parseDescription(bytes: Uint8Array): Description | undefined {
  if (bytes.length < descriptionBytes) return undefined;
  const view = viewOf(bytes);
  const sampleRate = Math.round(view.getFloat64(0));
  const channels = view.getUint32(24);
  if (!(sampleRate >= 1_000 && sampleRate <= 768_000) || channels < 1 || channels > 64) return undefined;
  const codec = codecOf(latin1(bytes, 8, 4), view.getUint32(12), view.getUint32(28));
  const sampleBytes = codec?.kind === "pcm" ? codec.bits / 8 : 1;
  return { codec, channels, sampleRate, blockBytes: channels * sampleBytes, samplesPerBlock: 1 };
}

function codecOf(format: string, flags: number, bits: number): StreamCodec | null {
  if (format === "ulaw") return { kind: "ulaw" };
  if (format === "alaw") return { kind: "alaw" };
  if (format !== "lpcm") return null;
  const form = (flags & 1) === 0 ? "signed" : "float";
  const known = form === "float" ? [32, 64] : [8, 16, 24, 32];
  return known.includes(bits) ? { kind: "pcm", form, bits, isBigEndian: (flags & 2) === 0 } : null;
}

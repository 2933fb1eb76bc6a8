/** Finds the sound in an AU file (Sun and NeXT). */
import type { FoundStream } from "./aiffLayout.ts";
import { type ByteLook, viewOf } from "./byteLook.ts";
import type { StreamCodec } from "./streamLayout.ts";

const headBytes = 24;
/** What stands for "not known". */
const unknownSize = 0xffff_ffff;

/**
 * Reads the header of a file (Sun, `audio/au`, "audio_filehdr").
 *
 * @param sizeBytes - of the file
 * @returns `undefined` if its header is not whole
 */
export function* auLayout(sizeBytes: number): ByteLook<FoundStream | undefined> {
  const head = yield [0, headBytes];
  if (head.length < headBytes) return undefined;
  const view = viewOf(head);
  const dataStart = view.getUint32(4);
  const declared = view.getUint32(8);
  const sampleRate = view.getUint32(16);
  const channels = view.getUint32(20);
  if (dataStart < headBytes || dataStart > sizeBytes || channels < 1 || channels > 64) return undefined;
  if (sampleRate < 1_000 || sampleRate > 768_000) return undefined;
  const codec = codecs[view.getUint32(12)] ?? null;
  const sampleBytes = codec?.kind === "pcm" ? codec.bits / 8 : 1;
  const isUnfinished = declared === unknownSize;
  const isCutOff = !isUnfinished && dataStart + declared > sizeBytes;
  return {
    codec,
    channels,
    sampleRate,
    blockBytes: channels * sampleBytes,
    samplesPerBlock: 1,
    dataStart,
    dataEnd: isUnfinished || isCutOff ? sizeBytes : dataStart + declared,
    ending: isUnfinished ? "unfinished" : isCutOff ? "cut-off" : "whole",
  };
}

function pcm(form: "signed" | "float", bits: number): StreamCodec {
  return { kind: "pcm", form, bits, isBigEndian: true };
}

const codecs: Readonly<Record<number, StreamCodec>> = {
  1: { kind: "ulaw" },
  2: pcm("signed", 8),
  3: pcm("signed", 16),
  4: pcm("signed", 24),
  5: pcm("signed", 32),
  6: pcm("float", 32),
  7: pcm("float", 64),
  27: { kind: "alaw" },
};

/** Finds the sound in a WAV file, also where its recorder did not get to write the sizes. */
import { type ByteLook, latin1, viewOf } from "./byteLook.ts";
import type { SoundEnding, StreamCodec, StreamLayout } from "./streamLayout.ts";

/** What a WAV file holds. */
export type WavLayout = Omit<StreamLayout, "codec"> & {
  /** `null` for an encoding that is not known here; `formatTag` says which. */
  readonly codec: StreamCodec | null;
  /** The registered number of the encoding (RFC 2361); that of the subformat where the header is extensible. */
  readonly formatTag: number;
  /** Whether any player finds its way: sizes that fit, chunks in order. */
  readonly isRegular: boolean;
};

/** A file with more chunks than this before its sound is none. */
const mostChunks = 256;
/** More than any header that is known. */
const longestFormat = 128;
/** Sizes that stand for "not known": what recorders and pipes leave (0 is one as well). */
const leastUnknown = 0xffff_ffe0;
const unknownHalf = 0x7fff_ffff;

/**
 * Reads a RIFF, RF64 or BW64 file (Microsoft "Multimedia Programming Interface and Data Specifications 1.0";
 * EBU Tech 3306; ITU-R BS.2088) up to where its sound begins.
 *
 * @param sizeBytes - of the file
 * @returns `undefined` if no sound is in it or its header is not whole
 */
export function* wavLayout(sizeBytes: number): ByteLook<WavLayout | undefined> {
  const head = yield [0, 12];
  if (head.length < 12 || latin1(head, 8, 4) !== "WAVE") return undefined;
  const magic = latin1(head, 0, 4);
  const riffBytes = viewOf(head).getUint32(4, true);
  let is64 = false;
  let riffEnd = riffBytes + 8;
  let longData = 0;
  let format: Format | undefined;
  let isPadded = true;
  let position = 12;
  for (let chunk = 0; chunk < mostChunks && position + 8 <= sizeBytes; chunk += 1) {
    const found = yield* chunkAt(position);
    if (found === undefined) return undefined;
    const { id, length, start } = found;
    if (start !== position + 8) isPadded = false;
    if (id === "data") {
      if (format === undefined) return undefined;
      const declared = is64 && length === 0xffff_ffff ? longData : length;
      const isSizeKnown = magic === "RIFF" ? riffBytes !== 0 && riffBytes < leastUnknown : is64;
      const sound = yield* extentOf({ declared, start, sizeBytes, format, isSizeKnown });
      const isRegular = isPadded && magic !== "BW64" && riffEnd >= sound.end && sound.ending === "whole";
      return {
        ...format,
        isRegular: isRegular && format.isRegular,
        dataStart: start,
        dataEnd: sound.end,
        ending: sound.ending,
      };
    }
    if (id === "ds64") {
      const sizes = yield [start, start + 16];
      if (sizes.length < 16) return undefined;
      riffEnd = Number(viewOf(sizes).getBigUint64(0, true)) + 8;
      longData = Number(viewOf(sizes).getBigUint64(8, true));
      is64 = true;
    } else if (id === "fmt ") {
      format = parseFormat(yield [start, start + Math.min(length, longestFormat)]);
      if (format === undefined) return undefined;
    }
    position = start + length + (length & 1);
  }
  return undefined;
}

interface Format {
  readonly codec: StreamCodec | null;
  readonly formatTag: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly blockBytes: number;
  readonly samplesPerBlock: number;
  readonly bytesPerSecond: number;
  readonly isRegular: boolean;
}

interface Chunk {
  readonly id: string;
  readonly length: number;
  /** Where its content begins. */
  readonly start: number;
}

/** The chunk at a position, or one byte before it where the last one was odd and not padded. */
function* chunkAt(position: number): ByteLook<Chunk | undefined> {
  const bytes = yield [position - 1, position + 8];
  for (const back of [0, 1]) {
    const offset = 1 - back;
    if (bytes.length < offset + 8 || !isChunkId(latin1(bytes, offset, 4))) continue;
    const length = viewOf(bytes).getUint32(offset + 4, true);
    return { id: latin1(bytes, offset, 4), length, start: position + 8 - back };
  }
  return undefined;
}

/** Where the sound ends: by what the header says where that can be, else by the end of the file. */
function* extentOf(sound: {
  readonly declared: number;
  readonly start: number;
  readonly sizeBytes: number;
  readonly format: Format;
  readonly isSizeKnown: boolean;
}): ByteLook<{ readonly end: number; readonly ending: SoundEnding }> {
  const { declared, start, sizeBytes, format, isSizeKnown } = sound;
  const toTheEnd = { end: sizeBytes, ending: "unfinished" } as const;
  const isUnknown = declared >= leastUnknown || declared === unknownHalf;
  if (start + declared > sizeBytes) {
    return isUnknown || !isSizeKnown ? toTheEnd : { end: sizeBytes, ending: "cut-off" };
  }
  const end = start + declared;
  const after = end + (declared & 1);
  // A recorder that brings its header up to date now and then leaves sound behind the end it named last.
  const isWorthALook = declared === 0 || sizeBytes - after > format.bytesPerSecond;
  const follows = isWorthALook ? yield [after, after + 64] : new Uint8Array(0);
  const isSound = follows.some((byte) => byte !== 0) && !isChunkId(latin1(follows, 0, 4));
  return isSound ? toTheEnd : { end, ending: "whole" };
}

/** Four printable characters (a full stop of a chunk may be a space). */
function isChunkId(id: string): boolean {
  return /^[\x20-\x7e]{4}$/.test(id) && /[A-Za-z]/.test(id);
}

/** Reads a WAVEFORMATEX or WAVEFORMATEXTENSIBLE structure (mmreg.h). @returns `undefined` if it cannot be one */
function parseFormat(bytes: Uint8Array): Format | undefined {
  if (bytes.length < 14) return undefined;
  const view = viewOf(bytes);
  const at = (offset: number) => (offset + 2 <= bytes.length ? view.getUint16(offset, true) : 0);
  const isExtensible = at(0) === 0xfffe && bytes.length >= 40;
  const formatTag = isExtensible ? at(24) : at(0);
  const channels = at(2);
  const sampleRate = view.getUint32(4, true);
  const bits = bytes.length >= 16 ? at(14) : 8;
  if (channels < 1 || channels > 64 || sampleRate < 1_000 || sampleRate > 768_000) return undefined;
  const codec = codecOf(formatTag, bits);
  const declaredBlock = at(12);
  const ownBlock = channels * Math.ceil((codec?.kind === "pcm" ? bits : 8) / 8);
  const isFlat = codec?.kind === "pcm" || codec?.kind === "ulaw" || codec?.kind === "alaw";
  const blockBytes = isFlat ? ownBlock : Math.max(1, declaredBlock);
  const samplesPerBlock = isFlat ? 1 : samplesIn(codec, blockBytes, channels);
  if (samplesPerBlock < 0) return undefined;
  return {
    codec,
    formatTag,
    channels,
    sampleRate,
    blockBytes,
    samplesPerBlock,
    bytesPerSecond: isFlat ? blockBytes * sampleRate : Math.max(1_000, view.getUint32(8, true)),
    isRegular: isFlat && declaredBlock === ownBlock,
  };
}

function codecOf(formatTag: number, bits: number): StreamCodec | null {
  switch (formatTag) {
    case 0x01:
      if (![8, 16, 24, 32].includes(bits)) return null;
      return { kind: "pcm", form: bits === 8 ? "unsigned" : "signed", bits, isBigEndian: false };
    case 0x03:
      return bits === 32 || bits === 64 ? { kind: "pcm", form: "float", bits, isBigEndian: false } : null;
    case 0x06:
      return { kind: "alaw" };
    case 0x07:
      return { kind: "ulaw" };
    case 0x02:
      return bits === 4 ? { kind: "ms-adpcm" } : null;
    case 0x11:
      return bits === 4 ? { kind: "ima-adpcm" } : null;
    case 0x31:
      return { kind: "gsm" };
    case 0x55:
      return { kind: "mp3" };
    default:
      return null;
  }
}

/** Samples of each channel in a block; 0 where that is not fixed, below 0 if no block can be so short. */
function samplesIn(codec: StreamCodec | null, blockBytes: number, channels: number): number {
  switch (codec?.kind) {
    // 4 bytes of header a channel hold the first sample; two samples a byte follow.
    case "ima-adpcm":
      return blockBytes < 4 * channels ? -1 : Math.floor((blockBytes / channels - 4) / 4) * 8 + 1;
    // 7 bytes a channel hold the first two.
    case "ms-adpcm":
      return blockBytes < 7 * channels ? -1 : Math.floor(((blockBytes - 7 * channels) * 2) / channels) + 2;
    case "gsm":
      return blockBytes === 65 && channels === 1 ? 320 : -1;
    default:
      return 0;
  }
}

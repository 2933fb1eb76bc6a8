/** Builds files of sound byte by byte, right and wrong. */

/** A WAV file's parts; what is left out is as it should be. */
export interface WavParts {
  readonly magic?: "RIFF" | "RF64" | "BW64";
  /** In the header of the file and of the sound. */
  readonly riffBytes?: number;
  readonly dataBytes?: number;
  /** Chunks before `fmt `, each with its name of four characters. */
  readonly before?: readonly (readonly [name: string, bytes: Uint8Array])[];
  readonly format?: Uint8Array;
  readonly sound: Uint8Array;
  readonly after?: Uint8Array;
}

/** 16 bits, mono, 8 000 samples a second. */
export const plainFormat = formatOf({ tag: 1, channels: 1, rate: 8_000, block: 2, bits: 16 });

/** A WAVEFORMATEX structure without extension. */
export function formatOf(of: {
  readonly tag: number;
  readonly channels: number;
  readonly rate: number;
  readonly block: number;
  readonly bits: number;
}): Uint8Array {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt16LE(of.tag, 0);
  bytes.writeUInt16LE(of.channels, 2);
  bytes.writeUInt32LE(of.rate, 4);
  bytes.writeUInt32LE((of.rate * of.block) % 2 ** 32, 8);
  bytes.writeUInt16LE(of.block, 12);
  bytes.writeUInt16LE(of.bits, 14);
  return bytes;
}

/** A WAV file. */
export function wavFile(parts: WavParts): Uint8Array {
  const { magic = "RIFF", before = [], format = plainFormat, sound, after = new Uint8Array(0) } = parts;
  const body = Buffer.concat([
    Buffer.from("WAVE", "latin1"),
    ...before.map(([name, bytes]) => chunk(name, bytes)),
    chunk("fmt ", format),
    head("data", parts.dataBytes ?? sound.length),
    sound,
    Buffer.alloc(sound.length & 1),
    after,
  ]);
  return Buffer.concat([head(magic, parts.riffBytes ?? body.length), body]);
}

/** A chunk, padded to even length. */
export function chunk(name: string, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([head(name, bytes.length), bytes, Buffer.alloc(bytes.length & 1)]);
}

/** The chunk that holds the sizes of an RF64 file. */
export function longSizes(riffBytes: number, dataBytes: number): Uint8Array {
  const bytes = Buffer.alloc(28);
  bytes.writeBigUInt64LE(BigInt(riffBytes), 0);
  bytes.writeBigUInt64LE(BigInt(dataBytes), 8);
  return bytes;
}

/** A box of an MP4 file. */
export function box(name: string, ...content: readonly Uint8Array[]): Uint8Array {
  const bytes = Buffer.concat(content);
  const start = Buffer.alloc(8);
  start.writeUInt32BE(bytes.length + 8, 0);
  start.write(name, 4, "latin1");
  return Buffer.concat([start, bytes]);
}

/** An MP4 file's first box. */
export const fileType = box("ftyp", Buffer.from("M4A \u0000\u0000\u0000\u0000M4A isom", "latin1"));

/** An index with one track of sound, encoded as its four characters say. */
export function movie(codec: string): Uint8Array {
  const handler = box("hdlr", Buffer.from(`${"\u0000".repeat(8)}soun${"\u0000".repeat(13)}`, "latin1"));
  const description = box("stsd", Buffer.from([0, 0, 0, 0, 0, 0, 0, 1]), box(codec, Buffer.alloc(28)));
  return box("moov", box("trak", box("mdia", handler, box("minf", box("stbl", description)))));
}

function head(name: string, length: number): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.write(name, 0, "latin1");
  bytes.writeUInt32LE(length, 4);
  return bytes;
}

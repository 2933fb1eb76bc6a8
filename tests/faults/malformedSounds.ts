/** Files of sound that no recorder should write: each container cut, swollen, nested or out of order. */
import fs from "node:fs";
import { box, fileType, formatOf, longSizes, movie, plainFormat, wavFile } from "../support/buildSounds.ts";
import { fixturePath } from "../support/fixturePath.ts";

/** Pieces that follow each other; a number is so many zero bytes that take no room on the disk. */
export interface MalformedSound {
  readonly what: string;
  readonly pieces: readonly (Uint8Array | number)[];
}

const gibibyte = 2 ** 30;
const sound = Uint8Array.from({ length: 2_000 }, (_, index) => 128 + (index % 100));

/** Where the parts of a fixture end, bytes; the file is cut there, one byte before and one after. */
const borders: readonly (readonly [file: string, positions: readonly number[]])[] = [
  ["speech.wav", [4, 8, 12, 16, 20, 36, 40, 44]],
  ["foreign/ima.wav", [12, 20, 40, 94]],
  ["foreign/alac.m4a", [4, 8, 28, 36, 44]],
  ["foreign/amr.3gp", [4, 8, 28, 36]],
  ["foreign/voice.amr", [5, 6, 7, 19]],
  ["foreign/pcm.aiff", [8, 12, 20, 38, 46, 54]],
  ["foreign/pcm.caf", [4, 8, 20, 52, 64]],
  ["foreign/ulaw.au", [4, 8, 24, 32]],
  ["foreign/voice.wma", [8, 16, 24, 30]],
];

/** Beginnings of good files; each is small. */
export const cutSounds: readonly (() => MalformedSound)[] = borders.flatMap(([file, positions]) =>
  positions.flatMap((position) =>
    [position - 1, position, position + 1].map((length) => () => ({
      what: `${file} of ${length} bytes`,
      pieces: [new Uint8Array(fs.readFileSync(fixturePath(file)).subarray(0, length))],
    })),
  ),
);

/** Each wrong in its own way, made when it is wanted: what lies in memory would count as the import's. */
export const malformedSounds: readonly (() => MalformedSound)[] = [
  () => ({
    what: "a WAV whose header is 1 GiB",
    pieces: [
      wavFile({ sound: new Uint8Array(0), before: [["JUNK", new Uint8Array(0)]] }).subarray(0, 16),
      Uint8Array.of(0, 0, 0, 0x40),
      gibibyte,
      text("fmt "),
    ],
  }),
  () => ({
    what: "a WAV of chunks of no length",
    pieces: [text("RIFF\u00ff\u00ff\u00ff\u00ffWAVE"), text("JUNK\u0000\u0000\u0000\u0000".repeat(200_000))],
  }),
  () => ({
    what: "a WAV whose chunks are larger than any file",
    pieces: [text("RIFF\u00ff\u00ff\u00ff\u00ffWAVEJUNK\u00ff\u00ff\u00ff\u00ff"), 1_000],
  }),
  () => ({
    what: "a WAV with its sound before its header",
    pieces: [wavFile({ sound, before: [["data", sound]] })],
  }),
  () => ({
    what: "a WAV with two headers",
    pieces: [
      wavFile({ sound, before: [["fmt ", formatOf({ tag: 0, channels: 0, rate: 0, block: 0, bits: 0 })]] }),
    ],
  }),
  () => ({
    what: "a WAV of 65 535 channels",
    pieces: [
      wavFile({ sound, format: formatOf({ tag: 1, channels: 65_535, rate: 8_000, block: 2, bits: 16 }) }),
    ],
  }),
  () => ({
    what: "a WAV of 4 billion samples a second",
    pieces: [
      wavFile({ sound, format: formatOf({ tag: 1, channels: 1, rate: 0xffff_ffff, block: 2, bits: 16 }) }),
    ],
  }),
  () => ({
    what: "a WAV without sizes, 1 GiB",
    pieces: [wavFile({ sound, dataBytes: 0, riffBytes: 0 }), gibibyte],
  }),
  () => ({
    what: "an RF64 whose sizes overflow",
    pieces: [
      wavFile({
        magic: "RF64",
        riffBytes: 0xffff_ffff,
        dataBytes: 0xffff_ffff,
        sound,
        before: [["ds64", longSizes(0, 0).fill(0xff)]],
      }),
    ],
  }),
  () => ({
    what: "an RF64 without its sizes",
    pieces: [
      wavFile({ magic: "RF64", riffBytes: 0xffff_ffff, dataBytes: 0xffff_ffff, sound, format: plainFormat }),
    ],
  }),
  () => ({
    what: "an MP4 whose box is as large as numbers go",
    pieces: [fileType, text("\u0000\u0000\u0000\u0001moov"), new Uint8Array(8).fill(0xff), sound],
  }),
  () => ({
    what: "an MP4 whose box of 64 bits has no length",
    pieces: [fileType, text("\u0000\u0000\u0000\u0001moov"), 8, sound],
  }),
  () => ({
    what: "an MP4 of a million empty boxes",
    pieces: [fileType, text("\u0000\u0000\u0000\u0008free".repeat(1_000_000))],
  }),
  () => ({
    what: "an MP4 of a hundred thousand tracks",
    pieces: [fileType, box("moov", text("\u0000\u0000\u0000\u0008trak".repeat(100_000)))],
  }),
  () => ({ what: "an MP4 nested a thousand times", pieces: [fileType, nested(1_000)] }),
  () => ({ what: "an MP4 with an index before its type", pieces: [movie("mp4a"), fileType, sound] }),
  () => ({
    what: "an MP4 of 1 GiB without index",
    pieces: [
      fileType,
      text("\u0000\u0000\u0000\u0001mdat\u0000\u0000\u0000\u0000\u0040\u0000\u0000\u0010"),
      gibibyte,
    ],
  }),
  () => ({
    what: "an MP4 of a kind of sound that has no letters",
    pieces: [fileType, movie("\u0000\u0001\u00ff\u0000"), box("mdat", sound)],
  }),
  () => ({ what: "an AIFF whose sound is skipped by 4 GiB", pieces: [aiff(0xffff_ffff)] }),
  () => ({
    what: "an AIFF of chunks of no length",
    pieces: [text("FORM\u0000\u0000\u0000\u0000AIFF"), text("NAME\u0000\u0000\u0000\u0000".repeat(200_000))],
  }),
  () => ({
    what: "a CAF whose chunk goes backwards",
    pieces: [text("caff\u0000\u0001\u0000\u0000free"), new Uint8Array(8).fill(0xff), sound],
  }),
  () => ({
    what: "an AU whose sound begins beyond the file",
    pieces: [
      text(".snd\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff"),
      text("\u0000\u0000\u0000\u0001\u0000\u0000\u001f\u0040\u0000\u0000\u0000\u0001"),
    ],
  }),
  () => ({
    what: "an AMR of frames that have no length",
    pieces: [text("#!AMR\n"), new Uint8Array(100_000).fill(0x7c)],
  }),
  () => ({ what: "an encrypted dictation of four bytes", pieces: [text("\u0003enc")] }),
];

function nested(depth: number): Uint8Array {
  const bytes = Buffer.alloc(depth * 8);
  for (let level = 0; level < depth; level += 1) {
    bytes.writeUInt32BE((depth - level) * 8, level * 8);
    bytes.write(level === 0 ? "moov" : "trak", level * 8 + 4, "latin1");
  }
  return bytes;
}

/** @param skipped - bytes between the chunk's head and its sound */
function aiff(skipped: number): Uint8Array {
  const whole = Buffer.from(fs.readFileSync(fixturePath("foreign/pcm.aiff")).subarray(0, 2_000));
  whole.writeUInt32BE(skipped, whole.indexOf("SSND") + 8);
  return whole;
}

/** Each character is one byte. */
function text(characters: string): Uint8Array {
  return Buffer.from(characters, "latin1");
}

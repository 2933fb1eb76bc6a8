/** An MP3 of an hour or more out of the small fixture: its frames, again and again. */
import { readFileSync } from "node:fs";
import { fixturePath } from "./fixturePath.ts";

const samplesPerFrame = 1_152;
const sampleRate = 32_000;
/** kbit/s by index, MPEG-1 Layer III (ISO 11172-3, table 2.4.2.3). */
const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
/** Where the two beeps of the fixture begin once decoded: 5 s and 55 s, and the 1 105 samples of encoder and decoder delay. */
const beepStartsMs = [5_000, 55_000].map((ms) => ms + (1_105 * 1_000) / sampleRate);

/** A long MP3 without a Xing header, and where in it the 1 kHz beeps of 200 ms begin. */
export interface LongMp3 {
  readonly bytes: Uint8Array;
  /** Exact, not rounded. */
  readonly durationMs: number;
  /** In order; ± 5 ms. */
  readonly beepsMs: readonly number[];
}

/**
 * Concatenates whole frames of `beeps-vbr-noxing.mp3` until the duration is reached.
 *
 * The fixture was made without a bit reservoir, so that every frame decodes by itself and each repetition lasts exactly
 * frames × 1 152 / 32 000 s.
 */
export function longMp3(atLeastMs = 3_600_000): LongMp3 {
  const once = mp3Frames(readFileSync(fixturePath("beeps-vbr-noxing.mp3")));
  const onceMs = (once.frameCount * samplesPerFrame * 1_000) / sampleRate;
  const repetitions = Math.ceil(atLeastMs / onceMs);
  const bytes = new Uint8Array(once.bytes.length * repetitions);
  const beepsMs: number[] = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    bytes.set(once.bytes, repetition * once.bytes.length);
    beepsMs.push(...beepStartsMs.map((ms) => ms + repetition * onceMs));
  }
  return { bytes, durationMs: repetitions * onceMs, beepsMs };
}

/**
 * The whole frames of an MPEG-1 Layer III file of 32 kHz, without tags.
 *
 * @throws Error where something else stands between frames
 */
export function mp3Frames(file: Uint8Array): { bytes: Uint8Array; frameCount: number } {
  const start = afterId3(file);
  let position = start;
  let frameCount = 0;
  while (position + 4 <= file.length) {
    const lengthBytes = frameLength(file, position);
    if (position + lengthBytes > file.length) break;
    position += lengthBytes;
    frameCount += 1;
  }
  return { bytes: file.subarray(start, position), frameCount };
}

/** Where each of whole frames ends. */
export function frameEnds(frames: Uint8Array): readonly number[] {
  const ends: number[] = [];
  for (let position = 0; position < frames.length; ) {
    position += frameLength(frames, position);
    ends.push(position);
  }
  return ends;
}

function afterId3(file: Uint8Array): number {
  const isTagged = file[0] === 0x49 && file[1] === 0x44 && file[2] === 0x33;
  if (!isTagged) return 0;
  return 10 + [6, 7, 8, 9].reduce((size, at) => size * 128 + (file[at] ?? 0), 0);
}

function frameLength(file: Uint8Array, at: number): number {
  const [sync = 0, version = 0, rates = 0] = file.subarray(at, at + 3);
  const bitRate = bitRates[rates >> 4];
  const isMpeg1Layer3At32k = (version & 0xfe) === 0xfa && ((rates >> 2) & 3) === 2;
  if (sync !== 0xff || !isMpeg1Layer3At32k || !bitRate) throw new Error(`no frame at ${at}`);
  return Math.floor((144_000 * bitRate) / sampleRate) + ((rates >> 1) & 1);
}

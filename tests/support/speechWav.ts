/** A long recording in which somebody speaks: the small fixture, again and again. */
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { fixturePath } from "./fixturePath.ts";

const headerBytes = 44;
/** In every repetition there is speech between the beeps at 1 s and 7 s, and nowhere else. */
const onceMs = 8_000;

/** Writes it, 16 kHz, 16 bit, mono: 115 MB an hour. @returns how often somebody begins to speak */
export function writeSpeechWav(filePath: string, durationMs: number): number {
  const once = readFileSync(fixturePath("speech.wav"));
  const sound = once.subarray(headerBytes);
  const repetitions = Math.ceil(durationMs / onceMs);
  const header = Buffer.from(once.subarray(0, headerBytes));
  header.writeUInt32LE(headerBytes - 8 + sound.length * repetitions, 4);
  header.writeUInt32LE(sound.length * repetitions, 40);
  const file = openSync(filePath, "w");
  try {
    writeSync(file, header);
    for (let repetition = 0; repetition < repetitions; repetition += 1) writeSync(file, sound);
  } finally {
    closeSync(file);
  }
  return repetitions;
}

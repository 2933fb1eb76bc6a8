/** A sound with a beep every second, for a microphone that is played from a file. */
import { writeFileSync } from "node:fs";

const sampleRate = 48_000;

/** Writes a WAV file, 16 bit, mono: each second begins with 100 ms of 1 kHz, the rest is silence. */
export function writeBeepsWav(filePath: string, seconds: number): void {
  const second = new Int16Array(sampleRate);
  for (let index = 0; index < sampleRate / 10; index += 1) {
    second[index] = Math.round(16_000 * Math.sin((2 * Math.PI * 1_000 * index) / sampleRate));
  }
  const data = Buffer.concat(Array.from({ length: seconds }, () => Buffer.from(second.buffer)));
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  writeFileSync(filePath, Buffer.concat([header, data]));
}

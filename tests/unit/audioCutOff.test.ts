import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isCutOff } from "../../electron/audio/isCutOff.ts";
import { fixturePath } from "../support/fixturePath.ts";

const speech = new Uint8Array(readFileSync(fixturePath("speech.wav")));

test("a WAV file that ends before its declared size is cut off", () => {
  const lengths = [speech.length, speech.length - 1, 60_000];

  expect(lengths.map((length) => isCutOff(speech.subarray(0, length), length))).toEqual([false, true, true]);
});

test("a WAV file whose recorder died with an unknown size is not cut off", () => {
  const unknown = new Uint8Array(readFileSync(fixturePath("unknown-size.wav")));

  expect(isCutOff(unknown, unknown.length)).toBe(false);
});

test("other files and a handful of bytes are never cut off", () => {
  const mp3 = new Uint8Array(readFileSync(fixturePath("beeps-vbr-noxing.mp3")));

  expect([isCutOff(mp3, 10), isCutOff(speech.subarray(0, 11), 11)]).toEqual([false, false]);
});

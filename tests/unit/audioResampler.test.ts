import fc from "fast-check";
import { expect, it } from "vitest";
import { createResampler, speechRate } from "../../renderer/audio/speech/resampler.ts";

function tone(rate: number, hertz: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));
}

function resampled(rate: number, sound: Float32Array, pieceLength: number): Float32Array {
  const resample = createResampler(rate);
  const pieces: number[] = [];
  for (let from = 0; from < sound.length; from += pieceLength)
    pieces.push(...resample(sound.subarray(from, from + pieceLength)));
  return Float32Array.from(pieces);
}

it.each([8_000, 22_050, 44_100, 48_000])(
  "speech of %i Hz is in its place, and nothing above folds down",
  (rate) => {
    const low = resampled(rate, tone(rate, 400, 1), 4_096);
    const expected = tone(speechRate, 400, 1);
    const errors = low.subarray(200, 15_000).map((sample, i) => Math.abs(sample - (expected[i + 200] ?? 0)));
    expect(Math.max(...errors)).toBeLessThan(0.02);
    if (rate <= 22_050) return;
    const high = resampled(rate, tone(rate, 11_000, 1), 4_096);
    expect(Math.max(...high.subarray(200, 15_000).map(Math.abs))).toBeLessThan(0.02);
  },
);

it("does not depend on how the sound is cut into pieces", () => {
  const sound = tone(44_100, 300, 0.2);
  const whole = resampled(44_100, sound, sound.length);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_000 }), (pieceLength) => {
      expect(resampled(44_100, sound, pieceLength)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

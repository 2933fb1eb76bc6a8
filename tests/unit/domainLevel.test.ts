/** Loudness in dBFS, and what is said of it. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Level, levelMs, levelOf, quietestDbfs } from "../../shared/domain/level.ts";
import { createLevelJudge, type LevelVerdict } from "../../shared/domain/levelVerdict.ts";

const rounded = ({ peakDbfs, rmsDbfs, isClipping }: Level) => ({
  peakDbfs: Math.round(peakDbfs * 10) / 10,
  rmsDbfs: Math.round(rmsDbfs * 10) / 10,
  isClipping,
});

describe("a level", () => {
  test("of a sine at half of full scale is −6 dBFS at its peak and 3 dB less in the mean", () => {
    const sine = Float32Array.from(
      { length: 4_800 },
      (_, index) => 0.5 * Math.sin((2 * Math.PI * index) / 48),
    );
    expect(rounded(levelOf(sine))).toEqual({ peakDbfs: -6, rmsDbfs: -9, isClipping: false });
  });

  test("of silence, of nothing and of what is no number is the quietest there is", () => {
    const silent = { peakDbfs: quietestDbfs, rmsDbfs: quietestDbfs, isClipping: false };
    expect([
      levelOf(new Float32Array(100)),
      levelOf(new Float32Array(0)),
      levelOf(Float32Array.of(Number.NaN, Number.NaN)),
    ]).toEqual([silent, silent, silent]);
  });

  test("clips when three samples in a row stand at full scale, of either sign, and not before", () => {
    expect([
      levelOf(Float32Array.of(0, 1, 1, 0, 1, 1)).isClipping,
      levelOf(Float32Array.of(0, 0.99, 1, 1.2, 0)).isClipping,
      levelOf(Float32Array.of(0, -1, -1, -1, 0)).isClipping,
      levelOf(Float32Array.of(0.98, 0.98, 0.98, 0.98)).isClipping,
    ]).toEqual([false, true, true, false]);
  });

  test("is finite, its mean never above its peak, and 20 dB more for ten times the sound", () => {
    fc.assert(
      fc.property(
        fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 1, maxLength: 500 }),
        (samples) => {
          const level = levelOf(samples);
          expect(level.peakDbfs).toBeGreaterThanOrEqual(quietestDbfs);
          expect(level.rmsDbfs).toBeLessThanOrEqual(level.peakDbfs + 1e-6);
          const tenth = levelOf(samples.map((sample) => sample / 10));
          if (tenth.peakDbfs > quietestDbfs) expect(level.peakDbfs - tenth.peakDbfs).toBeCloseTo(20, 3);
        },
      ),
    );
  });
});

/** What is said after each stretch of `[seconds, dBFS]`. */
function verdicts(
  ...stretches: readonly (readonly [seconds: number, peakDbfs: number, isClipping?: boolean])[]
) {
  const judge = createLevelJudge(levelMs);
  return stretches.map(([seconds, peakDbfs, isClipping = false]) => {
    let verdict: LevelVerdict = "listening";
    for (let ms = 0; ms < seconds * 1_000; ms += levelMs) {
      verdict = judge.push({ peakDbfs, rmsDbfs: peakDbfs - 10, isClipping });
    }
    return verdict;
  });
}

describe("a judge of levels", () => {
  test("listens until there is something to say: good at the first loud sound", () => {
    expect(verdicts([9, -70], [0.05, -20])).toEqual(["listening", "good"]);
  });

  test("calls it silent after ten seconds without a sound, and good again when one comes", () => {
    expect(verdicts([9.9, -80], [0.1, -80], [0.05, -20])).toEqual(["listening", "silent", "good"]);
    expect(verdicts([1, -20], [9.9, -70], [0.1, -70])).toEqual(["good", "good", "silent"]);
  });

  test("calls faint sound too quiet, not silent", () => {
    expect(verdicts([9.9, -45], [0.1, -45], [60, -45])).toEqual(["listening", "tooQuiet", "tooQuiet"]);
  });

  test("does not change its mind within the band between good and too quiet", () => {
    // Good stays good there, and too quiet stays too quiet.
    expect(verdicts([1, -20], [60, -33])).toEqual(["good", "good"]);
    expect(verdicts([10, -45], [60, -33], [0.05, -30], [60, -33])).toEqual([
      "tooQuiet",
      "tooQuiet",
      "good",
      "good",
    ]);
  });

  test("calls out clipping at once and for three seconds more, then goes on where it was", () => {
    expect(verdicts([1, -20], [0.05, 0, true], [2.9, -20], [0.1, -20])).toEqual([
      "good",
      "clipping",
      "clipping",
      "good",
    ]);
  });

  test("says the same of the same sound however its seconds are grouped, and never listens again", () => {
    const stretch = fc.tuple(fc.constantFrom(0.5, 3, 11), fc.constantFrom(-90, -55, -40, -33, -20));
    fc.assert(
      fc.property(fc.array(stretch, { minLength: 2, maxLength: 8 }), (stretches) => {
        const said = verdicts(...stretches);
        const halves = stretches.flatMap(
          ([seconds, dbfs]) =>
            [
              [seconds / 2, dbfs],
              [seconds / 2, dbfs],
            ] as const,
        );
        const first = said.findIndex((verdict) => verdict !== "listening");
        if (first >= 0) expect(said.slice(first)).not.toContain("listening");
        // Half a second is ten levels, 5.5 s are 110: halves are whole numbers of levels.
        expect(verdicts(...halves).filter((_, index) => index % 2 === 1)).toEqual(said);
      }),
    );
  });
});

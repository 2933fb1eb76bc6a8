/** Peaks: exact bins without drift, however the sound arrives. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SegmentId } from "../../shared/domain/ids.ts";
import {
  createPeakAccumulator,
  joinPeaks,
  reducePeaks,
  splitPeaksBySpeaker,
} from "../../shared/domain/peaks.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";

/** The definition, written out: every sample finds its bin by itself. */
function peaksByDefinition(samples: Float32Array, sampleRate: number, binMs: number): Int8Array {
  const bins: number[][] = [];
  samples.forEach((sample, index) => {
    const bin = Math.floor((index * 1_000) / (sampleRate * binMs));
    bins[bin] = [...(bins[bin] ?? []), Math.round(Math.max(-1, Math.min(1, sample)) * 127)];
  });
  return Int8Array.from(bins.flatMap((values) => [Math.min(...values), Math.max(...values)]));
}

describe("an accumulator", () => {
  test("gives what the definition says, for any rate and any division into pieces", () => {
    const rate = fc.constantFrom(8_000, 11_025, 16_000, 22_050, 44_100, 48_000);
    const sound = fc.float32Array({ min: -2, max: 2, noNaN: true, maxLength: 3_000 });
    fc.assert(
      fc.property(
        rate,
        fc.constantFrom(1, 7, 20),
        sound,
        fc.array(fc.nat(3_000)),
        (sampleRate, binMs, samples, cuts) => {
          const accumulator = createPeakAccumulator(sampleRate, binMs);
          const edges = [
            0,
            ...cuts.filter((cut) => cut < samples.length).sort((a, b) => a - b),
            samples.length,
          ];
          for (const [index, edge] of edges.entries())
            accumulator.push(samples.subarray(edges[index - 1] ?? 0, edge));
          expect(accumulator.finish()).toEqual(peaksByDefinition(samples, sampleRate, binMs));
        },
      ),
      { numRuns: 50 },
    );
  });

  test("gives the same bins when some are taken on the way, in any number", () => {
    const sound = fc.nat(5_000).map((length) => Float32Array.from({ length }, (_, index) => Math.sin(index)));
    const steps = fc.array(fc.tuple(fc.nat(1_500), fc.nat(6)));
    fc.assert(
      fc.property(fc.constantFrom(8_000, 11_025), sound, steps, (sampleRate, samples, taking) => {
        const accumulator = createPeakAccumulator(sampleRate, 20);
        const parts: number[] = [];
        let from = 0;
        for (const [length, bins] of taking) {
          accumulator.push(samples.subarray(from, from + length));
          from += length;
          parts.push(...accumulator.take(bins));
        }
        accumulator.push(samples.subarray(from));
        parts.push(...accumulator.finish());
        expect(Int8Array.from(parts)).toEqual(peaksByDefinition(samples, sampleRate, 20));
      }),
      { numRuns: 50 },
    );
  });

  test("puts a click after an hour at 11 025 Hz, where a bin is 220½ samples, in its exact bin", () => {
    const sampleRate = 11_025;
    const accumulator = createPeakAccumulator(sampleRate, 20);
    const minute = new Float32Array(sampleRate * 60);
    for (let count = 0; count < 60; count += 1) accumulator.push(minute);
    accumulator.push(Float32Array.of(1, 0, 0));
    const peaks = accumulator.finish();
    expect(peaks.length).toBe(2 * (3_600_000 / 20 + 1));
    expect(peaks.indexOf(127)).toBe(2 * (3_600_000 / 20) + 1);
  });

  test("does not drift with bins of 77.175 samples: 11 025 Hz, 7 ms, ten minutes", () => {
    const accumulator = createPeakAccumulator(11_025, 7);
    const samples = new Float32Array(11_025 * 600);
    const at = Math.ceil((80_000 * 11_025 * 7) / 1_000);
    samples[at] = 1;
    accumulator.push(samples);
    expect(accumulator.finish().indexOf(127)).toBe(2 * 80_000 + 1);
  });

  test("takes not-a-number as silence and clips what is too loud", () => {
    const accumulator = createPeakAccumulator(1_000, 2);
    accumulator.push(Float32Array.of(Number.NaN, 9, -9, 0.5));
    expect([...accumulator.finish()]).toEqual([0, 127, -127, 64]);
  });

  test("gives nothing for no sound, and refuses bins without a sample", () => {
    expect(createPeakAccumulator(8_000, 20).finish()).toEqual(new Int8Array(0));
    expect(() => createPeakAccumulator(0, 20)).toThrow(RangeError);
    expect(() => createPeakAccumulator(100, 1)).toThrow(RangeError);
  });
});

describe("reducing", () => {
  const pairs = fc
    .array(fc.tuple(fc.integer({ min: -128, max: 127 }), fc.integer({ min: -128, max: 127 })))
    .map((bins) => Int8Array.from(bins.flatMap(([a, b]) => [Math.min(a, b), Math.max(a, b)])));

  test("by a then b is reducing by a · b, and keeps the extremes", () => {
    const factor = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(pairs, factor, factor, (peaks, a, b) => {
        const reduced = reducePeaks(peaks, a * b);
        expect(reducePeaks(reducePeaks(peaks, a), b)).toEqual(reduced);
        expect(Math.max(-128, ...reduced)).toBe(Math.max(-128, ...peaks));
        expect(Math.min(127, ...reduced)).toBe(Math.min(127, ...peaks));
      }),
    );
  });

  test("refuses half pairs and factors that are no count", () => {
    expect(() => reducePeaks(new Int8Array(3), 2)).toThrow(RangeError);
    expect(() => reducePeaks(new Int8Array(4), 0)).toThrow(RangeError);
    expect(() => reducePeaks(new Int8Array(4), 1.5)).toThrow(RangeError);
  });
});

describe("dividing by speaker", () => {
  const segment = (startMs: number, endMs: number, speaker: Speaker): Segment => ({
    id: "00000000-0000-4000-8000-000000000000" as SegmentId,
    startMs,
    endMs,
    speaker,
    text: "",
  });
  const loud = Int8Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? -127 : 127));
  const split = (segments: Segment[], durationMs = 100) => {
    const { practitioner, client } = splitPeaksBySpeaker(loud, 20, segments, durationMs);
    return { practitioner: [...practitioner], client: [...client] };
  };

  test("gives each side its own bins, and both half of it where nobody is known to speak", () => {
    expect(split([segment(0, 40, "practitioner"), segment(40, 80, "client")])).toEqual({
      practitioner: [1, 1, 0, 0, 0.5],
      client: [0, 0, 1, 1, 0.5],
    });
  });

  test("treats others like nobody, and gives both all of it where both speak", () => {
    expect(
      split([segment(0, 40, "other"), segment(40, 100, "client"), segment(80, 100, "practitioner")]),
    ).toEqual({ practitioner: [0.5, 0.5, 0, 0, 1], client: [0.5, 0.5, 1, 1, 1] });
  });

  test("decides by the middle of a bin", () => {
    expect(split([segment(10, 31, "client")]).client).toEqual([1, 1, 0.5, 0.5, 0.5]);
    expect(split([segment(11, 30, "client")]).client).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  test("has a bin for every started one of the duration, silent beyond the peaks", () => {
    expect(split([], 121).client).toEqual([0.5, 0.5, 0.5, 0.5, 0.5, 0, 0]);
    expect(split([segment(0, 999_999, "client")], 40).client).toEqual([1, 1]);
    expect(split([], 0).client).toEqual([]);
  });
});

test("channels are joined to the outermost of each bin; different lengths and none at all are refused", () => {
  expect(joinPeaks([Int8Array.of(-3, 5, -1, 1), Int8Array.of(-2, 9, -4, 0)])).toEqual(
    Int8Array.of(-3, 9, -4, 1),
  );
  expect(joinPeaks([Int8Array.of(-3, 5)])).toEqual(Int8Array.of(-3, 5));
  expect(() => joinPeaks([])).toThrow(RangeError);
  expect(() => joinPeaks([Int8Array.of(0, 0), Int8Array.of()])).toThrow(RangeError);
});

/** Drawing a sample: never where nothing may be drawn, and as long as it should be. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawSample, wholeSample } from "../../shared/domain/drawSample.ts";
import type { Passage } from "../../shared/domain/mutedPassages.ts";

const minuteMs = 60_000;
const hour: Passage = { startMs: 0, endMs: 60 * minuteMs };

/** In order and apart from each other, as `sampleableRanges` gives them. */
const ranges = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 1, max: 90_000 }),
      lengthMs: fc.integer({ min: 1, max: 2_400_000 }),
    }),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => {
    let atMs = 0;
    return parts.map(({ gapMs, lengthMs }): Passage => {
      const startMs = atMs + gapMs;
      atMs = startMs + lengthMs;
      return { startMs, endMs: atMs };
    });
  });

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("a sample", () => {
  it("begins where a line begins, soon after the place that was drawn", () => {
    const lines = [{ startMs: 600_500 }, { startMs: 1_203_000 }, { startMs: 1_209_000 }];

    expect(drawSample([hour], lines, 20 * minuteMs, 0.5)).toEqual({
      drawn: "random",
      startMs: 1_203_000,
      endMs: 2_403_000,
    });
  });

  it("begins at the place itself where no line begins soon, or none is written", () => {
    const far = [{ startMs: 1_231_000 }];

    const starts = [far, []].map((lines) => drawSample([hour], lines, 20 * minuteMs, 0.5)?.startMs);

    expect(starts).toEqual([1_200_000, 1_200_000]);
  });

  it("of a sound that is shorter is the whole", () => {
    const short = { startMs: 0, endMs: 12 * minuteMs };

    expect(drawSample([short], [], 20 * minuteMs, 0.3)).toEqual({ drawn: "whole", ...short });
  });

  it("is none where there is nothing to draw from", () => {
    expect([drawSample([], [], minuteMs, 0.5), wholeSample([])]).toEqual([undefined, undefined]);
  });

  it("lies wholly in one of the ranges, and is as long as asked for if any is long enough", () => {
    fc.assert(
      fc.property(
        ranges,
        fc.array(fc.nat({ max: 6_000_000 })),
        fc.integer({ min: 1, max: 1_800_000 }),
        share,
        (allowed, starts, lengthMs, random) => {
          const lines = starts.sort((a, b) => a - b).map((startMs) => ({ startMs }));
          const sample = drawSample(allowed, lines, lengthMs, random);
          const isWithin = allowed.some(
            ({ startMs, endMs }) =>
              sample !== undefined && startMs <= sample.startMs && sample.endMs <= endMs,
          );
          const isLongEnough = allowed.some(({ startMs, endMs }) => endMs - startMs > lengthMs);

          expect(isWithin).toBe(true);
          expect(sample?.drawn).toBe(isLongEnough ? "random" : "whole");
          if (isLongEnough && sample !== undefined) expect(sample.endMs - sample.startMs).toBe(lengthMs);
        },
      ),
    );
  });
});

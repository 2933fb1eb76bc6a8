import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startingZoom } from "../../renderer/features/review/startingZoom.ts";
import { timelineMarks } from "../../renderer/features/review/timelineMarks.ts";
import { isSameSpeaking } from "../../renderer/features/review/useWaveformData.ts";
import { barOf, waveformData } from "../../renderer/features/review/waveformBars.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

function said(speaker: Segment["speaker"], startMs: number, endMs: number): Segment {
  return { id: `id-${startMs}` as SegmentId, startMs, endMs, speaker, text: "" };
}

/** Evenly loud bins. */
function loud(bins: number, magnitude = 100): Int8Array {
  return Int8Array.from({ length: bins * 2 }, (_, index) => (index % 2 === 0 ? -magnitude : magnitude));
}

describe("the bars of a waveform", () => {
  const segments = [
    said("practitioner", 0, 1_000),
    said("client", 1_000, 2_000),
    said("other", 2_000, 3_000),
  ];
  const data = waveformData(loud(50), 80, segments, 4_000);

  it("stand above for the practitioner, below for the client, on both sides for anyone else", () => {
    expect(barOf(data, 400, 480)).toEqual({ above: 1, below: 0, isUnknown: false });
    expect(barOf(data, 1_400, 1_480)).toEqual({ above: 0, below: 1, isUnknown: false });
    expect(barOf(data, 2_400, 2_480)).toMatchObject({ isUnknown: true });
    expect(barOf(data, 3_400, 3_480)).toMatchObject({ isUnknown: true });
  });

  it("show only who speaks most where one bar stands for seconds", () => {
    const mostlyClient = waveformData(
      loud(125),
      80,
      [said("practitioner", 0, 2_000), said("client", 2_000, 10_000)],
      10_000,
    );
    const { above, below } = barOf(mostlyClient, 0, 9_900);
    expect([above, below > 0.8]).toEqual([0, true]);
  });

  it("are silent beyond the sound", () => {
    expect(barOf(data, 90_000, 90_080)).toMatchObject({ above: 0, below: 0 });
  });

  it("fill the height with a quiet recording, but do not blow up its noise", () => {
    const quiet = waveformData(loud(50, 40), 80, [said("client", 0, 4_000)], 4_000);
    const noise = waveformData(loud(50, 2), 80, [said("client", 0, 4_000)], 4_000);
    expect(barOf(quiet, 0, 80).below).toBe(1);
    expect(barOf(noise, 0, 80).below).toBeLessThan(0.2);
  });
});

describe("the times under a waveform", () => {
  it("are those of the picture at 70 seconds", () => {
    expect(timelineMarks(710_000, 780_000, 1_078).map(({ atMs }) => atMs)).toEqual([
      710_000, 720_000, 730_000, 740_000, 750_000, 760_000, 770_000, 780_000,
    ]);
  });

  it("are in sight, in order and never closer than they can be read", () => {
    fc.assert(
      fc.property(
        fc.nat(7_200_000),
        fc.integer({ min: 200, max: 10_800_000 }),
        fc.integer({ min: 200, max: 2_500 }),
        (fromMs, lengthMs, widthPx) => {
          const marks = timelineMarks(fromMs, fromMs + lengthMs, widthPx);
          for (const [index, mark] of marks.entries()) {
            expect(mark.x).toBeGreaterThanOrEqual(0);
            expect(mark.x).toBeLessThanOrEqual(widthPx);
            const previous = marks[index - 1];
            if (previous !== undefined) expect(mark.x - previous.x).toBeGreaterThanOrEqual(89);
          }
        },
      ),
    );
  });

  it("are none where nothing is in sight", () => {
    expect([timelineMarks(0, 0, 500), timelineMarks(0, 1_000, 0)]).toEqual([[], []]);
  });
});

describe("the zoom a waveform opens with", () => {
  it("shows about a minute of a long conversation, and all of a short one", () => {
    expect(1_078 / startingZoom(0, 2_472_000, 1_078)).toBeCloseTo(70);
    expect(startingZoom(0, 30_000, 1_078)).toBeCloseTo(1_078 / 30);
  });

  it("is the one it was left with, never less than the whole", () => {
    expect(startingZoom(40, 2_472_000, 1_078)).toBe(40);
    expect(startingZoom(0.01, 2_472_000, 1_078)).toBeCloseTo(1_078 / 2_472);
  });
});

describe("whether the waveform must be divided anew", () => {
  const rows = [said("client", 0, 500), said("practitioner", 500, 900)];

  it("depends on who speaks when, not on the words", () => {
    expect(
      isSameSpeaking(
        rows,
        rows.map((row) => ({ ...row, text: "other words" })),
      ),
    ).toBe(true);
    expect(isSameSpeaking(rows, [said("client", 0, 500), said("client", 500, 900)])).toBe(false);
    expect(isSameSpeaking(rows, [said("client", 0, 500), said("practitioner", 500, 901)])).toBe(false);
    expect(isSameSpeaking(rows, rows.slice(1))).toBe(false);
  });
});

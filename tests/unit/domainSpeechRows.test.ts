import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import {
  type HeardStretch,
  insertedRows,
  longestRowMs,
  speechFrameMs,
  speechRows,
  stretchesWithoutRows,
} from "../../shared/domain/speechRows.ts";

const newId = () => randomUUID() as SegmentId;

/** Frames with these probabilities, each for so many frames. */
function heardOf(runs: readonly (readonly [number, number])[], startMs = 0): HeardStretch {
  const probability = Float32Array.from(
    runs.flatMap(([likely, frames]) => Array.from({ length: frames }, () => likely)),
  );
  return { startMs, probability, power: probability.map((likely) => likely / 10), channels: null };
}

const probabilities = fc.array(
  fc.tuple(fc.float({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 700 })),
  {
    maxLength: 20,
  },
);
const segmentsIn = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 1, max: 9_000 })), { maxLength: 12 })
  .map((pairs) =>
    pairs
      .map(
        ([startMs, ms]): Segment => ({
          id: newId(),
          startMs,
          endMs: startMs + ms,
          speaker: "client",
          text: "Mm.",
        }),
      )
      .sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs || (a.id < b.id ? -1 : 1)),
  );

describe("rows where somebody speaks", () => {
  it("begin a little before speech and end a little after it; a dip within a word divides nothing", () => {
    const heard = heardOf(
      [
        [0, 50],
        [0.9, 30],
        [0.1, 5],
        [0.9, 30],
        [0, 50],
      ],
      10_000,
    );
    expect(speechRows(heard, null)).toEqual([
      {
        startMs: 10_000 + 50 * speechFrameMs - 96,
        endMs: 10_000 + 115 * speechFrameMs + 96,
        speaker: "practitioner",
      },
    ]);
  });

  it("are not made of a click, nor of what is only half likely", () => {
    expect(
      speechRows(
        heardOf([
          [0, 50],
          [1, 4],
          [0, 50],
          [0.49, 90],
          [0, 50],
        ]),
        null,
      ),
    ).toEqual([]);
  });

  it("are cut at the quietest place when they would be too long", () => {
    const heard = heardOf([
      [0.9, 300],
      [0.5, 8],
      [0.9, 300],
    ]);
    const rows = speechRows(heard, null);
    expect(rows.length).toBe(2);
    expect(Math.abs((rows[0]?.endMs ?? 0) - 304 * speechFrameMs)).toBeLessThanOrEqual(2 * speechFrameMs);
    expect(rows[1]?.startMs).toBe(rows[0]?.endMs);
  });

  it("belong to whoever's microphone is louder", () => {
    const probability = new Float32Array(200).fill(1);
    const first = Float32Array.from({ length: 200 }, (_, frame) => (frame < 100 ? 0.1 : 0.01));
    const second = Float32Array.from({ length: 200 }, (_, frame) => (frame < 100 ? 0.01 : 0.1));
    const heard = { startMs: 0, probability, power: first, channels: [first, second] as const };
    const speakersOf = (whose: "practitioner" | "client" | null) =>
      speechRows(heard, whose).map(({ speaker }) => speaker);
    expect([speakersOf("practitioner"), speakersOf("client"), speakersOf(null)]).toEqual([
      ["practitioner", "client"],
      ["client", "practitioner"],
      ["practitioner"],
    ]);
  });

  it("are in order, within what was heard, not over each other and never too long", () => {
    fc.assert(
      fc.property(probabilities, fc.integer({ min: 0, max: 5_000 }), (runs, startMs) => {
        const heard = heardOf(runs, startMs);
        const endMs = startMs + heard.probability.length * speechFrameMs;
        const rows = speechRows(heard, null);
        for (const [index, row] of rows.entries()) {
          expect(row.startMs).toBeGreaterThanOrEqual(rows[index - 1]?.endMs ?? startMs);
          expect(row.endMs).toBeGreaterThan(row.startMs);
          expect(row.endMs).toBeLessThanOrEqual(endMs);
          expect(row.endMs - row.startMs).toBeLessThanOrEqual(longestRowMs);
          expect(Number.isInteger(row.startMs) && Number.isInteger(row.endMs)).toBe(true);
        }
      }),
    );
  });
});

describe("where there are rows already", () => {
  it("nobody listens: the stretches leave out every row", () => {
    fc.assert(
      fc.property(segmentsIn, fc.integer({ min: 1, max: 70_000 }), (segments, durationMs) => {
        const gaps = stretchesWithoutRows(segments, durationMs);
        for (const gap of gaps) {
          expect(segments.some(({ startMs, endMs }) => startMs < gap.endMs && gap.startMs < endMs)).toBe(
            false,
          );
          expect(gap.endMs).toBeLessThanOrEqual(durationMs);
          expect(gap.endMs - gap.startMs).toBeGreaterThanOrEqual(1_000);
        }
      }),
    );
  });

  it("nothing is put over them, and what they say stays as it is", () => {
    fc.assert(
      fc.property(segmentsIn, segmentsIn, (segments, wanted) => {
        const rows = wanted.map(({ startMs, endMs }) => ({
          startMs,
          endMs,
          speaker: "practitioner" as const,
        }));
        const edits = insertedRows(segments, rows, newId);
        const after = applyEdits(segments, edits);
        const blank = after.filter(({ text }) => text === "");
        expect(after.filter(({ text }) => text !== "")).toEqual(segments);
        const isFree = (row: { startMs: number; endMs: number }) =>
          segments.every(({ startMs, endMs }) => endMs <= row.startMs || row.endMs <= startMs);
        expect(blank.every(isFree)).toBe(true);
        expect(edits.length).toBe(rows.filter(isFree).length);
      }),
    );
  });
});

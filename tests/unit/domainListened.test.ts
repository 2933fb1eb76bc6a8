import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextUnreviewed } from "../../renderer/features/machineText/nextUnreviewed.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import {
  isListened,
  type PlayedRange,
  playedBetween,
  unreviewedIn,
  withPlayed,
} from "../../shared/domain/listened.ts";
import type { Segment } from "../../shared/domain/segment.ts";

const row = (number: number, isHeard: boolean): Segment => ({
  id: `00000000-0000-4000-8000-00000000000${number}` as SegmentId,
  startMs: number * 1_000,
  endMs: number * 1_000 + 1_000,
  speaker: "client",
  text: "Ja",
  ...(isHeard ? {} : { isUnreviewed: true }),
});
const ranges = fc.array(
  fc
    .tuple(fc.nat(40), fc.integer({ min: 1, max: 9 }))
    .map(([startMs, length]) => ({ startMs, endMs: startMs + length })),
  { maxLength: 12 },
);
const played = (all: readonly PlayedRange[]) => all.reduce<PlayedRange[]>(withPlayed, []);

describe("listening", () => {
  it("is playing on at up to twice the speed, not a leap, a standstill or a rush", () => {
    expect([
      playedBetween(1_000, 1_016, 1),
      playedBetween(1_000, 1_032, 2),
      playedBetween(1_000, 1_000, 1),
      playedBetween(1_000, 900, 1),
      playedBetween(1_000, 9_000, 1),
      playedBetween(1_000, 1_016, 2.5),
    ]).toEqual([
      { startMs: 1_000, endMs: 1_016 },
      { startMs: 1_000, endMs: 1_032 },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("has heard a row when nearly all of it was played, in one go or in several", () => {
    expect([
      isListened(row(1, false), [{ startMs: 1_080, endMs: 5_000 }]),
      isListened(row(1, false), [{ startMs: 1_000, endMs: 1_850 }]),
      isListened(
        row(1, false),
        played([
          { startMs: 1_500, endMs: 2_000 },
          { startMs: 900, endMs: 1_460 },
        ]),
      ),
      isListened(
        row(1, false),
        played([
          { startMs: 1_000, endMs: 1_500 },
          { startMs: 1_000, endMs: 1_500 },
        ]),
      ),
      isListened(row(1, false), []),
    ]).toEqual([true, false, true, false, false]);
  });

  it("adds up what was played, each moment once, in order and apart", () => {
    fc.assert(
      fc.property(ranges, (all) => {
        const joined = played(all);
        const moments = (of: readonly PlayedRange[]) =>
          new Set(
            of.flatMap(({ startMs, endMs }) =>
              Array.from({ length: endMs - startMs }, (_, at) => startMs + at),
            ),
          );
        expect(moments(joined)).toEqual(moments(all));
        expect(joined.every(({ startMs }, index) => startMs > (joined[index - 1]?.endMs ?? -1))).toBe(true);
      }),
    );
  });

  it("goes on to the next row that nobody has heard, and from the beginning after the last", () => {
    const rows = [row(1, false), row(2, true), row(3, false)];
    expect([
      unreviewedIn(rows),
      nextUnreviewed(rows, 1_000, undefined)?.id,
      nextUnreviewed(rows, 3_000, undefined)?.id,
      nextUnreviewed(rows, null, rows[0]?.id)?.id,
      nextUnreviewed([row(2, true)], 0, undefined),
    ]).toEqual([2, rows[2]?.id, rows[0]?.id, rows[2]?.id, undefined]);
  });
});

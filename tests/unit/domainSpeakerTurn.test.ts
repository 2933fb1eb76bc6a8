/** Speaker turns hold every segment exactly once. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { type Segment, speakers } from "../../shared/domain/segment.ts";
import { speakerTurns } from "../../shared/domain/speakerTurn.ts";

const segment = (startMs: number, endMs: number, speaker: Segment["speaker"]): Segment => ({
  id: `00000000-0000-4000-8000-${String(startMs).padStart(12, "0")}` as SegmentId,
  startMs,
  endMs,
  speaker,
  text: "",
});

test("consecutive segments of one speaker are one turn", () => {
  const [a, b, c] = [segment(0, 10, "client"), segment(10, 20, "client"), segment(30, 40, "practitioner")];
  expect(speakerTurns([a, b, c] as Segment[])).toEqual([
    { speaker: "client", startMs: 0, endMs: 20, segments: [a, b] },
    { speaker: "practitioner", startMs: 30, endMs: 40, segments: [c] },
  ]);
});

test("a short segment inside a longer one does not end the turn earlier", () => {
  expect(speakerTurns([segment(0, 100, "client"), segment(10, 20, "client")])[0]?.endMs).toBe(100);
});

test("turns hold all segments in order, and neighbours differ in speaker", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...speakers)), (who) => {
      const segments = who.map((speaker, index) => segment(index * 10, index * 10 + 9, speaker));
      const turns = speakerTurns(segments);
      expect(turns.flatMap((turn) => turn.segments)).toEqual(segments);
      for (const [index, turn] of turns.entries()) expect(turn.speaker).not.toBe(turns[index - 1]?.speaker);
    }),
  );
});

test("segments out of order are refused", () => {
  expect(() => speakerTurns([segment(10, 20, "client"), segment(0, 5, "client")])).toThrow(RangeError);
});

import { describe, expect, it } from "vitest";
import { createRowFinder } from "../../renderer/features/find/foundRows.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

const row = (id: string, text: string): Segment => ({
  ...{ id: id as SegmentId, startMs: 0, endMs: 1_000, speaker: "client" },
  text,
});

describe("finding in the rows of a transcript", () => {
  it("tells every hit in order, the row and the place in it", () => {
    const rows = [row("a", "För mycket, för sent"), row("b", "Nej"), row("c", "Därför. För dig")];
    const hits = createRowFinder("for").hitsIn(rows);
    expect(hits).toEqual([
      { segment: rows[0], index: 0, start: 0 },
      { segment: rows[0], index: 0, start: 12 },
      { segment: rows[2], index: 2, start: 8 },
    ]);
  });

  it("finds what was just typed, and looks again only at rows that have changed", () => {
    const finder = createRowFinder("trott");
    const [first, second] = [row("a", "Trött"), row("b", "Pigg")];
    const before = finder.marksOf(first);
    const hits = finder.hitsIn([first, { ...second, text: "Inte trött" }]);
    expect(hits.map(({ index, start }) => [index, start])).toEqual([
      [0, 0],
      [1, 5],
    ]);
    expect(finder.marksOf(first)).toBe(before);
  });

  it("finds nothing for no words", () => {
    expect(createRowFinder(" – ").hitsIn([row("a", "Hej – där")])).toEqual([]);
  });
});

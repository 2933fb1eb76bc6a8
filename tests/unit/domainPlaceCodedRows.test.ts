import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { placeCodedRows } from "../../shared/domain/placeCodedRows.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";

function line(id: string, startMs: number, speaker: Speaker, text: string): Segment {
  return { id: id as SegmentId, startMs, endMs: startMs + 1_000, speaker, text };
}

const lines = [
  line("a", 0, "practitioner", "Hur har du haft det? Berätta gärna lite mer."),
  line("b", 1_000, "client", "Mm."),
  line("c", 2_000, "practitioner", "Mm."),
  line("d", 3_000, "client", "Det har varit ganska tungt den här hösten."),
];

describe("the rows of a coded file", () => {
  test("are found by their words: two in one line, a slip of the pen, and a short one by its speaker", () => {
    const rows = [
      { speaker: "practitioner", text: "Hur har du haft det?" },
      { speaker: "practitioner", text: "berätta gärna lite mer" },
      { speaker: "practitioner", text: "mm" },
      { speaker: "client", text: "Det har vart ganska tungt denna hösten" },
    ] as const;
    expect(placeCodedRows(rows, lines)).toEqual([
      {
        foundBy: "text",
        startMs: 0,
        endMs: 455,
        place: { segmentId: "a", startIndex: 0, endIndex: 20 },
      },
      {
        foundBy: "text",
        startMs: 477,
        endMs: 1_000,
        place: { segmentId: "a", startIndex: 21, endIndex: 44 },
      },
      {
        foundBy: "text",
        startMs: 2_000,
        endMs: 3_000,
        place: { segmentId: "c", startIndex: 0, endIndex: 3 },
      },
      expect.objectContaining({ foundBy: "text", startMs: 3_000 }),
    ]);
  });

  test("never end before they begin, where lines overlap", () => {
    const overlapping: Segment[] = [
      {
        id: "a" as SegmentId,
        startMs: 0,
        endMs: 10_000,
        speaker: "practitioner",
        text: "ja just det då undrar jag om du kan du berätta",
      },
      {
        id: "b" as SegmentId,
        startMs: 1_000,
        endMs: 2_000,
        speaker: "practitioner",
        text: "om din vecka nu",
      },
    ];
    const [row] = placeCodedRows(
      [{ speaker: "practitioner", text: "kan du berätta om din vecka" }],
      overlapping,
    );
    expect(row?.foundBy).toBe("text");
    expect(row?.endMs).toBeGreaterThanOrEqual(row?.startMs ?? Number.NaN);
  });

  test("lie at their times where they have no words, and have a line only where one begins then", () => {
    const rows = [
      { speaker: "client", text: "", startMs: 3_200, endMs: 3_900 },
      { speaker: "practitioner", text: "", startMs: 9_000 },
    ] as const;
    expect(placeCodedRows(rows, lines)).toEqual([
      {
        foundBy: "time",
        startMs: 3_200,
        endMs: 3_900,
        place: { segmentId: "d", startIndex: 0, endIndex: 42 },
      },
      { foundBy: "time", startMs: 9_000, endMs: 9_000 },
    ]);
  });

  test("that are nowhere come behind what is before them", () => {
    const rows = [
      { speaker: "practitioner", text: "Hur har du haft det?" },
      { speaker: "practitioner", text: "Något som ingen sa" },
    ] as const;
    expect(placeCodedRows(rows, lines)[1]).toEqual({ foundBy: "nothing", startMs: 455, endMs: 455 });
  });

  test("are each placed once, and those found by words in the order of the text", () => {
    const row = fc.record({
      speaker: fc.constantFrom<Speaker>("practitioner", "client"),
      text: fc.constantFrom("", "mm", ...lines.map(({ text }) => text), "Något helt annat här"),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const placed = placeCodedRows(rows, lines);
        const starts = placed.filter(({ foundBy }) => foundBy === "text").map(({ startMs }) => startMs);
        expect(placed.length).toBe(rows.length);
        expect(starts).toEqual(starts.toSorted((a, b) => a - b));
        expect(placed.every(({ startMs, endMs }) => startMs <= endMs)).toBe(true);
      }),
    );
  });
});

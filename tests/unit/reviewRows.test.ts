import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newRow, quoteFor, rowAt } from "../../renderer/features/transcript/rows.ts";
import { applyEdits, isValidTranscript } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
function row(number: number, startMs: number, endMs: number, text = `row ${number}`): Segment {
  return { id: idOf(number), startMs, endMs, speaker: number % 2 === 0 ? "client" : "practitioner", text };
}

const rows = [row(1, 1_000, 2_000), row(2, 2_000, 4_000), row(3, 6_000, 9_000)];

describe("the row at a position", () => {
  it.each([
    [0, -1],
    [999, -1],
    [1_000, 0],
    [1_999, 0],
    [2_000, 1],
    [5_000, 1],
    [60_000, 2],
  ])("at %i ms is %i", (positionMs, index) => {
    expect(rowAt(rows, positionMs)).toBe(index);
  });

  it("is the chosen one of two that overlap, as long as the position lies in it", () => {
    const overlapping = [row(1, 0, 10_000), row(2, 4_000, 6_000)];
    expect(rowAt(overlapping, 5_000)).toBe(1);
    expect(rowAt(overlapping, 5_000, idOf(1))).toBe(0);
    expect(rowAt(overlapping, 11_000, idOf(1))).toBe(1);
  });

  it("is the first of two that begin together, if that one is chosen", () => {
    const together = [row(1, 1_000, 2_000), row(2, 1_000, 3_000)];
    expect(rowAt(together, 1_000, idOf(1))).toBe(0);
  });

  it("agrees with looking at every row", () => {
    const starts = fc.array(fc.nat(20_000), { maxLength: 30 });
    fc.assert(
      fc.property(starts, fc.nat(25_000), (values, positionMs) => {
        const segments = values
          .toSorted((a, b) => a - b)
          .map((startMs, index) => row(index, startMs, startMs + 500));
        expect(rowAt(segments, positionMs)).toBe(
          segments.findLastIndex(({ startMs }) => startMs <= positionMs),
        );
      }),
    );
  });
});

describe("a new row", () => {
  it("begins with the practitioner in an empty transcript", () => {
    expect(newRow([], 0, 60_000, idOf(9)).segment).toEqual({
      id: idOf(9),
      startMs: 0,
      endMs: 4_000,
      speaker: "practitioner",
      text: "",
    });
  });

  it("is spoken by the other of the two and ends where the next begins", () => {
    expect(newRow(rows, 4_500, 60_000, idOf(9)).segment).toMatchObject({
      startMs: 4_500,
      endMs: 6_000,
      speaker: "practitioner",
    });
  });

  it("ends the last row where it begins, if that one is still running", () => {
    const { edits } = newRow(rows, 8_000, 60_000, idOf(9));
    expect(applyEdits(rows, edits).map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [1_000, 2_000],
      [2_000, 4_000],
      [6_000, 8_000],
      [8_000, 12_000],
    ]);
  });

  it("is spoken by the same person where speakers do not alternate", () => {
    expect(newRow(rows, 4_500, 60_000, idOf(9), { alternates: false }).segment.speaker).toBe("client");
  });

  it("lets the row that was just written last until it begins, unless that is long after", () => {
    const timesAt = (positionMs: number) => {
      const { edits } = newRow(rows, positionMs, 200_000, idOf(9), { alternates: true, writtenId: idOf(3) });
      return applyEdits(rows, edits)
        .slice(2)
        .map(({ startMs, endMs }) => [startMs, endMs]);
    };
    expect([timesAt(12_000), timesAt(100_000)]).toEqual([
      [
        [6_000, 12_000],
        [12_000, 16_000],
      ],
      [
        [6_000, 9_000],
        [100_000, 104_000],
      ],
    ]);
  });

  it("never lies outside the sound and always fits the transcript", () => {
    fc.assert(
      fc.property(
        fc.nat(70_000),
        fc.option(fc.integer({ min: 9_000, max: 60_000 })),
        (positionMs, durationMs) => {
          const { segment, edits } = newRow(rows, positionMs, durationMs, idOf(9));
          const after = applyEdits(rows, edits);
          expect(isValidTranscript(after)).toBe(true);
          if (durationMs !== null) expect(segment.endMs).toBeLessThanOrEqual(durationMs);
        },
      ),
    );
  });
});

describe("the quote of a note", () => {
  it("is the row a moment lies in", () => {
    expect(quoteFor(rows, 2_500, 2_500)).toBe("row 2");
  });

  it("joins the rows a passage touches, and not those it only meets", () => {
    expect(quoteFor(rows, 1_500, 6_000)).toBe("row 1 row 2");
  });

  it("is shortened between words", () => {
    expect(quoteFor([row(1, 0, 1_000, "one two three four")], 0, 0, 12)).toBe("one two…");
  });

  it("is empty where nobody speaks", () => {
    expect(quoteFor(rows, 5_000, 5_500)).toBe("");
  });
});

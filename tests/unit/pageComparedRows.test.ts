/** Rows of a comparison on the screen: which are shown, with which words, and what can be decided there. */
import { describe, expect, test } from "vitest";
import { padKeys } from "../../renderer/features/compare/codePad.ts";
import { rowFilters, rowsOf, unitAt, wordsAt } from "../../renderer/features/compare/comparedRows.ts";
import type { CodedUnit } from "../../shared/domain/coding.ts";
import type { ComparedRow } from "../../shared/domain/compareCodings.ts";
import type { SegmentId, UnitId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { smallScheme } from "../support/smallScheme.ts";

const lines = ["Hur är det?", "Bra. Eller nja.", "Du tvekar. Berätta."].map(
  (text, index): Segment => ({
    id: `line-${index}` as SegmentId,
    startMs: index * 1_000,
    endMs: index * 1_000 + 900,
    speaker: index === 1 ? "client" : "practitioner",
    text,
  }),
);

function row(part: Partial<ComparedRow> = {}): ComparedRow {
  return {
    place: { segmentId: "line-2" as SegmentId, startIndex: 0, endIndex: 10 },
    startMs: 2_000,
    endMs: 2_400,
    speaker: "practitioner",
    codes: [["SR"], ["CR"]],
    verdict: "different",
    isUncertain: false,
    isCutDifferently: true,
    ...part,
  };
}

describe("the words of a place", () => {
  test("are told from the rest of their line, and stand between the lines around", () => {
    expect(wordsAt(lines, row())).toEqual({
      said: { before: "", words: "Du tvekar.", after: " Berätta." },
      lineBefore: lines[1],
      lineAfter: undefined,
    });
  });

  test("are not there where it is a moment, or where the line is gone; the lines around still are", () => {
    const { place: _, ...moment } = row({ startMs: 1_200, endMs: 1_200 });
    const gone = row({ place: { segmentId: "gone" as SegmentId, startIndex: 0, endIndex: 4 } });
    expect([wordsAt(lines, moment), wordsAt(lines.slice(0, 2), gone)]).toEqual([
      { said: undefined, lineBefore: lines[1], lineAfter: lines[2] },
      { said: undefined, lineBefore: lines[1], lineAfter: undefined },
    ]);
  });
});

test("a filter shows what it says, in order", () => {
  const rows = [
    row(),
    row({ verdict: "open" }),
    row({ verdict: "same", isUncertain: true }),
    row({ verdict: "same" }),
  ];
  const shown = rowFilters.map((filter) => rowsOf(filter, rows).map((one) => rows.indexOf(one)));
  expect(shown).toEqual([[0], [1], [2], [0, 1, 2, 3]]);
});

test("a place meets its unit in the consensus, by its words or by its time", () => {
  const unit = (id: string, part: Partial<CodedUnit>): CodedUnit => ({
    id: id as UnitId,
    startMs: 2_000,
    endMs: 2_400,
    speaker: "practitioner",
    codes: [],
    ...part,
  });
  const units = [
    unit("first", { place: { segmentId: "line-2" as SegmentId, startIndex: 0, endIndex: 10 } }),
    unit("second", { place: { segmentId: "line-2" as SegmentId, startIndex: 10, endIndex: 19 } }),
    unit("moment", { startMs: 5_000, endMs: 5_000 }),
  ];
  const second = { segmentId: "line-2" as SegmentId, startIndex: 10, endIndex: 19 };
  const { place: _, ...moment } = row({ startMs: 5_000, endMs: 5_000 });
  const places = [row(), row({ place: second }), moment, { ...moment, startMs: 6_000, endMs: 6_000 }];
  expect(places.map((place) => unitAt({ units }, place)?.id)).toEqual([
    "first",
    "second",
    "moment",
    undefined,
  ]);
});

test("the pad has what the scheme hears in that speaker, and that it is not to be coded", () => {
  const unit = { codes: [], speaker: "practitioner" } as unknown as CodedUnit;
  const [question, ...others] = smallScheme.codes;
  if (question === undefined) throw new Error("a scheme without codes");
  const scheme = { codes: [...others, { ...question, needsSound: true as const }] };
  const [heard, read] = [{ isFromSound: true }, { isFromSound: false }];
  const [question4, notCoded] = [
    { code: "Q", key: "4" },
    { code: "NC", key: "x" },
  ];
  const others123 = [
    { code: "SR", key: "1" },
    { code: "CR", key: "2" },
    { code: "GI", key: "3" },
  ];
  expect([
    padKeys(scheme, unit, heard),
    padKeys(scheme, unit, read),
    padKeys(scheme, { ...unit, speaker: "client" }, heard),
  ]).toEqual([[...others123, question4, notCoded], [...others123, notCoded], [notCoded]]);
});

/** Rows are split, made one and moved at their edges: nothing said is lost, and each deed comes undone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  characterAt,
  mergeSegments,
  mixesSpeakers,
  movedEdge,
  seamOf,
  splitSegment,
} from "../../shared/domain/cutSegments.ts";
import {
  applyEdits,
  compareSegments,
  type Edit,
  editSchema,
  invertEdits,
  isValidTranscript,
} from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { writtenEdits } from "../../shared/domain/listened.ts";
import { spokenBy } from "../../shared/domain/renamedLines.ts";
import { type Segment, speakers } from "../../shared/domain/segment.ts";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
const newId = idOf(999_999);

function row(number: number, startMs: number, endMs: number, changes: Partial<Segment> = {}): Segment {
  return { id: idOf(number), startMs, endMs, speaker: "client", text: `rad ${number}`, ...changes };
}

const words = fc.array(fc.constantFrom("ja", "men", "mm,", "så", "här…"), { maxLength: 8 });
const anyRow = (number: number): fc.Arbitrary<Segment> =>
  fc
    .tuple(
      fc.nat(5_000),
      fc.integer({ min: 1, max: 3_000 }),
      words,
      fc.constantFrom(...speakers),
      fc.boolean(),
    )
    .map(([startMs, length, said, speaker, isUnreviewed]) => ({
      id: idOf(number),
      startMs,
      endMs: startMs + length,
      speaker,
      ...(speaker === "other" ? { speakerName: "Mormor" } : {}),
      text: said.join(" "),
      ...(isUnreviewed ? { isUnreviewed } : {}),
    }));
const transcript = fc
  .integer({ min: 1, max: 6 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyRow(index))))
  .map((segments) => segments.sort(compareSegments));

const said = (segments: readonly Segment[]) =>
  segments
    .map(({ text }) => text)
    .join(" ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .toSorted();

/** What holds of every deed: a transcript stays one, what was said stays, and it comes undone. */
function holds(before: readonly Segment[], edits: readonly Edit[]): Segment[] {
  for (const edit of edits) expect(editSchema.safeParse(edit).success).toBe(true);
  const after = applyEdits(before, edits);
  expect({
    isValid: isValidTranscript(after),
    said: said(after),
    undone: applyEdits(after, invertEdits(edits)),
  }).toEqual({ isValid: true, said: said(before), undone: before });
  return after;
}

describe("a row split", () => {
  const segment = row(1, 1_000, 5_000, { text: "ja precis men sen", isUnreviewed: true });

  test("is cut where it plays, if that is within it", () => {
    const after = applyEdits([segment], splitSegment(segment, 9, 2_500, newId));
    expect(after).toEqual([
      { ...segment, endMs: 2_500, text: "ja precis" },
      { ...segment, id: newId, startMs: 2_500, text: "men sen" },
    ]);
  });

  test.each([[null], [1_000], [5_000], [9_000]])(
    "is else cut in proportion to its text (%s)",
    (positionMs) => {
      const halves = applyEdits([segment], splitSegment(segment, 9, positionMs, newId));
      expect(halves.map(({ endMs }) => endMs)).toEqual([3_118, 5_000]);
    },
  );

  test("that is too short to be two stays one", () => {
    expect(splitSegment(row(1, 0, 1), 2, null, newId)).toEqual([]);
  });

  test("keeps what was said and when, and comes undone", () => {
    fc.assert(
      fc.property(
        transcript,
        fc.nat(),
        fc.nat(),
        fc.option(fc.nat(9_000)),
        (segments, at, cut, positionMs) => {
          const chosen = segments[at % segments.length] as Segment;
          // Words are cut only between words here; within one, both halves stay.
          const starts = [...chosen.text.matchAll(/\S+/g)].map(({ index }) => index);
          const character = starts[cut % Math.max(1, starts.length)] ?? 0;
          const after = holds(segments, splitSegment(chosen, character, positionMs, newId));
          const halves = after.filter(({ id }) => id === chosen.id || id === newId);
          expect([halves[0]?.startMs, halves.at(-1)?.endMs]).toEqual([chosen.startMs, chosen.endMs]);
        },
      ),
    );
  });

  test.each([
    [1_000, 0],
    [2_000, 3],
    [4_000, 14],
    [4_990, 17],
  ])("at %i ms begins with the word at %i", (positionMs, character) => {
    expect(characterAt(segment, positionMs)).toBe(character);
  });
});

describe("two rows made one", () => {
  test("last from the beginning of the first until both have ended", () => {
    const [first, second] = [row(1, 0, 6_000, { text: "ja " }), row(2, 1_000, 2_000, { text: " precis" })];
    expect(applyEdits([first, second], mergeSegments(first, second))).toEqual([
      { ...first, text: "ja precis" },
    ]);
  });

  test("are spoken by the one who has words", () => {
    const empty = row(1, 0, 1_000, { text: "", speaker: "practitioner" });
    const spoken = row(2, 1_000, 2_000, { speaker: "other", speakerName: "Mormor" });
    expect(applyEdits([empty, spoken], mergeSegments(empty, spoken))).toEqual([
      { ...spoken, id: empty.id, startMs: 0 },
    ]);
  });

  test("are as little listened to as the one nobody has listened to", () => {
    const [first, second] = [row(1, 0, 1_000), row(2, 1_000, 2_000, { isUnreviewed: true })];
    expect(applyEdits([first, second], mergeSegments(first, second))).toEqual([
      { ...first, endMs: 2_000, text: "rad 1 rad 2", isUnreviewed: true },
    ]);
  });

  test("that would be too long stay two", () => {
    const long = "a".repeat(10_000);
    expect(mergeSegments(row(1, 0, 1, { text: long }), row(2, 1, 2, { text: long }))).toEqual([]);
  });

  test("mix what two people said only if both have words", () => {
    const client = row(1, 0, 1_000);
    const practitioner = row(2, 1_000, 2_000, { speaker: "practitioner" });
    expect([
      mixesSpeakers(client, practitioner),
      mixesSpeakers(client, { ...practitioner, text: " " }),
      mixesSpeakers(client, { ...client, id: newId }),
      mixesSpeakers(client, { ...client, id: newId, speakerName: "Mormor" }),
    ]).toEqual([true, false, false, true]);
  });

  test("keep what was said and when, and come undone", () => {
    fc.assert(
      fc.property(transcript, fc.nat(), (segments, at) => {
        fc.pre(segments.length > 1);
        const index = at % (segments.length - 1);
        const [first, second] = [segments[index] as Segment, segments[index + 1] as Segment];
        const after = holds(segments, mergeSegments(first, second));
        const one = after.find(({ id }) => id === first.id);
        expect(one).toMatchObject({
          startMs: first.startMs,
          endMs: Math.max(first.endMs, second.endMs),
        });
        expect(one?.text.slice(0, seamOf(first)).trim()).toBe(first.text);
      }),
    );
  });

  test("give back what was split", () => {
    fc.assert(
      fc.property(anyRow(1), fc.nat(40), (segment, at) => {
        fc.pre(segment.endMs - segment.startMs > 1 && segment.text[at] === " ");
        const halves = applyEdits([segment], splitSegment(segment, at, null, newId));
        const [first, second] = [halves[0] as Segment, halves[1] as Segment];
        expect(applyEdits(halves, mergeSegments(first, second))).toEqual([segment]);
      }),
    );
  });
});

describe("who has listened", () => {
  const unreviewed = (segments: readonly Segment[]) =>
    segments.map((segment) => segment.isUnreviewed === true);

  test("is known of both halves as of the row that was split, until somebody writes in one", () => {
    fc.assert(
      fc.property(anyRow(1), fc.nat(40), (segment, at) => {
        fc.pre(segment.endMs - segment.startMs > 1);
        const character = Math.min(at, segment.text.length);
        const halves = applyEdits([segment], splitSegment(segment, character, null, newId));
        const written = applyEdits(halves, writtenEdits(halves[1] as Segment, "skrivet"));
        const whole = segment.isUnreviewed === true;
        expect([unreviewed(halves), unreviewed(written)]).toEqual([
          [whole, whole],
          [whole, false],
        ]);
      }),
    );
  });

  test("is nobody of two rows made one if nobody has of one, until somebody writes or pastes in it", () => {
    fc.assert(
      fc.property(anyRow(1), anyRow(2), fc.string(), (a, b, typed) => {
        const [first, second] = [a, b].sort(compareSegments) as [Segment, Segment];
        const one = applyEdits([first, second], mergeSegments(first, second));
        const written = applyEdits(one, writtenEdits(one[0] as Segment, typed));
        expect([unreviewed(one), unreviewed(written)]).toEqual([
          [first.isUnreviewed === true || second.isUnreviewed === true],
          [false],
        ]);
      }),
    );
  });

  test("does not change with the speaker", () => {
    fc.assert(
      fc.property(anyRow(1), fc.constantFrom(...speakers), (segment, speaker) => {
        const flipped = applyEdits([segment], spokenBy(segment, speaker, null));
        expect(unreviewed(flipped)).toEqual(unreviewed([segment]));
      }),
    );
  });
});

describe("an edge moved", () => {
  const rows = [row(1, 0, 1_000), row(2, 1_000, 2_000), row(3, 2_500, 3_000)];
  const times = (edits: readonly Edit[]) =>
    applyEdits(rows, edits).map(({ startMs, endMs }) => [startMs, endMs]);

  test("that two rows share moves for both", () => {
    const moved = [
      [0, 1_100],
      [1_100, 2_000],
      [2_500, 3_000],
    ];
    expect(times(movedEdge(rows, idOf(2), "start", 1_100, 60_000))).toEqual(moved);
    expect(times(movedEdge(rows, idOf(1), "end", 1_100, 60_000))).toEqual(moved);
  });

  test("that two rows share moves for one only, if it is to", () => {
    expect(times(movedEdge(rows, idOf(2), "start", 800, 60_000, "alone")).slice(0, 2)).toEqual([
      [0, 1_000],
      [800, 2_000],
    ]);
  });

  test("moves alone where there is a gap, and may overlap the next", () => {
    expect(times(movedEdge(rows, idOf(2), "end", 2_700, 60_000))[1]).toEqual([1_000, 2_700]);
  });

  test.each([
    ["end", 90_000, 3, [2_500, 60_000]],
    ["end", 0, 3, [2_500, 2_550]],
    ["start", -5, 1, [0, 1_000]],
    ["start", 9_000, 2, [1_950, 2_000]],
    ["start", 0, 2, [50, 2_000]],
  ] as const)("the %s to %i ms stays within what there is (%#)", (edge, positionMs, number, range) => {
    expect(times(movedEdge(rows, idOf(number), edge, positionMs, 60_000))[number - 1]).toEqual(range);
  });

  test("of no row, or to where it is, changes nothing", () => {
    expect([
      movedEdge(rows, newId, "start", 5, null),
      movedEdge(rows, idOf(3), "start", 2_500, null),
    ]).toEqual([[], []]);
  });

  test("keeps what was said, and comes undone", () => {
    fc.assert(
      fc.property(
        transcript,
        fc.nat(),
        fc.constantFrom("start", "end"),
        fc.integer({ min: -500, max: 12_000 }),
        fc.option(fc.integer({ min: 1, max: 9_000 })),
        fc.constantFrom("with-neighbour", "alone"),
        (segments, at, edge, positionMs, durationMs, manner) => {
          const chosen = segments[at % segments.length] as Segment;
          holds(segments, movedEdge(segments, chosen.id, edge, positionMs, durationMs, manner));
        },
      ),
    );
  });
});

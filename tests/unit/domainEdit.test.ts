/** Transcript edits: they apply, they come undone, and they keep a transcript a transcript. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyEdit,
  applyEdits,
  compareSegments,
  type Edit,
  editSchema,
  invertEdit,
  invertEdits,
  isValidTranscript,
} from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { type Segment, speakers } from "../../shared/domain/segment.ts";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId;
const segment = (number: number, changes: Partial<Segment> = {}): Segment => ({
  id: idOf(number),
  startMs: number * 1_000,
  endMs: number * 1_000 + 900,
  speaker: "client",
  text: `rad ${number}`,
  ...changes,
});

/** Few different times, so that overlaps and equal times are common. */
const times = fc.tuple(fc.nat(20), fc.integer({ min: 1, max: 5 })).map(([start, length]) => ({
  startMs: start * 100,
  endMs: (start + length) * 100,
}));
const names = fc.constantFrom(null, "Mormor", "Tolken");
const anySegment = (id: SegmentId): fc.Arbitrary<Segment> =>
  fc
    .tuple(times, fc.constantFrom(...speakers), names, fc.string(), fc.boolean())
    .map(([at, speaker, speakerName, text, isUnreviewed]) => ({
      id,
      ...at,
      speaker,
      ...(speakerName === null ? {} : { speakerName }),
      text,
      ...(isUnreviewed ? { isUnreviewed } : {}),
    }));
const transcript = fc
  .uniqueArray(fc.nat(1_000), { maxLength: 12 })
  .chain((ids) => fc.tuple(...ids.map((id) => anySegment(idOf(id)))))
  .map((segments) => segments.sort(compareSegments));

/** An edit that fits the transcript. */
const editOf = (segments: readonly Segment[]): fc.Arbitrary<Edit> => {
  const insert = anySegment(idOf(999_999)).map((added): Edit => ({ kind: "insert-segment", segment: added }));
  if (segments.length === 0) return insert;
  const chosen = fc.constantFrom(...segments);
  return fc.oneof(
    insert,
    chosen.map((removed): Edit => ({ kind: "remove-segment", segment: removed })),
    fc.tuple(chosen, fc.string()).map(
      ([{ id, text }, after]): Edit => ({
        kind: "set-text",
        segmentId: id,
        before: text,
        after,
      }),
    ),
    fc.tuple(chosen, fc.constantFrom(...speakers)).map(
      ([{ id, speaker }, after]): Edit => ({
        kind: "set-speaker",
        segmentId: id,
        before: speaker,
        after,
      }),
    ),
    fc.tuple(chosen, names).map(
      ([{ id, speakerName = null }, after]): Edit => ({
        kind: "set-speaker-name",
        segmentId: id,
        before: speakerName,
        after,
      }),
    ),
    fc.tuple(chosen, fc.boolean()).map(
      ([{ id, isUnreviewed }, after]): Edit => ({
        kind: "set-reviewed",
        segmentId: id,
        before: isUnreviewed === undefined,
        after,
      }),
    ),
    fc.tuple(chosen, times).map(
      ([{ id, startMs, endMs }, after]): Edit => ({
        kind: "set-times",
        segmentId: id,
        before: { startMs, endMs },
        after,
      }),
    ),
  );
};
const transcriptAndEdit = transcript.chain((segments) => fc.tuple(fc.constant(segments), editOf(segments)));

describe("laws", () => {
  test("an edit followed by its inverse changes nothing", () => {
    fc.assert(
      fc.property(transcriptAndEdit, ([segments, edit]) => {
        expect(applyEdit(applyEdit(segments, edit), invertEdit(edit))).toEqual(segments);
        expect(invertEdit(invertEdit(edit))).toEqual(edit);
      }),
      { numRuns: 2_000 },
    );
  });

  test("an edit keeps a transcript valid and leaves the given one as it was", () => {
    fc.assert(
      fc.property(transcriptAndEdit, ([segments, edit]) => {
        const copy = structuredClone(segments);
        expect(isValidTranscript(segments)).toBe(true);
        expect(isValidTranscript(applyEdit(segments, edit))).toBe(true);
        expect(segments).toEqual(copy);
      }),
      { numRuns: 2_000 },
    );
  });

  test("a series is taken back by its inverses, last first", () => {
    fc.assert(
      fc.property(transcript, fc.array(fc.nat(), { maxLength: 8 }), (segments, seeds) => {
        const edits: Edit[] = [];
        let now = [...segments];
        for (const seed of seeds) {
          const [edit] = fc.sample(editOf(now), { seed, numRuns: 1 });
          if (
            edit === undefined ||
            (edit.kind === "insert-segment" && now.some(({ id }) => id === edit.segment.id))
          )
            continue;
          edits.push(edit);
          now = applyEdit(now, edit);
        }
        expect(applyEdits(segments, edits)).toEqual(now);
        expect(applyEdits(now, invertEdits(edits))).toEqual(segments);
      }),
    );
  });
});

describe("edits that do not fit are refused", () => {
  const segments = [segment(1), segment(2)];
  const misfits: [string, Edit][] = [
    ["an unknown segment", { kind: "set-text", segmentId: idOf(9), before: "rad 1", after: "ny" }],
    ["another text before", { kind: "set-text", segmentId: idOf(1), before: "något annat", after: "ny" }],
    ["another speaker before", { kind: "set-speaker", segmentId: idOf(1), before: "other", after: "client" }],
    [
      "other times before",
      {
        kind: "set-times",
        segmentId: idOf(1),
        before: { startMs: 1_000, endMs: 1_901 },
        after: { startMs: 0, endMs: 1 },
      },
    ],
    [
      "an end that is not after the start",
      {
        kind: "set-times",
        segmentId: idOf(1),
        before: { startMs: 1_000, endMs: 1_900 },
        after: { startMs: 5, endMs: 5 },
      },
    ],
    ["an id that is taken", { kind: "insert-segment", segment: segment(2, { startMs: 0 }) }],
    [
      "a time that no recording has",
      { kind: "insert-segment", segment: segment(3, { endMs: Number.MAX_SAFE_INTEGER }) },
    ],
    ["broken times", { kind: "insert-segment", segment: segment(3, { startMs: 0.5 }) }],
    [
      "removing a segment that has changed",
      { kind: "remove-segment", segment: segment(2, { text: "annan" }) },
    ],
  ];

  test.each(misfits)("%s", (_, edit) => {
    expect(() => applyEdit(segments, edit)).toThrow(RangeError);
  });

  test("one misfit in a series leaves nothing of it", () => {
    const fits: Edit = { kind: "set-text", segmentId: idOf(1), before: "rad 1", after: "ny" };
    expect(() => applyEdits(segments, [fits, fits])).toThrow(RangeError);
    expect(segments[0]?.text).toBe("rad 1");
  });
});

describe("a transcript is not valid with", () => {
  test.each([
    ["segments out of order", [segment(2), segment(1)]],
    ["ends out of order", [segment(1, { endMs: 1_500 }), segment(2, { startMs: 1_000, endMs: 1_400 })]],
    ["the same id twice", [segment(1), segment(1, { startMs: 5_000, endMs: 6_000 })]],
    ["a segment without length", [segment(1, { endMs: 1_000 })]],
    ["a negative start", [segment(1, { startMs: -1 })]],
    ["a broken millisecond", [segment(1, { endMs: 1_900.5 })]],
  ])("%s", (_, segments) => {
    expect(isValidTranscript(segments)).toBe(false);
  });
});

test("the schema takes every edit the functions make and refuses others", () => {
  fc.assert(
    fc.property(transcriptAndEdit, ([, edit]) => {
      expect(editSchema.parse(edit)).toEqual(edit);
    }),
  );
  expect(editSchema.safeParse({ kind: "set-text", segmentId: "x", before: "", after: "" }).success).toBe(
    false,
  );
  expect(editSchema.safeParse({ kind: "erase-all" }).success).toBe(false);
});

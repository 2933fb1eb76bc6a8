import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodedUnit } from "../../shared/domain/coding.ts";
import { applyCodingChanges, type CodingContent } from "../../shared/domain/codingChange.ts";
import { mergeSegments, splitSegment } from "../../shared/domain/cutSegments.ts";
import { applyEdits, type Edit } from "../../shared/domain/edit.ts";
import { followText } from "../../shared/domain/followText.ts";
import type { SegmentId, UnitId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { unitsOfLines } from "../../shared/domain/unitsOfLines.ts";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

function line(number: number, text: string, part: Partial<Segment> = {}): Segment {
  const startMs = number * 1_000;
  return {
    id: idOf(number) as SegmentId,
    startMs,
    endMs: startMs + 900,
    speaker: "practitioner",
    text,
    ...part,
  };
}

function world(lines: readonly Segment[]) {
  let next = 500;
  const newId = () => idOf(next++) as UnitId;
  const sample = { startMs: 0, endMs: 60_000 };
  let segments: readonly Segment[] = lines;
  let coding: CodingContent = { units: unitsOfLines(lines, sample, newId), ratings: {}, spans: [] };
  return {
    segments: () => segments,
    units: () => coding.units,
    code: (at: number, ...codes: string[]) => {
      const unit = coding.units[at];
      if (unit === undefined) throw new RangeError("no such unit");
      coding = applyCodingChanges(coding, [{ kind: "unit", before: unit, after: { ...unit, codes } }]);
    },
    replace: (before: CodedUnit | null, after: CodedUnit | null) => {
      coding = applyCodingChanges(coding, [{ kind: "unit", before, after }]);
    },
    edit: (edits: readonly Edit[], goesOn = true) => {
      const named = new Set(edits.map((edit) => ("segment" in edit ? edit.segment.id : edit.segmentId)));
      const before = segments.filter(({ id }) => named.has(id));
      segments = applyEdits(segments, edits);
      const after = segments.filter(({ id }) => named.has(id));
      const changes = followText(coding.units, before, after, goesOn ? { ...sample, newId } : null);
      coding = applyCodingChanges(coding, changes);
    },
    /** What each unit says, by its place. */
    said: () =>
      coding.units.map(({ place, codes }) => [
        segments
          .find(({ id }) => id === place?.segmentId)
          ?.text.slice(place?.startIndex, place?.endIndex)
          .trim(),
        codes.join(" "),
      ]),
  };
}

const setText = (of: Segment, after: string): Edit => ({
  kind: "set-text",
  segmentId: of.id,
  before: of.text,
  after,
});

/** A line of two utterances. */
function twoUtterances() {
  const first = line(1, "Hur var det? Det bara hände.");
  const made = world([first, line(2, "Ja.", { speaker: "client" })]);
  const [unit] = made.units();
  if (unit?.place === undefined) throw new Error("no unit");
  const left = { ...unit, endMs: 1_400, place: { ...unit.place, endIndex: 13 }, codes: ["Q"] };
  const right = { ...unit, id: idOf(99) as UnitId, startMs: 1_400, place: { ...unit.place, startIndex: 13 } };
  made.replace(unit, left);
  made.replace(null, { ...right, codes: ["SR"] });
  return { made, first };
}

describe("units follow their words", () => {
  it("through a correction within one of them", () => {
    const { made, first } = twoUtterances();

    made.edit([setText(first, "Hur var det där? Det bara hände.")]);

    expect(made.said()).toEqual([
      ["Hur var det där?", "Q"],
      ["Det bara hände.", "SR"],
      ["Ja.", ""],
    ]);
  });

  it("when their line is split between them, and when it becomes one again", () => {
    const { made, first } = twoUtterances();
    const id = idOf(50) as SegmentId;

    made.edit(splitSegment(first, 13, 1_500, id));
    const parted = [made.said(), made.units().map(({ startMs, endMs }) => [startMs, endMs])];
    const [a, b] = made.segments();
    if (a === undefined || b === undefined) throw new Error("not split");
    made.edit(mergeSegments(a, b));

    const said = [
      ["Hur var det?", "Q"],
      ["Det bara hände.", "SR"],
      ["Ja.", ""],
    ];
    expect([parted, made.said()]).toEqual([
      [
        said,
        [
          [1_000, 1_500],
          [1_500, 1_900],
          [2_000, 2_900],
        ],
      ],
      said,
    ]);
  });

  it("to the first part where the line is split within one of them", () => {
    const first = line(1, "Du har hittat något som fungerar.");
    const made = world([first]);
    made.code(0, "CR");

    made.edit(splitSegment(first, 14, null, idOf(50) as SegmentId));

    expect(made.said()).toEqual([
      ["Du har hittat", "CR"],
      ["något som fungerar.", ""],
    ]);
  });

  it("out of sight and back where a line is removed and the removal undone", () => {
    const lines = [line(1, "Vad tänker du?"), line(2, "Vet inte.", { speaker: "client" })];
    const [first, second] = lines;
    if (first === undefined || second === undefined) throw new Error("no lines");
    const made = world(lines);
    made.code(0, "Q");
    const whole = made.units();

    made.edit([
      { kind: "remove-segment", segment: first },
      { kind: "remove-segment", segment: second },
    ]);
    const left = made.said();
    made.edit([{ kind: "insert-segment", segment: first }]);

    expect([left, made.units()]).toEqual([[[undefined, "Q"]], whole.slice(0, 1)]);
  });

  it("and new lines of the sample are still to be coded, but not in a coding that is finished", () => {
    const made = world([line(1, "Hej.")]);
    made.edit([{ kind: "insert-segment", segment: line(3, "Nytt.") }], false);
    const finished = made.said();
    made.edit([{ kind: "insert-segment", segment: line(4, "Nyare.") }]);
    made.edit([{ kind: "insert-segment", segment: line(90, "Efter avsnittet.") }]);

    expect([finished, made.said()]).toEqual([
      [["Hej.", ""]],
      [
        ["Hej.", ""],
        ["Nyare.", ""],
      ],
    ]);
  });

  it("and are those of whoever speaks the line now", () => {
    const first = line(1, "Mm.", { speaker: "client" });
    const made = world([first]);
    const [unit] = made.units();
    if (unit === undefined) throw new Error("no unit");
    made.replace(unit, { ...unit, isFacilitative: true });

    made.edit([{ kind: "set-speaker", segmentId: first.id, before: "client", after: "practitioner" }]);

    expect(made.units()).toEqual([{ ...unit, speaker: "practitioner" }]);
  });
});

it("whatever is edited, no code is lost, and the units cover every line of the sample once and in order", () => {
  const word = fc.constantFrom("ja", "nej", "hur", "tänker", "du", "en", "sådan", "morgon");
  const sentence = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
  const step = fc.record({
    deed: fc.constantFrom("text", "split", "merge", "remove", "insert", "speaker"),
    at: fc.nat(7),
    text: sentence,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(sentence, { minLength: 1, maxLength: 6 }),
      fc.array(step, { maxLength: 12 }),
      (texts, steps) => {
        const made = world(texts.map((text, at) => line(at + 1, text)));
        texts.forEach((_, at) => {
          made.code(at, `code-${at}`);
        });
        steps.forEach(({ deed, at, text, share }, number) => {
          const segments = made.segments();
          const here = segments[at % Math.max(1, segments.length)];
          const fresh = idOf(300 + number) as SegmentId;
          if (deed === "insert" || here === undefined) {
            made.edit([{ kind: "insert-segment", segment: { ...line(10 + at, text), id: fresh } }]);
            return;
          }
          const next = segments[segments.indexOf(here) + 1];
          if (deed === "text") made.edit([setText(here, text)]);
          if (deed === "split")
            made.edit(splitSegment(here, Math.round(share * here.text.length), null, fresh));
          if (deed === "merge" && next !== undefined) made.edit(mergeSegments(here, next));
          if (deed === "remove") made.edit([{ kind: "remove-segment", segment: here }]);
          if (deed === "speaker")
            made.edit([{ kind: "set-speaker", segmentId: here.id, before: here.speaker, after: "client" }]);
        });

        const codes = made.units().flatMap((unit) => unit.codes);
        expect(codes.sort()).toEqual(texts.map((_, at) => `code-${at}`).sort());
        for (const { id, text } of made.segments().filter((one) => one.text.trim() !== "")) {
          const places = made
            .units()
            .flatMap(({ place }) => (place?.segmentId === id ? [place] : []))
            .sort((a, b) => a.startIndex - b.startIndex);
          const edges = [0, ...places.map(({ endIndex }) => endIndex)];
          expect(places.map(({ startIndex }) => startIndex)).toEqual(edges.slice(0, -1));
          expect(edges.at(-1)).toBe(text.length);
        }
      },
    ),
    { numRuns: 300 },
  );
});

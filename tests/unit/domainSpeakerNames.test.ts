import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, invertEdits } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { renamedLines, spokenBy } from "../../shared/domain/renamedLines.ts";
import { type Segment, speakers } from "../../shared/domain/segment.ts";
import { ownNames, speakerCalled, typedName } from "../../shared/domain/speakerCalled.ts";

const words = { practitioner: "rådgivare", client: "klient", other: "annan person" };
const names = fc.constantFrom("mormor", "tolken", "grannen");
const transcripts = fc
  .array(fc.tuple(fc.constantFrom(...speakers), fc.option(names)), { maxLength: 12 })
  .map((lines) =>
    lines.map(
      ([speaker, name], index): Segment => ({
        id: randomUUID() as SegmentId,
        startMs: index * 1_000,
        endMs: index * 1_000 + 900,
        speaker,
        text: "Mm.",
        ...(name === null ? {} : { speakerName: name }),
      }),
    ),
  );

describe("who speaks a line", () => {
  it("is the line's own name, else the transcript's, else the vault's word", () => {
    const called = (segment: Pick<Segment, "speaker" | "speakerName">) =>
      speakerCalled(segment, { client: "kvinnan" }, words);
    expect([
      called({ speaker: "client", speakerName: "dottern" }),
      called({ speaker: "client" }),
      called({ speaker: "practitioner" }),
    ]).toEqual(["dottern", "kvinnan", "rådgivare"]);
  });

  it("is kept without white space around it, and nothing is no name", () => {
    expect([typedName("  mor  mor "), typedName(" \t "), typedName("Å")]).toEqual([
      "mor mor",
      undefined,
      "Å",
    ]);
  });
});

describe("renaming", () => {
  it("everywhere reaches every line of that name and no other, and goes back in one step", () => {
    fc.assert(
      fc.property(transcripts, names, fc.option(fc.constant("farfar")), (segments, from, to) => {
        const edits = renamedLines(segments, new Map([[from, to]]));
        const after = applyEdits(segments, edits);
        expect(after.map(({ speakerName }) => speakerName ?? null)).toEqual(
          segments.map(({ speakerName }) => (speakerName === from ? to : (speakerName ?? null))),
        );
        expect(ownNames(after)).not.toContain(from);
        expect(applyEdits(after, invertEdits(edits))).toEqual(segments);
      }),
    );
  });

  it("of one line says who speaks it, and nothing where that was known", () => {
    fc.assert(
      fc.property(transcripts, fc.constantFrom(...speakers), fc.option(names), (segments, speaker, name) => {
        for (const segment of segments) {
          const edits = spokenBy(segment, speaker, name);
          const changed = applyEdits(segments, edits).find(({ id }) => id === segment.id);
          expect([changed?.speaker, changed?.speakerName ?? null]).toEqual([speaker, name]);
          const isKnown = segment.speaker === speaker && (segment.speakerName ?? null) === name;
          expect(edits.length === 0).toBe(isKnown);
        }
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTranscripts, compareWords, countChanges } from "../../shared/domain/compareTranscripts.ts";
import { applyEdits, compareSegments } from "../../shared/domain/edit.ts";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { type Segment, speakers } from "../../shared/domain/segment.ts";
import { editsBetween } from "../../shared/domain/transcriptDifference.ts";

const row = (number: number, text: string, startMs = number * 1_000): Segment => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}` as SegmentId,
  startMs,
  endMs: startMs + 900,
  speaker: "client",
  text,
});
const transcript = fc
  .uniqueArray(
    fc.record({
      number: fc.nat(8),
      text: fc.constantFrom("", "Ja", "Ja men", "Nej då"),
      startMs: fc.nat(5),
      speaker: fc.constantFrom(...speakers),
      name: fc.constantFrom(undefined, "Tolken"),
    }),
    { selector: ({ number }) => number, maxLength: 8 },
  )
  .map((rows) =>
    rows
      .map(({ number, text, startMs, speaker, name }) => ({
        ...row(number, text, startMs * 1_000),
        speaker,
        ...(name === undefined ? {} : { speakerName: name }),
      }))
      .sort(compareSegments),
  );
const words = fc
  .array(fc.constantFrom("ja", "nej", " ", "\n", "å", "men"), { maxLength: 14 })
  .map((all) => all.join(""));

describe("comparing transcripts", () => {
  it("tells lines that were added, removed and changed, in order, with the words that differ", () => {
    const before = [row(1, "Jag vet inte riktigt"), row(2, "Jaha"), row(3, "Hej då")];
    const after = [row(1, "Jag vet nog inte"), row(3, "Hej då"), row(4, "Tack")];
    expect(compareTranscripts(before, after)).toEqual([
      {
        kind: "changed",
        before: before[0],
        after: after[0],
        words: [
          { kind: "same", text: "Jag vet" },
          { kind: "added", text: " nog" },
          { kind: "same", text: " inte" },
          { kind: "removed", text: " riktigt" },
        ],
      },
      { kind: "removed", before: before[1] },
      { kind: "same", after: after[1] },
      { kind: "added", after: after[2] },
    ]);
  });

  it("knows lines that were brought in anew by when they begin", () => {
    expect(
      countChanges(
        compareTranscripts([row(1, "Ja"), row(2, "Nej")], [row(8, "Ja", 1_000), row(9, "Nä", 2_000)]),
      ),
    ).toEqual({ changed: 1, added: 0, removed: 0 });
  });

  it("gives pieces that make both texts", () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const pieces = compareWords(before, after);
        const without = (kind: string) =>
          pieces
            .filter((piece) => piece.kind !== kind)
            .map(({ text }) => text)
            .join("");
        expect([without("added"), without("removed")]).toEqual([before, after]);
      }),
    );
  });

  it("does not stop at two very long texts that have nothing in common", () => {
    const text = (word: string) => Array.from({ length: 3_000 }, (_, index) => `${word}${index}`).join(" ");
    const kinds = new Set(compareWords(text("a"), text("b")).map(({ kind }) => kind));
    expect([...kinds]).toEqual(["removed", "added"]);
  });

  it("tells of every line just once", () => {
    fc.assert(
      fc.property(transcript, transcript, (before, after) => {
        const changes = compareTranscripts(before, after);
        const ids = (of: readonly (Segment | undefined)[]) => of.flatMap((one) => one?.id ?? []).sort();
        expect(ids(changes.map((change) => ("after" in change ? change.after : undefined)))).toEqual(
          ids(after),
        );
        expect(
          changes.filter(({ kind }) => kind === "removed" || kind === "changed").length,
        ).toBeLessThanOrEqual(before.length);
      }),
    );
  });
});

describe("the edits between two transcripts", () => {
  it("make one of the other", () => {
    fc.assert(
      fc.property(transcript, transcript, (from, to) => {
        expect(applyEdits(from, editsBetween(from, to))).toEqual(to);
      }),
    );
  });
});

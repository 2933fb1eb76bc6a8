import { describe, expect, it } from "vitest";
import { type Printing, printable } from "../../shared/domain/printableTranscript.ts";
import type { Segment } from "../../shared/domain/segment.ts";

const printing: Printing = {
  names: { client: "Dottern" },
  words: { practitioner: "rådgivare", client: "klient", other: "annan" },
  unreviewedMark: "[inte genomlyssnad]",
  unreviewedNotice: "En dator har skrivit delar av texten.",
  withSpeakers: true,
};

function segment(part: Partial<Segment>): Segment {
  return {
    id: "s" as Segment["id"],
    startMs: 0,
    endMs: 1_000,
    speaker: "practitioner",
    text: "Hej.",
    ...part,
  };
}

describe("a transcript on its way out", () => {
  it("calls each line's speaker by the line's own name, the transcript's, or the vault's word", () => {
    const lines = [
      segment({}),
      segment({ startMs: 1_000, endMs: 2_000, speaker: "client" }),
      segment({ startMs: 2_000, endMs: 3_000, speaker: "client", speakerName: "Sonen" }),
    ];
    expect(printable(lines, printing)).toEqual({
      segments: [
        { startMs: 0, endMs: 1_000, speaker: "rådgivare", text: "Hej." },
        { startMs: 1_000, endMs: 2_000, speaker: "Dottern", text: "Hej." },
        { startMs: 2_000, endMs: 3_000, speaker: "Sonen", text: "Hej." },
      ],
    });
  });

  it("marks what nobody has listened to, and says so at the top", () => {
    const lines = [segment({ text: "jag\n är   här", isUnreviewed: true }), segment({ startMs: 500 })];
    expect(printable(lines, { ...printing, withSpeakers: false })).toEqual({
      notice: "En dator har skrivit delar av texten.",
      segments: [
        { startMs: 0, endMs: 1_000, text: "[inte genomlyssnad] jag är här" },
        { startMs: 500, endMs: 1_000, text: "Hej." },
      ],
    });
  });

  it("lets something else stand where a line's words are not to leave, marked or not", () => {
    const lines = [segment({ isUnreviewed: true }), segment({ startMs: 1, text: "Kvar." })];
    const insteadOf = ({ startMs }: Segment) => (startMs === 0 ? "[utelämnat]" : null);
    expect(printable(lines, { ...printing, withSpeakers: false, insteadOf }).segments).toEqual([
      { startMs: 0, endMs: 1_000, text: "[utelämnat]" },
      { startMs: 1, endMs: 1_000, text: "Kvar." },
    ]);
  });
});

import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SegmentId } from "../../shared/domain/ids.ts";
import { type Segment, type Speaker, speakers } from "../../shared/domain/segment.ts";
import { countWords, talkShares } from "../../shared/domain/talkShare.ts";

function line(speaker: Speaker, startMs: number, endMs: number, text = "ja", speakerName?: string): Segment {
  const id = randomUUID() as SegmentId;
  return { id, startMs, endMs, speaker, text, ...(speakerName === undefined ? {} : { speakerName }) };
}

const conversations = fc
  .array(
    fc.tuple(
      fc.constantFrom(...speakers),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 1, max: 9_000 }),
      fc.constantFrom("", "ja", "det var så", "…"),
    ),
    { maxLength: 25 },
  )
  .map((lines) =>
    lines
      .map(([speaker, startMs, ms, text]) => line(speaker, startMs, startMs + ms, text))
      .sort((a, b) => a.startMs - b.startMs),
  );

describe("how the word goes round", () => {
  it("is counted by who speaks, with overlaps for both and pauses from three seconds on", () => {
    const shares = talkShares(
      [
        line("practitioner", 1_000, 3_000, "Hur är det?"),
        line("client", 2_500, 4_500, "Det går, tack – i e-posten."),
        line("client", 8_000, 9_000, "Ja."),
        line("other", 9_500, 10_500, "Hon menar ja.", "tolken"),
        line("practitioner", 13_400, 14_000, ""),
      ],
      20_000,
    );
    expect(shares).toEqual({
      speakers: [
        {
          speaker: "practitioner",
          stretches: [{ startMs: 1_000, endMs: 3_000 }],
          ...{ talkMs: 2_000, talkShare: 2 / 6, words: 3, wordShare: 3 / 12, turns: 1, longestTurnMs: 2_000 },
        },
        {
          speaker: "client",
          stretches: [
            { startMs: 2_500, endMs: 4_500 },
            { startMs: 8_000, endMs: 9_000 },
          ],
          ...{ talkMs: 3_000, talkShare: 3 / 6, words: 6, wordShare: 6 / 12, turns: 1, longestTurnMs: 6_500 },
        },
        {
          speaker: "other",
          speakerName: "tolken",
          stretches: [{ startMs: 9_500, endMs: 10_500 }],
          ...{ talkMs: 1_000, talkShare: 1 / 6, words: 3, wordShare: 3 / 12, turns: 1, longestTurnMs: 1_000 },
        },
      ],
      lines: 4,
      blankRows: 1,
      overlapMs: 500,
      pauses: { count: 1, totalMs: 3_500, longestMs: 3_500 },
      silenceMs: 20_000 - (3_500 + 1_000 + 1_000 + 600),
    });
  });

  it("says nothing where nothing can be shared", () => {
    expect(talkShares([line("client", 0, 1_000, "…")], null)).toMatchObject({
      speakers: [{ talkShare: 1, words: 0, wordShare: null }],
      silenceMs: null,
    });
    expect(talkShares([], 5_000)).toMatchObject({ speakers: [], lines: 0, silenceMs: 5_000 });
  });

  it("shares all of it and no more, and counts no silence twice", () => {
    fc.assert(
      fc.property(conversations, (segments) => {
        const shares = talkShares(segments, 60_000);
        const total = shares.speakers.reduce((sum, { talkShare }) => sum + (talkShare ?? 0), 0);
        expect(total).toBeCloseTo(shares.speakers.length === 0 ? 0 : 1);
        expect(shares.pauses.totalMs).toBeLessThanOrEqual(shares.silenceMs ?? 0);
        expect(shares.lines + shares.blankRows).toBe(segments.length);
        for (const { talkMs, longestTurnMs, turns } of shares.speakers) {
          expect(longestTurnMs * turns).toBeGreaterThanOrEqual(talkMs > 0 ? 1 : 0);
        }
      }),
    );
  });

  it("counts words, not signs", () => {
    expect(["e-post", "det's så", "– … !", "[Anna] 12:30", "åäö"].map(countWords)).toEqual([1, 2, 0, 2, 1]);
  });
});

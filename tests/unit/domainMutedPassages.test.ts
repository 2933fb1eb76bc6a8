import fc from "fast-check";
import { expect, it } from "vitest";
import type { SegmentId } from "../../shared/domain/ids.ts";
import {
  gainAt,
  type Passage,
  passagesOfOthers,
  rampMs,
  silence,
  untranscribedMs,
} from "../../shared/domain/mutedPassages.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";

const row = (speaker: Speaker, startMs: number, endMs: number): Segment => ({
  id: `${speaker}-${startMs}` as SegmentId,
  speaker,
  startMs,
  endMs,
  text: "Mm.",
});

const anyRow = fc
  .tuple(
    fc.constantFrom<Speaker>("practitioner", "client", "other"),
    fc.nat(20_000),
    fc.integer({ min: 1, max: 3_000 }),
  )
  .map(([speaker, startMs, lengthMs]) => row(speaker, startMs, startMs + lengthMs));
const anyTranscript = fc.array(anyRow, { maxLength: 20 });

it("what others say is silenced, overlaps and neighbours as one passage, and nothing else", () => {
  const segments = [
    row("other", 5_000, 6_000),
    row("practitioner", 0, 2_000),
    row("other", 5_500, 7_000),
    row("client", 2_000, 5_000),
    row("other", 7_000, 7_500),
    row("other", 9_000, 9_500),
  ];

  expect(passagesOfOthers(segments)).toEqual([
    { startMs: 5_000, endMs: 7_500 },
    { startMs: 9_000, endMs: 9_500 },
  ]);
  expect(passagesOfOthers(segments.filter(({ speaker }) => speaker !== "other"))).toEqual([]);
});

it("passages are in order with gaps between them, and hold exactly the moments at which somebody else speaks", () => {
  fc.assert(
    fc.property(anyTranscript, fc.nat(25_000), (segments, atMs) => {
      const passages = passagesOfOthers(segments);
      const holds = ({ startMs, endMs }: Passage) => startMs <= atMs && atMs < endMs;
      expect(passages.some(holds)).toBe(segments.some((one) => one.speaker === "other" && holds(one)));
      for (const [index, { startMs }] of passages.entries())
        if (index > 0) expect(startMs).toBeGreaterThan(passages[index - 1]!.endMs);
    }),
  );
});

it("within a passage there is silence, away from it nothing changes, and between it goes no faster than the ramp", () => {
  const moment = fc.double({ min: 0, max: 25_000, noNaN: true });
  fc.assert(
    fc.property(anyTranscript, moment, moment, (segments, atMs, otherMs) => {
      const passages = passagesOfOthers(segments);
      const gain = gainAt(passages, atMs);
      if (passages.some(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs)) expect(gain).toBe(0);
      if (passages.every(({ startMs, endMs }) => atMs <= startMs - rampMs || atMs >= endMs + rampMs))
        expect(gain).toBe(1);
      const steepest = Math.abs(atMs - otherMs) / rampMs;
      expect(Math.abs(gain - gainAt(passages, otherMs))).toBeLessThanOrEqual(steepest + 1e-9);
    }),
  );
});

it("sound that comes in blocks is silenced as if it came in one", () => {
  const sampleRate = 8_000;
  const passages = [{ startMs: 100, endMs: 150 }];
  const whole = new Float32Array(4_000).fill(1);
  silence(whole, 0, sampleRate, passages);

  fc.assert(
    fc.property(fc.integer({ min: 1, max: 900 }), (blockFrames) => {
      const blocks: number[] = [];
      for (let frame = 0; frame < whole.length; frame += blockFrames) {
        const block = new Float32Array(Math.min(blockFrames, whole.length - frame)).fill(1);
        silence(block, frame, sampleRate, passages);
        blocks.push(...block);
      }
      expect(blocks).toEqual([...whole]);
    }),
  );
  expect([whole[639], whole[800], whole[1_199], whole[1_361]]).toEqual([1, 0, 0, 1]);
});

it("what nobody has written down is counted, apart from pauses; rows that wait to be written in are nothing yet", () => {
  const segments = [
    row("client", 4_000, 6_000),
    row("practitioner", 8_000, 9_000),
    row("client", 8_500, 10_000),
  ];

  expect(untranscribedMs(segments, 20_000)).toBe(4_000 + 10_000);
  expect(untranscribedMs(segments, 12_000)).toBe(4_000);
  expect(untranscribedMs([], 8_000)).toBe(8_000);
  expect(untranscribedMs([{ ...row("client", 0, 8_000), text: " " }], 8_000)).toBe(8_000);
});

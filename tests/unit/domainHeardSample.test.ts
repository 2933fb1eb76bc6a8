/** When a sample has been heard to its end. */
import { describe, expect, it } from "vitest";
import type { Coding } from "../../shared/domain/coding.ts";
import { isHeardToItsEnd, shareHeard } from "../../shared/domain/heardSample.ts";
import type { SpanId } from "../../shared/domain/ids.ts";

type Heard = Pick<Coding, "sample" | "spans" | "heard">;

const sample = { drawn: "random", startMs: 100_000, endMs: 200_000 } as const;

function heard(...ranges: readonly (readonly [startMs: number, endMs: number])[]): Heard {
  return { sample, spans: [], heard: ranges.map(([startMs, endMs]) => ({ startMs, endMs })) };
}

describe("a sample", () => {
  it("is heard to its end with nine tenths of it and its last seconds; what lies outside does not help", () => {
    const heardToEnd = [
      heard(),
      heard([100_000, 189_000]),
      heard([110_000, 200_000]),
      heard([0, 180_000], [195_000, 260_000]),
      heard([0, 90_000], [210_000, 300_000]),
      heard([100_000, 195_000]),
      heard([100_000, 194_999]),
      heard([100_000, 190_000], [199_999, 200_000]),
    ].map(isHeardToItsEnd);

    expect(heardToEnd).toEqual([false, false, true, false, false, true, false, false]);
  });

  it("ends before a formal part that it closes with", () => {
    const formal = { id: "f" as SpanId, kind: "formal" as const, startMs: 190_000, endMs: 200_000 };

    const heardToEnd = [heard([100_000, 190_000]), heard([100_000, 184_000], [190_000, 200_000])].map((one) =>
      isHeardToItsEnd({ ...one, spans: [formal] }),
    );

    expect(heardToEnd).toEqual([true, false]);
  });

  it("can be shorter than the seconds that its end lasts", () => {
    const short = { drawn: "whole", startMs: 0, endMs: 8_000 } as const;

    const heardToEnd = [
      heard([0, 7_900]),
      heard([0, 7_200]),
      heard([0, 7_000]),
      heard([0, 1_000], [7_900, 8_000]),
    ].map((one) => isHeardToItsEnd({ ...one, sample: short }));

    expect(heardToEnd).toEqual([true, true, false, false]);
  });

  it("does not have its formal parts heard", () => {
    const formal = { id: "f" as SpanId, kind: "formal" as const, startMs: 100_000, endMs: 150_000 };
    const permission = { ...formal, kind: "permission" as const };
    const half = heard([150_000, 200_000]);

    const shares = [
      { ...half, spans: [formal] },
      { ...half, spans: [permission] },
    ].map(shareHeard);

    expect(shares).toEqual([1, 0.5]);
  });
});

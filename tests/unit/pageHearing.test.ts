/** What counts as heard: what was played, and not what was leapt over. */
import { describe, expect, it } from "vitest";
import { listenOn, type Moment, nothingHeard } from "../../renderer/features/coding/hearing.ts";
import { isHeardToItsEnd } from "../../shared/domain/heardSample.ts";
import { type PlayedRange, withPlayed } from "../../shared/domain/listened.ts";

/** Frames from one position to another, one every 16 ms at the speed it was spoken with, unless said otherwise. */
function playing(
  fromMs: number,
  toMs: number,
  { clockMs = fromMs, speed = 1, frameMs = 16, endsPaused = true } = {},
): Moment[] {
  const frames: Moment[] = [];
  for (let at = fromMs; at < toMs; at += frameMs * speed) {
    frames.push({
      positionMs: Math.round(at),
      clockMs: clockMs + (at - fromMs) / speed,
      isPlaying: true,
      speed,
    });
  }
  const end = { positionMs: toMs, clockMs: clockMs + (toMs - fromMs) / speed, speed };
  return [...frames, { ...end, isPlaying: !endsPaused }];
}

/** A player that stands still there. */
const still = (positionMs: number, clockMs: number): Moment => ({
  positionMs,
  clockMs,
  isPlaying: false,
  speed: 1,
});

/** What was told of, put together, after everything has been. */
function heardOf(moments: readonly Moment[]): readonly PlayedRange[] {
  let hearing = nothingHeard;
  let played: readonly PlayedRange[] = [];
  for (const now of moments) {
    const next = listenOn(hearing, now);
    hearing = next.hearing;
    if (next.heard !== null) played = withPlayed(played, next.heard);
  }
  return hearing.stretch === null ? played : withPlayed(played, hearing.stretch);
}

const heardAll = (lengthMs: number, moments: readonly Moment[]) =>
  isHeardToItsEnd({
    sample: { drawn: "whole", startMs: 0, endMs: lengthMs },
    spans: [],
    heard: [...heardOf(moments)],
  });

describe("what is played", () => {
  it("is heard from its first moment to its last, a short sound too", () => {
    const moments = playing(0, 7_980);

    expect(heardOf(moments)).toEqual([{ startMs: 0, endMs: 7_980 }]);
    expect([heardAll(8_000, moments), heardAll(600, playing(0, 590))]).toEqual([true, true]);
  });

  it("is heard at up to twice the speed, and not in a rush", () => {
    expect(heardOf(playing(0, 8_000, { speed: 2 }))).toEqual([{ startMs: 0, endMs: 8_000 }]);
    expect(heardOf(playing(0, 8_000, { speed: 2.5 }))).toEqual([]);
  });

  it("is heard where the player tells its position seldom, or stands for a while before it goes on", () => {
    const seldom = playing(0, 8_000, { frameMs: 250 }).flatMap((one) => [
      one,
      { ...one, clockMs: one.clockMs + 100 },
    ]);
    const [begun, ...others] = playing(0, 8_000, { clockMs: 3_000 });

    expect(heardOf(seldom)).toEqual([{ startMs: 0, endMs: 8_000 }]);
    expect(heardOf([{ ...begun, clockMs: 0 } as Moment, ...others])).toEqual([{ startMs: 0, endMs: 8_000 }]);
  });

  it("is heard in a window that was hidden meanwhile", () => {
    const before = playing(0, 2_000, { endsPaused: false });
    const after = playing(90_000, 92_000, { clockMs: 90_100 });

    expect(heardOf([...before, ...after])).toEqual([{ startMs: 0, endMs: 92_000 }]);
  });

  it("is told of before all of it was played", () => {
    const told: PlayedRange[] = [];
    let hearing = nothingHeard;
    for (const now of playing(0, 2_500, { endsPaused: false })) {
      const next = listenOn(hearing, now);
      hearing = next.hearing;
      if (next.heard !== null) told.push(next.heard);
    }

    expect(told.map(({ startMs, endMs }) => endMs - startMs >= 1_000 && startMs < endMs)).toEqual([
      true,
      true,
    ]);
    expect([told[0]?.startMs, told[0]?.endMs === told[1]?.startMs, hearing.stretch?.endMs]).toEqual([
      0,
      true,
      2_500,
    ]);
  });
});

describe("what is leapt over", () => {
  it("is not heard while it stands still, however small the leaps", () => {
    const leaps = Array.from({ length: 100 }, (_, index) => still(index * 200, index * 300));

    expect(heardOf(leaps)).toEqual([]);
  });

  it("is not heard while it plays, near or far", () => {
    const near = [...playing(0, 1_000, { endsPaused: false }), ...playing(1_800, 2_800, { clockMs: 1_016 })];
    const far = [...playing(0, 1_000, { endsPaused: false }), ...playing(60_000, 61_000, { clockMs: 1_016 })];

    expect(heardOf(near)).toEqual([
      { startMs: 0, endMs: 1_000 },
      { startMs: 1_800, endMs: 2_800 },
    ]);
    expect(heardOf(far)).toEqual([
      { startMs: 0, endMs: 1_000 },
      { startMs: 60_000, endMs: 61_000 },
    ]);
  });

  it("is not heard by leaping again and again", () => {
    const moments = Array.from({ length: 100 }, (_, index) =>
      playing(index * 1_000, index * 1_000 + 100, { clockMs: index * 116, endsPaused: false }),
    ).flat();

    expect(heardAll(100_000, moments)).toBe(false);
  });

  it("is not heard after a pause, for which the clock went on", () => {
    const paused = [
      ...playing(0, 1_000),
      still(1_000, 60_000),
      ...playing(30_000, 31_000, { clockMs: 60_016 }),
    ];
    const resumed = [
      ...playing(0, 1_000),
      { positionMs: 1_000, clockMs: 60_000, isPlaying: true, speed: 1 },
      ...playing(1_900, 2_000, { clockMs: 60_016 }),
    ];

    expect(heardOf(paused)).toEqual([
      { startMs: 0, endMs: 1_000 },
      { startMs: 30_000, endMs: 31_000 },
    ]);
    expect(heardOf(resumed)).toEqual([
      { startMs: 0, endMs: 1_000 },
      { startMs: 1_900, endMs: 2_000 },
    ]);
  });

  it("is not heard after it waited for sound", () => {
    const waiting = [1_016, 2_500, 6_000].map((clockMs) => ({
      positionMs: 1_000,
      clockMs,
      isPlaying: true,
      speed: 1,
    }));
    const moments = [
      ...playing(0, 1_000, { endsPaused: false }),
      ...waiting,
      ...playing(5_600, 6_000, { clockMs: 6_016 }),
    ];

    expect(heardOf(moments)).toEqual([
      { startMs: 0, endMs: 1_000 },
      { startMs: 5_600, endMs: 6_000 },
    ]);
  });

  it("is not heard backwards", () => {
    const back = [...playing(5_000, 6_000, { endsPaused: false }), ...playing(0, 500, { clockMs: 6_016 })];

    expect(heardOf(back)).toEqual([
      { startMs: 0, endMs: 500 },
      { startMs: 5_000, endMs: 6_000 },
    ]);
  });
});

/** A foot on the pedals: play lasts as long as it is held down, and so does going back. */
import { expect, test } from "vitest";
import { createPedalKeys, type PedalPlace } from "../../renderer/features/review/pedalKeys.ts";
import { givenKeys } from "../../shared/domain/keyTable.ts";

/** A player that does what it is told, and time that passes on demand. */
function desk(part: Partial<PedalPlace> = {}) {
  const done: string[] = [];
  const media = { paused: true } as HTMLAudioElement;
  const repeating = new Set<() => void>();
  const place: PedalPlace = {
    footPedal: "hold",
    keys: { table: givenKeys, singleKeys: true },
    player: { media },
    run: (command) => {
      if (command.kind === "play-pause") Object.assign(media, { paused: !media.paused });
      done.push(command.kind === "skip" ? `skip ${command.byMs}` : media.paused ? "pause" : "play");
    },
    ...part,
  };
  const pedals = createPedalKeys(
    () => place,
    (_, action) => {
      repeating.add(action);
      return () => repeating.delete(action);
    },
  );
  const passTime = () => {
    for (const action of [...repeating]) action();
  };
  const step = (pedal: number, isDown: boolean) => pedals.step({ pedal, isDown });
  return { done, step, passTime, pedals, media };
}

test("the middle pedal plays until it is let go", () => {
  const { done, step } = desk();
  step(2, true);
  step(2, false);
  step(2, false);
  expect(done).toEqual(["play", "pause"]);
});

test("it leaves what plays playing, and pauses when it is let go", () => {
  const { done, step, media } = desk();
  Object.assign(media, { paused: false });
  step(2, true);
  step(2, false);
  expect(done).toEqual(["pause"]);
});

test("with each press it starts or stops, where one wants it so", () => {
  const { done, step } = desk({ footPedal: "press" });
  for (const isDown of [true, false, true, false]) step(2, isDown);
  expect(done).toEqual(["play", "pause"]);
});

test("the left pedal goes back, and on and on while it is held down", () => {
  const { done, step, passTime, pedals } = desk();
  step(1, true);
  passTime();
  step(1, false);
  passTime();
  step(3, true);
  pedals.release();
  passTime();
  expect(done).toEqual(["skip -2000", "skip -2000", "skip 2000"]);
});

test("a pedal without a deed does nothing", () => {
  const { done, step } = desk();
  step(4, true);
  expect(done).toEqual([]);
});

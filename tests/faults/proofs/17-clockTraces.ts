/** Promise 17: random lives of a vault's clock, against an independent model. */
import fc from "fast-check";
import { createVaultClock } from "../../../electron/vault/vaultClock.ts";
import {
  type ClockStep,
  clockModel,
  clockStep,
  firstSeen,
  type ShownTime,
} from "../../support/clockModel.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";

const traces: PerExtent = { short: 10_000, usual: 50_000, long: 500_000 };
const tracesAtOnce = 1_000;

export const proof: Proof = {
  promise: 17,
  title: "the clock can neither postpone an erasure nor erase en masse",
  async run(extent) {
    const failures: string[] = [];
    for (let tried = 0; tried < traces[extent]; tried += tracesAtOnce) {
      const arbitrary = fc.array(clockStep, { maxLength: 30 });
      for (const trace of fc.sample(arbitrary, { numRuns: tracesAtOnce, seed: tried })) {
        const broken = brokenRule(trace, shownBy(trace));
        if (broken !== undefined) failures.push(`${broken}: ${JSON.stringify(trace)}`);
      }
    }
    return { trials: traces[extent], failures };
  },
};

/** Lets a vault's clock live through a trace. @returns what it shows after each step */
function shownBy(trace: readonly ClockStep[]): ShownTime[] {
  let wall = firstSeen;
  let monotonic = 5_000;
  let ran = 0;
  const port = { now: () => wall, monotonic: () => monotonic };
  let seen = { lastSeenAt: firstSeen, trustedAt: firstSeen };
  let clock = createVaultClock(port, "Europe/Stockholm", seen);
  return trace.map((step) => {
    wall = firstSeen + ran + step.wallMs;
    if (step.does === "read") {
      ran += step.ranMs;
      monotonic += step.ranMs;
      wall += step.ranMs;
    }
    if (step.does === "restart") {
      monotonic = 0;
      clock = createVaultClock(port, "Europe/Stockholm", seen);
    }
    if (step.does === "confirm") clock.confirm(step.verdict);
    const shown = { effectiveNow: clock.now(), erasableUntil: clock.erasableUntil() };
    seen = clock.seen();
    return shown;
  });
}

/** The first rule that what was shown breaks; `undefined` if none. */
function brokenRule(trace: readonly ClockStep[], shown: readonly ShownTime[]): string | undefined {
  const expected = clockModel(trace);
  let before = firstSeen;
  for (const [index, { effectiveNow, erasableUntil }] of shown.entries()) {
    const step = trace[index];
    const model = expected[index];
    const isTakenBack = step?.does === "confirm" && step.verdict === "wrong";
    if (effectiveNow < before && !isTakenBack) return "time goes back";
    if (erasableUntil > effectiveNow) return "more is erasable than time has passed";
    if (effectiveNow !== model?.effectiveNow) return "the time is not the model's";
    if (erasableUntil !== model.erasableUntil) return "what may be erased is not the model's";
    before = effectiveNow;
  }
  return undefined;
}

export const controls: readonly Control[] = [
  {
    guard: "the clock of the computer is read past the clock port",
    file: "electron/vault/vaultClock.ts",
    find: "const reading = readClock(state, port.now(), port.monotonic());",
    replace: "const reading = readClock(state, Date.now(), port.monotonic());",
  },
  {
    guard: "the clock that was turned back is believed",
    file: "shared/domain/effectiveClock.ts",
    find: "const effectiveNow = Math.max(wallNow, state.lastSeenAt + elapsedMs);",
    replace: "const effectiveNow = wallNow;",
  },
  {
    guard: "a leap of years is trusted",
    file: "shared/domain/effectiveClock.ts",
    find: "gapMs > 0 && gapMs <= silentGapMs ? wallNow : trustedAt",
    replace: "gapMs > 0 ? wallNow : trustedAt",
  },
  {
    guard: "a jump while running is trusted",
    file: "shared/domain/effectiveClock.ts",
    find: "const trustedAt = isJump ? ranTo : ranTo + gainedMs;",
    replace: "const trustedAt = isJump ? ranTo + gainedMs : ranTo + gainedMs;",
  },
];

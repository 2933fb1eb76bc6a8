/** The clock of erasure: examples of SECURITY.md §4 and 10 000 random traces against a model written another way. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ClockState, confirmClock, readClock, startClock } from "../../shared/domain/effectiveClock.ts";
import { type ClockStep, clockModel, clockStep, firstSeen as seen } from "../support/clockModel.ts";

const hour = 3_600_000;
const day = 24 * hour;
const in2099 = Date.parse("2099-01-01T00:00:00Z");
const read = (state: ClockState, wall: number, monotonic: number) => {
  const { effectiveNow, erasableUntil, needsConfirmation } = readClock(state, wall, monotonic);
  return { effectiveNow, erasableUntil, needsConfirmation };
};

describe("examples", () => {
  test("a long weekend off erases silently what became due", () => {
    const state = startClock(seen, seen + 4 * day, 0);
    expect(read(state, seen + 4 * day, 0)).toEqual({
      effectiveNow: seen + 4 * day,
      erasableUntil: seen + 4 * day,
      needsConfirmation: false,
    });
  });

  test("forty-five days off are silent, a millisecond more is not", () => {
    expect(read(startClock(seen, seen + 45 * day, 0), seen + 45 * day, 0).needsConfirmation).toBe(false);
    expect(read(startClock(seen, seen + 45 * day + 1, 0), seen + 45 * day + 1, 0)).toEqual({
      effectiveNow: seen + 45 * day + 1,
      erasableUntil: seen + 45 * day,
      needsConfirmation: true,
    });
  });

  test("after two months' absence 45 days are erasable, the rest once the date is confirmed", () => {
    const wall = seen + 61 * day;
    const state = startClock(seen, wall, 0);
    expect(read(state, wall, 0)).toEqual({
      effectiveNow: wall,
      erasableUntil: seen + 45 * day,
      needsConfirmation: true,
    });
    expect(read(confirmClock(state, "right", wall, 0), wall, 0)).toEqual({
      effectiveNow: wall,
      erasableUntil: wall,
      needsConfirmation: false,
    });
  });

  test("turned back, it goes on from what was last seen", () => {
    const state = startClock(seen, seen - 10 * day, 0);
    expect(read(state, seen - 10 * day + hour, hour)).toEqual({
      effectiveNow: seen + hour,
      erasableUntil: seen + hour,
      needsConfirmation: false,
    });
  });

  test("a jump to 2099 and back never erases more than 45 days ahead, and 'wrong' sets it right", () => {
    const state = startClock(seen, seen, 0);
    const jumped = readClock(state, in2099, 1_000);
    expect(jumped.erasableUntil).toBe(seen + 1_000 + 45 * day);
    expect(jumped.needsConfirmation).toBe(true);
    const back = readClock(jumped.state, seen + 2_000, 2_000);
    expect(back.effectiveNow).toBe(in2099 + 1_000);
    expect(back.erasableUntil).toBe(seen + 2_000 + 45 * day);
    const corrected = confirmClock(back.state, "wrong", seen + 3_000, 3_000);
    expect(read(corrected, seen + 3_000, 3_000)).toEqual({
      effectiveNow: seen + 3_000,
      erasableUntil: seen + 3_000,
      needsConfirmation: false,
    });
  });

  test("a jump to 2099 that is stored does not become trusted by starting again", () => {
    const jumped = readClock(startClock(seen, seen, 0), in2099, 0).state;
    const again = startClock(jumped.lastSeenAt, in2099, 0, jumped.trustedAt);
    expect(read(again, in2099, 0)).toEqual({
      effectiveNow: in2099,
      erasableUntil: seen + 45 * day,
      needsConfirmation: true,
    });
  });

  test("'wrong' while the computer still shows 2099 leaves the trusted time, and asks again", () => {
    const jumped = readClock(startClock(seen, seen, 0), in2099, 0).state;
    const corrected = confirmClock(jumped, "wrong", in2099, hour);
    expect(corrected.trustedAt).toBe(seen + hour);
    expect(read(corrected, in2099, hour).needsConfirmation).toBe(true);
  });

  test("'wrong' for a date that was trusted takes the wall clock as the person has set it", () => {
    const state = startClock(in2099, seen, 0);
    expect(read(confirmClock(state, "wrong", seen, 0), seen, 0).effectiveNow).toBe(seen);
  });

  test("small gains of the wall clock are trusted, but not more than an hour of them in one run", () => {
    let { state } = readClock(startClock(seen, seen, 0), seen + hour, 0);
    expect(state.trustedAt).toBe(seen + hour);
    state = readClock(state, seen + hour + 1, 0).state;
    expect(state.trustedAt).toBe(seen + hour);
  });
});

interface Shown {
  readonly does: ClockStep["does"] | "start";
  readonly verdict?: "right" | "wrong";
  readonly effectiveNow: number;
  readonly erasableUntil: number;
  readonly ranMs: number;
  readonly wall: number;
}

/** Runs a trace through the product; every step ends in a reading. */
function run(trace: readonly ClockStep[]): Shown[] {
  let monotonic = 5_000;
  let ran = 0;
  let state = startClock(seen, seen, monotonic);
  return trace.map((each) => {
    const wall = seen + ran + each.wallMs;
    const before = ran;
    if (each.does === "restart") {
      monotonic = 0;
      state = startClock(state.lastSeenAt, wall, monotonic, state.trustedAt);
    } else if (each.does === "confirm") {
      state = confirmClock(state, each.verdict, wall, monotonic);
    } else {
      monotonic += each.ranMs;
      ran += each.ranMs;
    }
    const wallNow = seen + ran + each.wallMs;
    const reading = readClock(state, wallNow, monotonic);
    state = reading.state;
    return {
      does: each.does,
      ...(each.does === "confirm" ? { verdict: each.verdict } : {}),
      effectiveNow: reading.effectiveNow,
      erasableUntil: reading.erasableUntil,
      ranMs: ran - before,
      wall: wallNow,
    };
  });
}

describe("random traces", () => {
  test("agree with the model in 10 000 of them", () => {
    fc.assert(
      fc.property(fc.array(clockStep, { maxLength: 30 }), (trace) => {
        const shown = run(trace).map(({ effectiveNow, erasableUntil }) => ({ effectiveNow, erasableUntil }));
        expect(shown).toEqual(clockModel(trace));
      }),
      { numRuns: 10_000 },
    );
  });

  test("never go back but by 'wrong', never lag the wall clock, and run on while it stands or is turned back", () => {
    fc.assert(
      fc.property(fc.array(clockStep, { maxLength: 30 }), (trace) => {
        let before = seen;
        for (const { verdict, effectiveNow, erasableUntil, wall, ranMs } of run(trace)) {
          if (verdict !== "wrong") expect(effectiveNow).toBeGreaterThanOrEqual(before + ranMs);
          expect(effectiveNow).toBeGreaterThanOrEqual(wall);
          expect(erasableUntil).toBeLessThanOrEqual(effectiveNow);
          before = effectiveNow;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("within one run, without a person's word, nothing is erasable more than 45 days and an hour ahead", () => {
    const reads = fc.array(
      clockStep.filter(({ does }) => does === "read"),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(reads, (trace) => {
        let ran = 0;
        for (const { erasableUntil, ranMs } of run(trace)) {
          ran += ranMs;
          expect(erasableUntil).toBeLessThanOrEqual(seen + ran + 45 * day + hour);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Random lives of a clock, and an independent model of SECURITY.md §4, "The clock". */
import fc from "fast-check";

const hour = 3_600_000;
const day = 24 * hour;
const in2099 = Date.parse("2099-01-01T00:00:00Z");
/** When every life begins: the clock has just been seen to be right. */
export const firstSeen = Date.parse("2026-06-01T12:00:00Z");

/** What a clock shows. */
export interface ShownTime {
  readonly effectiveNow: number;
  readonly erasableUntil: number;
}

/** One thing that happens to a clock; `wallMs` is how far the computer's clock is off the true time then. */
export type ClockStep =
  | { readonly does: "read"; readonly wallMs: number; readonly ranMs: number }
  | { readonly does: "restart"; readonly wallMs: number }
  | { readonly does: "confirm"; readonly verdict: "right" | "wrong"; readonly wallMs: number };

/** Offsets of the wall clock from the true time: near, days off, years off, either way. */
const offset = fc.oneof(
  fc.integer({ min: -2 * hour, max: 2 * hour }),
  fc.integer({ min: -100 * day, max: 100 * day }),
  fc.constantFrom(0, in2099 - firstSeen, -20 * 365 * day, 45 * day, 45 * day + 1, hour, hour + 1),
);
/** Mostly readings, now and then a start or a person's word. */
export const clockStep: fc.Arbitrary<ClockStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant("read" as const), wallMs: offset, ranMs: fc.nat(3 * day) }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("restart" as const), wallMs: offset }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant("confirm" as const),
      verdict: fc.constantFrom("right" as const, "wrong" as const),
      wallMs: offset,
    }),
  },
);

/**
 * What the clock must show after each step: the rules without deltas.
 *
 * A high-water line, a trusted line, and a budget of drift, each kept as a distance from run time.
 */
export function clockModel(trace: readonly ClockStep[]): ShownTime[] {
  let ran = 0;
  let highest = firstSeen;
  let trusted = firstSeen;
  let budget = hour;
  const look = (wall: number) => {
    if (wall - ran > highest) highest = wall - ran;
    const lead = wall - ran - trusted;
    if (lead > 0 && lead <= budget) {
      trusted += lead;
      budget -= lead;
    }
  };
  return trace.map((each) => {
    let wall = firstSeen + ran + each.wallMs;
    if (each.does === "read") {
      ran += each.ranMs;
      wall += each.ranMs;
    }
    if (each.does === "restart") {
      const lead = wall - ran - trusted;
      if (lead > 0 && lead <= 45 * day) trusted += lead;
      budget = hour;
    }
    if (each.does === "confirm") {
      look(wall);
      const isPending = highest > trusted + 45 * day;
      const lead = wall - ran - trusted;
      if (each.verdict === "right") trusted = highest;
      else if (!isPending) trusted = wall - ran;
      else if (lead > 0 && lead <= 45 * day) trusted += lead;
      highest = trusted;
      budget = hour;
    }
    look(wall);
    return { effectiveNow: highest + ran, erasableUntil: Math.min(highest, trusted + 45 * day) + ran };
  });
}

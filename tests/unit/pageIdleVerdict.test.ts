import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { idleVerdict } from "../../renderer/features/frame/idleVerdict.ts";

const minute = 60_000;
const limitMs = 10 * minute;
const wait = (minutes: number) => ({ verdict: "wait", againInMs: minutes * minute });
const lock = { verdict: "lock" };

describe("the idle time", () => {
  it.each([
    ["nobody has touched anything", 10, 10, lock],
    ["the page was touched a moment ago", 0, 0, wait(10)],
    ["somebody works in another program", 10, 0, wait(10)],
    ["somebody worked in another program until four minutes ago", 12, 4, wait(6)],
    ["the other work has gone on for long", 25, 0, wait(5)],
    ["the other work has gone on three times as long", 30, 0, lock],
    ["the system does not know of the touch the page has seen", 3, 20, wait(7)],
  ] as const)("when %s", (_, page, computer, expected) => {
    expect(idleVerdict({ pageMs: page * minute, computerMs: computer * minute, limitMs })).toEqual(expected);
  });

  it("locks for certain after three times the limit, whatever the system says, and never before it", () => {
    const duration = fc.integer({ min: 0, max: 200 * minute });
    fc.assert(
      fc.property(duration, duration, fc.integer({ min: 1, max: 60 }), (pageMs, computerMs, minutes) => {
        const { verdict } = idleVerdict({ pageMs, computerMs, limitMs: minutes * minute });
        if (pageMs >= 3 * minutes * minute) expect(verdict).toBe("lock");
        if (pageMs < minutes * minute) expect(verdict).toBe("wait");
      }),
    );
  });
});

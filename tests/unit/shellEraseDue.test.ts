import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import { eraseDue } from "../../electron/shell/eraseDue.ts";

/** A vault process that says something and ends when it is killed, or by itself. */
function childSaying(message: unknown) {
  const child = Object.assign(new EventEmitter(), {
    postMessage() {},
    kill: () => child.emit("exit", 0),
  });
  queueMicrotask(() => {
    if (message === undefined) child.emit("exit", 1);
    else child.emit("message", message);
  });
  return child;
}

describe("the start at login", () => {
  it.each([
    ["done", { ready: true, dueErasures: "done" }],
    ["failed", { ready: true, dueErasures: "failed" }],
    ["failed", undefined],
  ] as const)("has %s if the process says %j", async (outcome, message) => {
    expect(await eraseDue(() => childSaying(message))).toBe(outcome);
  });
});

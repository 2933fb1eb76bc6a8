import { describe, expect, it } from "vitest";
import { nextSpeed, playbackSpeeds, resumeFrom } from "../../renderer/audio/player.ts";
import { commandOfKey, type KeyPress } from "../../renderer/features/review/reviewCommands.ts";

function press(key: string, part: Partial<KeyPress> = {}): KeyPress {
  return {
    key,
    isCommand: false,
    isShift: false,
    isAlt: false,
    isInField: false,
    isOnControl: false,
    ...part,
  };
}

describe("the keys of the review", () => {
  it.each([
    [press(" "), { kind: "play-pause" }],
    [press("ArrowLeft"), { kind: "skip", byMs: -2_000 }],
    [press("ArrowRight", { isShift: true }), { kind: "skip", byMs: 10_000 }],
    [press("ArrowDown"), { kind: "move-row", by: 1 }],
    [press("T", { isShift: true }), { kind: "flip-speaker" }],
    [press("l"), { kind: "loop" }],
    [press("n"), { kind: "note" }],
    [press("Enter"), { kind: "edit-row" }],
    [press("+"), { kind: "zoom", by: 1 }],
    [press("<"), { kind: "speed", by: -1 }],
    [press("z", { isCommand: true }), { kind: "undo" }],
    [press("Z", { isCommand: true, isShift: true }), { kind: "redo" }],
    [press("y", { isCommand: true }), { kind: "redo" }],
  ])("%o mean %o", (pressed, command) => {
    expect(commandOfKey(pressed, true)).toEqual(command);
  });

  it("write in fields, except for those with Ctrl", () => {
    for (const key of [" ", "t", "n", "Enter", "ArrowLeft", "+"]) {
      expect(commandOfKey(press(key, { isInField: true }), true)).toBeUndefined();
    }
    expect(commandOfKey(press("z", { isCommand: true, isInField: true }), true)).toEqual({ kind: "undo" });
    expect(commandOfKey(press(" ", { isCommand: true, isInField: true }), true)).toEqual({
      kind: "play-pause",
    });
  });

  it("leave letters and signs alone when single keys are turned off", () => {
    for (const key of ["t", "l", "n", "+", "-", "<", ">"])
      expect(commandOfKey(press(key), false)).toBeUndefined();
    expect(commandOfKey(press(" "), false)).toEqual({ kind: "play-pause" });
  });

  it("leave Space and Enter to a button that has the focus, and combinations to others", () => {
    expect(commandOfKey(press(" ", { isOnControl: true }), true)).toBeUndefined();
    expect(commandOfKey(press("Enter", { isOnControl: true }), true)).toBeUndefined();
    expect(commandOfKey(press("k", { isCommand: true }), true)).toBeUndefined();
    expect(commandOfKey(press("t", { isAlt: true }), true)).toBeUndefined();
  });
});

describe("playback", () => {
  it("goes on a little before where it was paused, never before the start", () => {
    expect([resumeFrom(5_000, 1_000), resumeFrom(400, 1_000), resumeFrom(5_000, 0)]).toEqual([
      4_000, 0, 5_000,
    ]);
  });

  it("goes through the speeds one by one and stays at the ends", () => {
    const upwards = playbackSpeeds.map((speed) => nextSpeed(speed, 1));
    expect(upwards).toEqual([...playbackSpeeds.slice(1), 2]);
    expect(nextSpeed(0.5, -1)).toBe(0.5);
    expect(nextSpeed(1.25, -1)).toBe(1.1);
  });
});

import { describe, expect, it } from "vitest";
import { nextSpeed, playbackSpeeds, resumeFrom } from "../../renderer/audio/player.ts";
import { comboOf, obstacleOf, type PressedKey, partsOf } from "../../renderer/features/review/keyCombo.ts";
import { commandOfKey, keyFor, type PressPlace } from "../../renderer/features/review/reviewCommands.ts";
import { givenKeys, keyTableOf, withKey } from "../../shared/domain/keyTable.ts";

const given = { table: givenKeys, singleKeys: true };

/** The deed of a key, pressed on the page unless said otherwise. */
function deed(combo: string, place: PressPlace = "page", keys = given, isRepeat = false) {
  return commandOfKey({ combo, place, isRepeat }, keys);
}

describe("the keys of the review", () => {
  it.each([
    ["Space", { kind: "play-pause" }],
    ["ArrowLeft", { kind: "skip", byMs: -2_000 }],
    ["Shift+ArrowRight", { kind: "skip", byMs: 10_000 }],
    ["ArrowDown", { kind: "move-row", by: 1 }],
    ["t", { kind: "flip-speaker" }],
    ["l", { kind: "loop" }],
    ["n", { kind: "note" }],
    ["Enter", { kind: "edit-row" }],
    ["+", { kind: "zoom", by: 1 }],
    ["<", { kind: "speed", by: -1 }],
    ["Mod+z", { kind: "undo" }],
    ["Mod+Shift+z", { kind: "redo" }],
    ["Mod+y", { kind: "redo" }],
    ["Mod+Enter", { kind: "split" }],
    ["Alt+Shift+ArrowUp", { kind: "nudge", edge: "end", byMs: -10 }],
    ["i", { kind: "edge-here", edge: "start" }],
    ["Pedal2", { kind: "play-pause" }],
  ])("%s means %o", (combo, command) => {
    expect(deed(combo)).toEqual(command);
  });

  it("write in a row, except for combinations, function keys and pedals", () => {
    for (const combo of ["Space", "t", "n", "Enter", "ArrowLeft", "Shift+ArrowLeft", "+", "i"]) {
      expect(deed(combo, "row")).toBeUndefined();
    }
    expect(
      ["Mod+z", "Mod+Space", "F4", "F9", "F6", "Alt+ArrowLeft", "Mod+2", "MediaTrackNext", "Pedal1"].map(
        (combo) => deed(combo, "row"),
      ),
    ).toEqual([
      { kind: "undo" },
      { kind: "play-pause" },
      { kind: "play-pause" },
      { kind: "flip-speaker" },
      { kind: "speed", by: -1 },
      { kind: "nudge", edge: "start", byMs: -100 },
      { kind: "block", index: 1 },
      { kind: "skip", byMs: 2_000 },
      { kind: "skip", byMs: -2_000 },
    ]);
  });

  it("only play in a field that is not a row's", () => {
    expect(
      ["Mod+Space", "F2", "Mod+z", "F9", "Mod+Enter", "Mod+1"].map((combo) => deed(combo, "field")),
    ).toEqual([
      { kind: "play-pause" },
      { kind: "skip", byMs: -2_000 },
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("leave letters and signs alone when single keys are turned off", () => {
    const without = { ...given, singleKeys: false };
    for (const combo of ["t", "l", "n", "+", "-", "<", ">", "i"]) {
      expect(deed(combo, "page", without)).toBeUndefined();
    }
    expect(deed("Space", "page", without)).toEqual({ kind: "play-pause" });
  });

  it("leave Space and Enter to a button that has the focus", () => {
    expect([deed("Space", "control"), deed("Enter", "control"), deed("Mod+k")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("held down go on only where going on makes sense", () => {
    expect([deed("F4", "row", given, true), deed("F2", "row", given, true)]).toEqual([
      undefined,
      { kind: "skip", byMs: -2_000 },
    ]);
  });

  it("are those a person has chosen", () => {
    const table = keyTableOf(withKey({}, "loop", "t"));
    const chosen = { ...given, table };
    expect([deed("t", "page", chosen), keyFor("flip-speaker", chosen, false, false)]).toEqual([
      { kind: "loop" },
      "F9",
    ]);
  });

  it("are shown as they act where one is", () => {
    expect([
      keyFor("play-pause", given, false, false),
      keyFor("play-pause", given, true, false),
      keyFor("play-pause", given, true, true),
      keyFor("loop", { ...given, singleKeys: false }, false, false),
      keyFor("note", given, true, false),
    ]).toEqual(["Space", "Mod+Space", "F4", "F8", undefined]);
  });
});

describe("a key press", () => {
  const pressed = (part: Partial<PressedKey> & { readonly key: string }, isMac = false) =>
    comboOf(
      {
        code: "",
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        shiftKey: false,
        getModifierState: () => false,
        ...part,
      },
      isMac,
    );

  it("is called by what is printed on the key", () => {
    expect([
      pressed({ key: " " }),
      pressed({ key: "T", shiftKey: true }),
      pressed({ key: ";", shiftKey: true }),
      pressed({ key: "ArrowLeft", shiftKey: true }),
      pressed({ key: "Z", ctrlKey: true, shiftKey: true }),
      pressed({ key: "Å", ctrlKey: true, code: "BracketLeft" }),
      pressed({ key: "!", code: "Digit1", ctrlKey: true, shiftKey: true }),
      pressed({ key: "1", code: "Numpad1", ctrlKey: true }),
    ]).toEqual(["Space", "t", ";", "Shift+ArrowLeft", "Mod+Shift+z", "Mod+å", "Mod+Shift+1", "Mod+1"]);
  });

  it("has ⌘ on a Mac, and the letter on the key where Option writes another", () => {
    expect([
      pressed({ key: "z", metaKey: true }, true),
      pressed({ key: "†", code: "KeyT", altKey: true }, true),
      pressed({ key: "z", ctrlKey: true }, true),
    ]).toEqual(["Mod+z", "Alt+t", undefined]);
  });

  it("with AltGr writes, whatever the computer calls AltGr", () => {
    expect([
      pressed({ key: "@", code: "Digit2", ctrlKey: true, altKey: true }),
      pressed({ key: "@", code: "Digit2", getModifierState: (name) => name === "AltGraph" }),
    ]).toEqual([undefined, undefined]);
  });

  it("of a key that is only held down is none", () => {
    expect(["Shift", "Control", "AltGraph", "Dead"].map((key) => pressed({ key }))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each([
    ["Tab", "moves"],
    ["Shift+Tab", "moves"],
    ["Escape", "moves"],
    ["Alt+F4", "computer"],
    ["Alt+Space", "computer"],
    ["Mod++", "computer"],
    ["F1", "everywhere"],
    ["Mod+l", "everywhere"],
    ["Mod+c", "writing"],
    ["Mod+ArrowLeft", "writing"],
    ["Mod+Backspace", "writing"],
    ["Mod+b", undefined],
    ["F5", undefined],
  ])("%s is to be had unless it is needed elsewhere: %s", (combo, obstacle) => {
    expect(obstacleOf(combo, false)).toBe(obstacle);
  });

  it("has parts in the order they are held down", () => {
    expect([partsOf("Mod+Alt+Shift+Enter"), partsOf("Mod++"), partsOf("+"), partsOf("F4")]).toEqual([
      ["Mod", "Alt", "Shift", "Enter"],
      ["Mod", "+"],
      ["+"],
      ["F4"],
    ]);
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

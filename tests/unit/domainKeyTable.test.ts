/** The key table: each key means one thing, and a person's choice stays a choice. */
import { describe, expect, test } from "vitest";
import { obstacleOf } from "../../renderer/features/review/keyCombo.ts";
import {
  commandWithKey,
  givenKeys,
  keyComboSchema,
  keyCommands,
  keyGroups,
  keyTableOf,
  mostKeysEach,
  type OwnKeys,
  ownKeysSchema,
  withKey,
  withoutKey,
} from "../../shared/domain/keyTable.ts";

describe("the keys given with the program", () => {
  const all = Object.values(givenKeys).flat();

  test("are well formed, and none stands for two deeds", () => {
    expect(all.filter((combo) => !keyComboSchema.safeParse(combo).success)).toEqual([]);
    expect(all.filter((combo, index) => all.indexOf(combo) !== index)).toEqual([]);
  });

  test("are all to be had: neither the computer nor writing needs them", () => {
    expect(all.filter((combo) => obstacleOf(combo, false) !== undefined)).toEqual([]);
    // On a Mac ⌘ Space is the computer's; F4 is there besides.
    expect(all.filter((combo) => obstacleOf(combo, true) !== undefined)).toEqual(["Mod+Space"]);
  });

  test("are shown in groups, each deed once", () => {
    expect(Object.values(keyGroups).flat()).toEqual([...keyCommands]);
  });
});

describe("a key given to a deed", () => {
  test("is taken from the one that had it", () => {
    const own = withKey({}, "loop", "F9");
    expect(own).toEqual({ loop: ["l", "F8", "F9"], "flip-speaker": ["t"] });
    expect([commandWithKey(keyTableOf(own), "F9"), ownKeysSchema.safeParse(own).success]).toEqual([
      "loop",
      true,
    ]);
  });

  test("that has it already changes nothing", () => {
    expect(withKey({}, "loop", "l")).toEqual({});
  });

  test("is refused where the deed has all it can have", () => {
    const own: OwnKeys = { note: Array.from({ length: mostKeysEach }, (_, index) => `Alt+${index}`) };
    expect(withKey(own, "note", "F5")).toBe(own);
  });

  test("can be taken away again, the last one too", () => {
    const own = withoutKey({}, "note", "n");
    expect([own, commandWithKey(keyTableOf(own), "n")]).toEqual([{ note: [] }, undefined]);
  });
});

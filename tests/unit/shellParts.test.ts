/** The small pure parts of the shell. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { homeFolder } from "../../electron/shell/homeFolder.ts";
import { fitsInto } from "../../electron/shell/messageSize.ts";
import { plainFileName } from "../../electron/shell/plainFileName.ts";
import {
  reachableBounds,
  readShellSettings,
  writeShellSettings,
} from "../../electron/shell/shellSettings.ts";
import { systemLanguage } from "../../electron/shell/systemLanguage.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

describe("the size of a message", () => {
  test.each([
    ["bytes", new Uint8Array(1_000), 1_008, 1_007],
    ["text", "x".repeat(500), 1_008, 1_007],
    ["bytes deep inside", { a: [{ b: new Uint8Array(1_000) }] }, 1_038, 1_037],
    ["a map", new Map([["k", new Uint8Array(1_000)]]), 1_026, 1_025],
    ["a set", new Set([new ArrayBuffer(1_000)]), 1_016, 1_015],
    ["a long key", { ["k".repeat(500)]: 1 }, 1_016, 1_015],
  ])("of %s is counted to the byte", (_, message, enough, tooLittle) => {
    expect([fitsInto(message, enough), fitsInto(message, tooLittle)]).toEqual([true, false]);
  });

  test("a message that contains itself is counted once", () => {
    const message: Record<string, unknown> = { text: "hello" };
    message.self = message;
    expect(fitsInto(message, 1_000)).toBe(true);
  });

  test("a message with very many small values is too large as well", () => {
    expect(fitsInto(new Array(300_000).fill(null), 2 * 1024 * 1024)).toBe(false);
  });

  test("adding to a message never makes it fit better", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.nat(2_000), (first, second, limit) => {
        if (fitsInto([first, second], limit)) expect(fitsInto([first], limit)).toBe(true);
      }),
    );
  });
});

describe("the folder for everything", () => {
  const roaming = "C:\\Users\\Anna\\AppData\\Roaming\\lyhord";
  const local = { LOCALAPPDATA: "C:\\Users\\Anna\\AppData\\Local" };

  test("is the user-data folder", () => {
    expect(homeFolder({}, "/home/anna/.config/lyhord", "linux")).toBe("/home/anna/.config/lyhord");
  });

  test("is on Windows one that no profile takes to a server", () => {
    expect(homeFolder(local, roaming, "win32")).toBe("C:\\Users\\Anna\\AppData\\Local\\lyhord");
    expect(homeFolder({}, roaming, "win32")).toBe(roaming);
  });

  test("is the one that was chosen, made absolute; an empty choice is none", () => {
    expect(homeFolder({ ...local, LYHORD_HOME: "/tmp/chosen" }, roaming, "linux")).toBe("/tmp/chosen");
    expect(homeFolder({ LYHORD_HOME: "chosen" }, "/data", "linux")).toBe(resolve("chosen"));
    expect(homeFolder({ LYHORD_HOME: "" }, "/data", "linux")).toBe("/data");
  });
});

describe("file names", () => {
  test.each([
    ["intyg 17.json", "intyg 17.json"],
    ["../../etc/passwd", "-..-etc-passwd"],
    ["C:\\temp\\x", "C--temp-x"],
    ['a<b>c:"d|e?f*g', "a-b-c--d-e-f-g"],
    ["\u0000\u001f", "--"],
    ["...", "lyhord"],
    ["", "lyhord"],
    [" x. ", "x"],
  ])("%j becomes %j", (suggested, plain) => {
    expect(plainFileName(suggested)).toBe(plain);
  });

  test("never lead out of a folder", () => {
    fc.assert(
      fc.property(fc.string(), (suggested) => {
        expect(plainFileName(suggested)).toMatch(/^(?!\.{1,2}$)[^/\\:]+$/u);
      }),
    );
  });
});

describe("the system's language", () => {
  test.each([
    [["sv-SE"], "sv"],
    [["nb-NO"], "nb"],
    [["nn-NO", "en"], "nb"],
    [["no"], "nb"],
    [["da_DK"], "da"],
    [["en-GB", "sv"], "en"],
    [["fi-FI", "sv-FI"], "sv"],
    [["fi-FI"], "en"],
    [[], "en"],
    [["svahili"], "en"],
  ])("%j is %s", (preferred, expected) => {
    expect(systemLanguage(preferred)).toBe(expected);
  });
});

describe("the shell's settings", () => {
  const settings = {
    appearance: { theme: "dark", language: "da" },
    window: { bounds: { x: -5, y: 0, width: 900, height: 700 }, isMaximized: false },
  } as const;

  test("are read as they were written, and again after being replaced", () => {
    const path = join(temporaryFolder(), "settings.json");
    writeShellSettings(nodeFiles, path, {});
    writeShellSettings(nodeFiles, path, settings);
    expect(readShellSettings(nodeFiles, path)).toEqual(settings);
  });

  test.each(["", "{", "[]", '{"appearance":{"theme":"pink"}}', '{"window":{"bounds":{"x":0}}}', "\u0000"])(
    "a damaged file (%j) counts as empty",
    (text) => {
      const path = join(temporaryFolder(), "settings.json");
      writeFileSync(path, text);
      expect(readShellSettings(nodeFiles, path)).toEqual({});
    },
  );

  test("a missing file counts as empty", () => {
    expect(readShellSettings(nodeFiles, join(temporaryFolder(), "settings.json"))).toEqual({});
  });

  const display = { x: 0, y: 0, width: 1920, height: 1080 };
  const beside = { x: 1920, y: 0, width: 1920, height: 1080 };
  test.each([
    ["on the display", { x: 100, y: 100, width: 900, height: 700 }, [display], true],
    ["on the second display", { x: 2_000, y: 10, width: 900, height: 700 }, [display, beside], true],
    ["on a display that is gone", { x: 2_000, y: 10, width: 900, height: 700 }, [display], false],
    ["with its title bar above the screen", { x: 100, y: -50, width: 900, height: 700 }, [display], false],
    [
      "hanging out at the left, still to be reached",
      { x: -700, y: 0, width: 900, height: 700 },
      [display],
      true,
    ],
    ["almost wholly out at the left", { x: -880, y: 0, width: 900, height: 700 }, [display], false],
  ])("a window %s", (_, bounds, displays, isKept) => {
    expect(reachableBounds(bounds, displays)).toEqual(isKept ? bounds : undefined);
  });
});

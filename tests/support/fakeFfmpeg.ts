/** A program that answers like ffmpeg, well or badly; a script, so only where scripts are programs. */
import fs from "node:fs";
import path from "node:path";

/** What the program does with what it is given. */
export type FakeBehaviour =
  /** Takes all of it and gives the sound of another file. */
  | { readonly what: "converts"; readonly wav: string }
  /** Gives something, then ends with a complaint. */
  | { readonly what: "complains" }
  /** Takes nothing and gives nothing. */
  | { readonly what: "hangs" }
  /** Ends well without having given anything. */
  | { readonly what: "gives nothing" }
  /** Does not even tell its version. */
  | { readonly what: "is another program" };

/** Whether such a program can be made here. */
export const canFakeFfmpeg = process.platform !== "win32";

/**
 * Puts the program into a folder.
 *
 * @returns the file in which it notes its arguments and the names of its variables
 */
export function installFakeFfmpeg(folder: string, behaviour: FakeBehaviour): string {
  const notes = path.join(folder, "notes.json");
  const lines = [
    `#!${process.execPath}`,
    'const fs = require("node:fs");',
    `const notes = ${JSON.stringify(notes)};`,
    'if (process.argv.includes("-version")) {',
    `  console.log(${JSON.stringify(behaviour.what === "is another program" ? "hello" : "ffmpeg version 7.1-fake")});`,
    "  process.exit(0);",
    "}",
    "const variables = Object.keys(process.env);",
    "fs.writeFileSync(notes, JSON.stringify({ pid: process.pid, args: process.argv.slice(2), variables }));",
    ...deeds(behaviour),
  ];
  fs.writeFileSync(path.join(folder, "ffmpeg"), lines.join("\n"), { mode: 0o755 });
  return notes;
}

function deeds(behaviour: FakeBehaviour): string[] {
  switch (behaviour.what) {
    case "converts":
      return [
        `const wav = fs.readFileSync(${JSON.stringify(behaviour.wav)});`,
        "wav.fill(0xff, 4, 8);",
        "wav.fill(0xff, 40, 44);",
        'process.stdin.on("data", () => {});',
        'process.stdin.on("end", () => process.stdout.write(wav));',
      ];
    case "complains":
      return [
        'process.stderr.write("x".repeat(1e6));',
        "process.stdout.write(Buffer.alloc(5000), () => process.exit(1));",
      ];
    case "hangs":
      return ["setInterval(() => {}, 1000);"];
    default:
      return ["process.exit(0);"];
  }
}

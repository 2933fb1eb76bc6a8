/** What the build makes: which programs, what they still import, and which files of the page are listed. */
import { globSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuilder } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { applicationBuild, applicationEntries } from "../../vite.config.ts";

let outFolder: string;

beforeAll(async () => {
  outFolder = await mkdtemp(join(tmpdir(), "lyhord-artefacts-"));
  const builder = await createBuilder({
    configFile: false,
    ...applicationBuild({ ...applicationEntries, outFolder }),
  });
  await builder.buildApp();
}, 120_000);

afterAll(() => rm(outFolder, { recursive: true, force: true }));

const read = (path: string) => readFileSync(join(outFolder, path), "utf8");

describe("the Node programs", () => {
  test("are five, all bundled into one file each but for what the vault process loads later", () => {
    expect(
      globSync("electron/**", { cwd: outFolder, withFileTypes: true })
        .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
        .sort(),
    ).toEqual([
      "codingWorkbook.js",
      "keyDerivationWorker.js",
      "main.js",
      "preload.cjs",
      "vaultProcess.js",
      "wordReader.js",
      "wordWorker.js",
      "workbookRows.js",
    ]);
  });

  test.each([
    ["electron/preload.cjs", ["electron"]],
    ["electron/main.js", ["electron"]],
    [
      "electron/vaultProcess.js",
      ["./codingWorkbook.js", "./wordReader.js", "./workbookRows.js", "better-sqlite3", "libsodium-wrappers"],
    ],
    // What it shares with the vault process is in there.
    ["electron/codingWorkbook.js", ["./vaultProcess.js"]],
    ["electron/wordReader.js", []],
    ["electron/workbookRows.js", ["./vaultProcess.js"]],
    ["electron/wordWorker.js", []],
    ["electron/keyDerivationWorker.js", ["libsodium-wrappers"]],
  ])("%s imports only %j beside Node's own modules", (path, expected) => {
    expect(importsOf(read(path)).filter((name) => !isBuiltin(name))).toEqual(expected);
  });

  test("the preload requires nothing else at all, not even of Node", () => {
    expect(importsOf(read("electron/preload.cjs"))).toEqual(["electron"]);
  });

  test("no program holds a path of the computer it was built on", () => {
    for (const path of globSync("electron/*", { cwd: outFolder })) {
      expect(read(path)).not.toContain(applicationEntries.outFolder.replace(/dist$/, ""));
    }
  });
});

describe("the page", () => {
  test("lists exactly the files there are", () => {
    const files = globSync("**", { cwd: join(outFolder, "renderer"), withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(join(outFolder, "renderer").length + 1)
          .replaceAll("\\", "/"),
      );
    expect(JSON.parse(read("pageFiles.json"))).toEqual(files.sort());
  });

  test("has addresses relative to itself only, and no inline script", () => {
    const html = read("renderer/index.html");
    const addresses = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !address?.startsWith("./") && address !== "data:,")).toEqual([]);
    expect([...html.matchAll(/<script(?![^>]*\bsrc=)/g)]).toEqual([]);
  });

  test("has no font or script inside a data: address, which its policy would refuse", () => {
    for (const path of globSync("renderer/**/*.{js,css}", { cwd: outFolder })) {
      expect(read(path)).not.toMatch(/data:(?:font|application\/(?:font|javascript)|text\/javascript)/);
    }
  });
});

test("the search for imports finds every way to write one", () => {
  const code = [
    'import a from "one";',
    'import { b } from "two";',
    'import "three";',
    'export * from "four";',
    'const c = await import("five");',
    'const d = require("six");',
    'const e = __require("seven");',
    '// not from "eight"',
    " * const f = require('nine')",
  ].join("\n");
  expect(importsOf(code)).toEqual(["five", "four", "one", "seven", "six", "three", "two"]);
});

/** Specifiers of all imports in built code, sorted, each once. */
function importsOf(code: string): string[] {
  const patterns = [
    /^\s*(?:import|export)\s[^"'`;]*?from\s*["']([^"']+)["']/gm,
    /^\s*import\s*["']([^"']+)["']/gm,
    /\bimport\(\s*["']([^"']+)["']\s*\)/g,
    /\b(?:__)?require\(\s*["'`]([^"'`]+)["'`]\s*\)/g,
  ];
  // Comments of what is bundled show how it is imported.
  const withoutComments = code.replace(/^\s*(?:\/\*|\*|\/\/).*$/gm, "");
  const found = patterns.flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)].map(([, name = ""]) => name),
  );
  return [...new Set(found)].sort();
}

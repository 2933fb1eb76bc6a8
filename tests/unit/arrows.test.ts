/** The project's arrows (STYLE.md, Flow), each shown to hold by one import against it. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot, tools } from "../support/runStep.ts";

/** One import each, against an arrow: the file it stands in, and what it imports. */
const forbidden: readonly (readonly [string, string])[] = [
  ["shared/domain/a.ts", "node:fs"],
  ["shared/domain/b.ts", "react"],
  ["shared/domain/c.ts", "../../electron/ports/clock.ts"],
  ["shared/domain/d.ts", "../../renderer/api/x.ts"],
  ["shared/domain/e.ts", "electron"],
  ["shared/formats/a.ts", "better-sqlite3"],
  ["shared/formats/b.ts", "libsodium-wrappers"],
  ["renderer/features/review/a.ts", "node:path"],
  ["renderer/features/review/b.ts", "electron"],
  ["renderer/features/review/c.ts", "../../../electron/services/x.ts"],
  ["renderer/features/review/d.ts", "libsodium-wrappers"],
  ["renderer/features/review/e.ts", "better-sqlite3"],
  ["renderer/api/a.ts", "../features/review/x.ts"],
  ["renderer/api/b.ts", "../ui/x.ts"],
  ["renderer/api/c.ts", "../../electron/shell/x.ts"],
  ["renderer/api/d.ts", "electron"],
  ["renderer/ui/a.ts", "../features/review/x.ts"],
  ["renderer/audio/a.ts", "../features/review/x.ts"],
  ["renderer/audio/b.ts", "node:fs"],
  ["electron/ports/a.ts", "../vault/x.ts"],
  ["electron/ports/b.ts", "electron"],
  ["electron/crypto/a.ts", "../vault/x.ts"],
  ["electron/crypto/b.ts", "../audio/x.ts"],
  ["electron/crypto/c.ts", "../ports/x.ts"],
  ["electron/crypto/d.ts", "electron"],
  ["electron/crypto/e.ts", "better-sqlite3"],
  ["electron/audio/a.ts", "../vault/x.ts"],
  ["electron/audio/b.ts", "../services/x.ts"],
  ["electron/audio/c.ts", "libsodium-wrappers"],
  ["electron/audio/d.ts", "better-sqlite3"],
  ["electron/audio/e.ts", "electron"],
  ["electron/vault/a.ts", "../audio/x.ts"],
  ["electron/vault/b.ts", "../services/x.ts"],
  ["electron/vault/c.ts", "libsodium-wrappers"],
  ["electron/vault/d.ts", "electron"],
  ["electron/vault/migrations/a.ts", "../../audio/x.ts"],
  ["electron/services/a.ts", "../shell/x.ts"],
  ["electron/services/b.ts", "electron"],
  ["electron/services/c.ts", "better-sqlite3"],
  ["electron/services/d.ts", "libsodium-wrappers"],
  ["electron/services/e.ts", "../../renderer/api/x.ts"],
  ["electron/services/f.ts", "../vaultProcess.ts"],
  ["electron/vaultProcess.ts", "./shell/x.ts"],
  ["electron/shell/a.ts", "../services/x.ts"],
  ["electron/shell/b.ts", "../vault/x.ts"],
  ["electron/shell/c.ts", "../audio/x.ts"],
  ["electron/shell/d.ts", "../crypto/x.ts"],
  ["electron/shell/e.ts", "better-sqlite3"],
  ["electron/shell/f.ts", "libsodium-wrappers"],
  ["electron/main.ts", "./services/x.ts"],
  ["electron/preload.ts", "../renderer/api/x.ts"],
  ["tests/unit/a.ts", "electron"],
];

/** One import each, along an arrow. */
const allowed: readonly (readonly [string, string])[] = [
  ["shared/domain/z.ts", "zod"],
  ["renderer/features/review/z.ts", "../../api/x.ts"],
  ["renderer/api/z.ts", "../../shared/contract.ts"],
  ["renderer/ui/z.ts", "@mantine/core"],
  ["renderer/audio/z.ts", "mediabunny"],
  ["electron/ports/z.ts", "node:fs"],
  ["electron/crypto/z.ts", "libsodium-wrappers"],
  ["electron/audio/z.ts", "../crypto/x.ts"],
  ["electron/vault/z.ts", "better-sqlite3"],
  ["electron/vault/y.ts", "../crypto/x.ts"],
  ["electron/services/z.ts", "../vault/x.ts"],
  ["electron/services/y.ts", "../audio/x.ts"],
  ["electron/shell/z.ts", "electron"],
  ["electron/shell/y.ts", "../ports/x.ts"],
  ["tests/unit/z.ts", "../../electron/services/x.ts"],
];

interface Diagnostic {
  readonly category: string;
  readonly location: { readonly path: string | { readonly file: string } };
}

let folder: string;
let found: readonly { readonly file: string; readonly rule: string }[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-arrows-"));
  await cp(join(projectRoot, "biome.json"), join(folder, "biome.json"));
  await cp(join(projectRoot, ".gitignore"), join(folder, ".gitignore"));
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  };
  for (const [file, specifier] of [...forbidden, ...allowed]) {
    await write(file, `import * as x from "${specifier}";\nexport const y = x;\n`);
  }
  await write("shared/cycle/first.ts", 'import { b } from "./second.ts";\nexport const a = () => b;\n');
  await write("shared/cycle/second.ts", 'import { a } from "./first.ts";\nexport const b = () => a;\n');
  await write("shared/cycle/third.ts", 'import { a } from "./first.ts";\nexport const c = () => a;\n');
  found = await lint(folder);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("an import against the arrows is an error:", () => {
  test.each(forbidden)("%s may not import %s", (file) => {
    expect(rulesFor(file)).toContain("lint/style/noRestrictedImports");
  });
});

describe("an import along the arrows is none:", () => {
  test.each(allowed)("%s may import %s", (file) => {
    expect(rulesFor(file)).toEqual([]);
  });
});

test("two modules that import each other are an error, one that looks on is not", () => {
  expect({
    first: rulesFor("shared/cycle/first.ts"),
    second: rulesFor("shared/cycle/second.ts"),
    third: rulesFor("shared/cycle/third.ts"),
  }).toEqual({
    first: ["lint/suspicious/noImportCycles"],
    second: ["lint/suspicious/noImportCycles"],
    third: [],
  });
});

function rulesFor(file: string): string[] {
  return found.filter((diagnostic) => diagnostic.file === file).map(({ rule }) => rule);
}

/** Lints a folder with the configuration that lies in it. */
function lint(folder: string): Promise<{ file: string; rule: string }[]> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(projectRoot, tools.biome), "lint", "--reporter=json", "--max-diagnostics=none", "."],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_, stdout, stderr) => {
        try {
          const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
          resolve(
            diagnostics.map(({ category, location: { path } }) => ({
              file: (typeof path === "string" ? path : path.file).replaceAll("\\", "/").replace(/^\.\//, ""),
              rule: category,
            })),
          );
        } catch {
          reject(new Error(`Biome wrote no report: ${stderr}`));
        }
      },
    );
  });
}

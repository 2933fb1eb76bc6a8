/** Runs a tool of the project as a child process, with Node 24 and the project's root as its folder. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The project's root folder. */
export const projectRoot = join(import.meta.dirname, "../..");

/** Folder of the reports; not in version control. */
export const reportFolder = join(projectRoot, "test-results");

/**
 * Runs a script below the project's root and waits.
 *
 * @param script - path of a JavaScript or TypeScript file, relative to the root
 * @returns whether it ended with 0
 */
export function runStep(script: string, args: readonly string[] = []): boolean {
  const { status } = spawnSync(process.execPath, [join(projectRoot, script), ...args], {
    cwd: projectRoot,
    stdio: "inherit",
  });
  return status === 0;
}

/** The tools, as scripts that Node runs on every system. */
export const tools = {
  typescript: "node_modules/typescript/bin/tsc",
  biome: "node_modules/@biomejs/biome/bin/biome",
  vite: "node_modules/vite/bin/vite.js",
  vitest: "node_modules/vitest/vitest.mjs",
  playwright: "node_modules/@playwright/test/cli.js",
} as const;

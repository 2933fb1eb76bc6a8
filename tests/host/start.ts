/** `npm start`: builds if needed, then opens the application in Electron or, without its binary, in Chromium. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { applicationEntries } from "../../vite.config.ts";
import { installedElectron } from "./installedElectron.ts";
import { openApplication } from "./openApplication.ts";

const projectRoot = join(import.meta.dirname, "../..");

if (isBuildOld()) run("node_modules/vite/bin/vite.js", ["build"]);
if (installedElectron() === undefined) tryInstallElectron();
const application = await openApplication();
process.exitCode = (await application.ended) ?? 1;

/** Whether a source is newer than what was built from it. */
function isBuildOld(): boolean {
  const list = join(applicationEntries.outFolder, "pageFiles.json");
  const main = join(applicationEntries.outFolder, "electron/main.js");
  if (!existsSync(list) || !existsSync(main)) return true;
  const built = Math.min(statSync(list).mtimeMs, statSync(main).mtimeMs);
  return ["electron", "renderer", "shared", "vite.config.ts", "package.json"]
    .map((name) => join(projectRoot, name))
    .some((path) => newestChange(path) > built);
}

function newestChange(path: string): number {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Electron's own installer, once and for a minute at most: many computers cannot reach its server. */
function tryInstallElectron(): void {
  console.log("Electron's program is not here yet; trying to fetch it (for at most a minute) …");
  spawnSync(process.execPath, [join(projectRoot, "node_modules/electron/install.js")], {
    cwd: projectRoot,
    stdio: "ignore",
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
}

function run(script: string, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(projectRoot, script), ...args], {
    cwd: projectRoot,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Sees to it that there is a Chromium for the end-to-end tests. */
import { spawnSync } from "node:child_process";
import { chromiumAdvice, findChromium, isRootOnLinux } from "./findChromium.ts";
import { runStep, tools } from "./runStep.ts";

/**
 * Installs Chromium if there is none: Playwright's own, else as root the system's package.
 *
 * @returns whether there is one now; if not, what to do has been said
 */
export function installChromium(): boolean {
  if (findChromium() !== undefined) return true;
  console.log("No Chromium here; installing one …");
  if (runStep(tools.playwright, ["install", "chromium"]) && findChromium() !== undefined) return true;
  if (isRootOnLinux) {
    spawnSync("apt-get", ["update"], { stdio: "inherit" });
    spawnSync("apt-get", ["install", "-y", "chromium"], { stdio: "inherit" });
    if (findChromium() !== undefined) return true;
  }
  console.error(chromiumAdvice);
  return false;
}

if (import.meta.main) process.exitCode = installChromium() ? 0 : 1;

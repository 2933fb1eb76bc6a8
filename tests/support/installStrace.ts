/** Sees to it that there is strace, with which faults strike at system calls. */
import { spawnSync } from "node:child_process";
import { isRootOnLinux } from "./findChromium.ts";

/**
 * Installs the system's package if there is no strace and this is Linux as root.
 *
 * Without it the proofs that need it say so and are not counted; nothing fails.
 */
export function installStrace(): void {
  const isThere = spawnSync("strace", ["--version"], { stdio: "ignore" }).error === undefined;
  if (isThere || !isRootOnLinux) return;
  console.log("No strace here; installing it …");
  spawnSync("apt-get", ["update"], { stdio: "inherit" });
  spawnSync("apt-get", ["install", "-y", "strace"], { stdio: "inherit" });
}

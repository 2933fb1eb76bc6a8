/** A memory image on disk would hold keys: processes that could leave one are told not to. */
import { spawn } from "node:child_process";

/**
 * Sets the core size limit of a running process to zero.
 *
 * Only Linux needs it: macOS gives applications none by default, Windows keeps local dumps only where an
 * administrator asked for them. Electron's own crash reporter is never started.
 */
export function forbidCoreDumps(pid: number, onFailure: () => void): void {
  if (process.platform !== "linux") return;
  const limiter = spawn("prlimit", ["--core=0:0", "--pid", String(pid)], { stdio: "ignore" });
  limiter.once("error", onFailure);
  limiter.once("exit", (code) => {
    if (code !== 0) onFailure();
  });
}

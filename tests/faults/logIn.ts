/** The log of a vault process, as the real one opens it. */
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createLog, type Log } from "../../electron/ports/log.ts";

/** Opens the log in a home folder. */
export function logIn(home: string): Log {
  return createLog({
    files: nodeFiles,
    folder: path.join(home, "logs"),
    process: "vault",
    now: () => Date.now(),
  });
}

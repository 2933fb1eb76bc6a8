/** Starting the vault process with what it needs to know, and nothing else. */
import { join } from "node:path";
import { utilityProcess } from "electron";
import { forbidCoreDumps } from "./coreDumps.ts";
import type { VaultChild } from "./vaultLink.ts";

interface Options {
  /** Folder with `vaultProcess.js`. */
  readonly programFolder: string;
  /** Folder with vaults and logs. */
  readonly home: string;
  /** Folder with schemes, texts and the example. */
  readonly resources: string;
  readonly version: string;
  readonly isDevelopment: boolean;
  readonly onCoreLimitFailure: () => void;
}

/** Variables of the system that Node and SQLite need; secrets and injection points are not among them. */
const systemVariables = [
  "PATH",
  "HOME",
  "USERPROFILE",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "LANG",
  "LC_ALL",
  "TZ",
];

/** Starts a locked vault process. */
export function forkVaultProcess(options: Options): VaultChild {
  const child = utilityProcess.fork(join(options.programFolder, "vaultProcess.js"), [], {
    serviceName: "Lyhörd vault",
    // What Node prints when it crashes may quote content.
    stdio: options.isDevelopment ? "inherit" : "ignore",
    env: {
      ...Object.fromEntries(
        systemVariables.flatMap((name) => {
          const value = process.env[name];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
      LYHORD_HOME: options.home,
      LYHORD_RESOURCES: options.resources,
      LYHORD_VERSION: options.version,
    },
  });
  // A fatal error of V8, such as memory running out: without a listener it would end the shell as well. `exit` follows,
  // and the report that comes along is dropped, since it may quote content.
  child.on("error", () => {});
  child.once("spawn", () => {
    if (child.pid !== undefined) forbidCoreDumps(child.pid, options.onCoreLimitFailure);
  });
  return child;
}

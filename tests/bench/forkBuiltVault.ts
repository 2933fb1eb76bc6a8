/** The built vault process, asked over its message channel as the shell asks it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import type { Result } from "../../shared/result.ts";
import { applicationEntries } from "../../vite.config.ts";
import { projectRoot } from "../support/runStep.ts";

/** A running vault process; ends with `end`. */
export interface BuiltVault {
  /** @throws Error if it is refused */
  get<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  end(): Promise<void>;
}

/** Starts the process on a folder; it may be asked at once. */
export function forkBuiltVault(home: string): BuiltVault {
  const child = fork(path.join(applicationEntries.outFolder, "electron/vaultProcess.js"), {
    execArgv: ["--import", path.join(projectRoot, "tests/host/standIn/parentPortShim.ts")],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      LYHORD_HOME: home,
      LYHORD_RESOURCES: path.join(projectRoot, "resources"),
      LYHORD_VERSION: "0.0.0-bench",
    },
  });
  const open = new Map<number, (result: Result<unknown>) => void>();
  child.on("message", (message: { readonly id?: number; readonly result?: Result<unknown> }) => {
    if (message.id !== undefined && message.result !== undefined) open.get(message.id)?.(message.result);
  });
  let lastId = 0;
  return {
    async get(name, input) {
      const id = ++lastId;
      const result = await new Promise<Result<unknown>>((resolve) => {
        open.set(id, resolve);
        child.send({ id, name, input });
      });
      open.delete(id);
      if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
      return result.value as RequestOutput<typeof name>;
    },
    async end() {
      const isGone = once(child, "exit");
      child.kill();
      await isGone;
    },
  };
}

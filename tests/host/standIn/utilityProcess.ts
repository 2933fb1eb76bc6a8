/** `utilityProcess` over `child_process.fork`, with structured-clone messages. */
import { type ChildProcess, fork as forkChild } from "node:child_process";
import { EventEmitter } from "node:events";
import { pathToFileURL } from "node:url";
import { recorded, standInEvents, standInOptions } from "./standInState.ts";

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: "pipe" | "ignore" | "inherit";
  readonly serviceName?: string;
}

const clockFile = process.env.LYHORD_TEST_CLOCK;
const testClock = clockFile === undefined ? {} : { LYHORD_TEST_CLOCK: clockFile };

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  /** `undefined` before `spawn` and after `exit`, as in Electron. */
  pid: number | undefined;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const shim = new URL("./parentPortShim.ts", import.meta.url).href;
    const imports = [shim, ...standInOptions.utilityImports].flatMap((url) => ["--import", url]);
    const output = options.stdio ?? "inherit";
    this.#child = forkChild(modulePath, [...args], {
      // The tests' clock must not depend on what the application hands down.
      env: { ...(options.env ?? process.env), ...testClock },
      cwd: options.cwd,
      execArgv: [...imports, ...(options.execArgv ?? [])],
      serialization: "advanced",
      stdio: ["ignore", output, output, "ipc"],
    });
    this.#child.once("spawn", () => {
      this.pid = this.#child.pid;
      this.emit("spawn");
    });
    this.#child.on("message", (message) => this.emit("message", message));
    this.#child.once("error", () => this.emit("exit", 1));
    this.#child.once("exit", (code) => {
      this.pid = undefined;
      this.emit("exit", code ?? 1);
    });
  }

  get stdout() {
    return this.#child.stdout;
  }

  get stderr() {
    return this.#child.stderr;
  }

  /** Serialises at once, so that the caller may wipe the message afterwards; lost if the process has ended. */
  postMessage(message: unknown): void {
    const copy = structuredClone(message);
    if (this.#child.connected) this.#child.send(copy as object, () => {});
  }

  kill(): boolean {
    return this.#child.kill();
  }
}

/** Processes in the order they were forked; the stand-in's control reads their pids. */
export const utilityProcesses: UtilityProcess[] = [];

/** The module's `utilityProcess`. */
export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    const child = new UtilityProcess(modulePath, args, options);
    utilityProcesses.push(child);
    recorded.utilityProcesses.push({
      modulePath: pathToFileURL(modulePath).href,
      serviceName: options.serviceName,
      environmentNames: Object.keys(options.env ?? process.env).sort(),
    });
    standInEvents.emit("changed");
    return child;
  },
};

process.on("exit", () => {
  for (const child of utilityProcesses) child.kill();
});

/** The real vault process, forked with the stand-in's parent port. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { type RequestInput, type RequestName, type RequestOutput, requests } from "../../shared/contract.ts";
import type { Result } from "../../shared/result.ts";

/** Anything the process says. */
interface Message {
  readonly ready?: boolean;
  readonly id?: number;
  readonly result?: unknown;
  readonly event?: string;
  readonly payload?: unknown;
}

const root = path.join(import.meta.dirname, "../..");

/** A running vault process. */
export interface ForkedVault {
  /** Settles when due erasures have run. */
  readonly ready: Promise<void>;
  /** Asks anything. Rejects if the process ends before it answers. */
  ask(name: string, input: unknown): Promise<Result<unknown>>;
  /** Asks, and expects the value that the contract promises. */
  get<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Resolves with the next event of that name for which `isMeant` holds. */
  event(name: string, isMeant?: (payload: unknown) => boolean): Promise<unknown>;
  /** Kills the process with no chance to tidy up; resolves when it is gone. */
  kill(): Promise<void>;
}

/** How a process is started otherwise than usual. */
export interface ForkOptions {
  /** Where the example lies. */
  readonly resources?: string;
  /** The program; its source if absent. */
  readonly program?: string;
  /** What it is run by, before Node: a tracer and its arguments. */
  readonly under?: readonly string[];
  /** Modules that are loaded before everything else, as addresses. */
  readonly imports?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Starts a process on a folder; it may be asked at once. */
export function forkVault(home: string, options: ForkOptions = {}): ForkedVault {
  const { under = [], imports = [] } = options;
  const [execPath = process.execPath, ...execArgv] = [
    ...under,
    process.execPath,
    ...[...imports, path.join(root, "tests/host/standIn/parentPortShim.ts")].flatMap((one) => [
      "--import",
      one,
    ]),
  ];
  const child = fork(options.program ?? path.join(root, "electron/vaultProcess.ts"), {
    execPath,
    execArgv,
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      ...options.environment,
      LYHORD_HOME: home,
      LYHORD_RESOURCES: options.resources ?? path.join(root, "resources"),
      LYHORD_VERSION: "0.0.0-test",
    },
  });
  const ready = nextMessage(child, (message) => message.ready === true).then(() => {});
  ready.catch(() => {});
  let lastId = 0;

  async function ask(name: string, input: unknown): Promise<Result<unknown>> {
    const id = ++lastId;
    const answer = nextMessage(child, (message) => message.id === id);
    child.send({ id, name, input });
    return (await answer).result as Result<unknown>;
  }

  return {
    ready,
    ask,
    async get(name, input) {
      const result = await ask(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)}`);
      return requests[name].output.parse(result.value) as RequestOutput<typeof name>;
    },
    async event(name, isMeant = () => true) {
      return nextMessage(child, (message) => message.event === name && isMeant(message.payload));
    },
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const isGone = once(child, "exit");
      child.kill("SIGKILL");
      await isGone;
    },
  };
}

function nextMessage(child: ChildProcess, isMeant: (message: Message) => boolean): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      if (!isMeant(message as Message)) return;
      stop();
      resolve(message as Message);
    };
    const onExit = () => {
      stop();
      reject(new Error("the vault process ended"));
    };
    const stop = () => {
      child.off("message", onMessage);
      child.off("exit", onExit);
    };
    child.on("message", onMessage);
    child.on("exit", onExit);
  });
}

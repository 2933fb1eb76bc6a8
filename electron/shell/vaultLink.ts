/** The shell's line to the vault process: requests by number, events, and its end. */
import { failed, type Result } from "../../shared/result.ts";

/** Asks the vault process; resolves with what it answers, or with `vault.process-ended`. */
export type VaultRequest = (name: string, input: unknown) => Promise<Result<unknown>>;

/** The part of Electron's `UtilityProcess` that is used. */
export interface VaultChild {
  readonly pid?: number | undefined;
  postMessage(message: unknown): void;
  kill(): boolean;
  on(event: "message", listener: (message: unknown) => void): unknown;
  once(event: "spawn", listener: () => void): unknown;
  once(event: "exit", listener: (code: number) => void): unknown;
}

/** The vault process, one at a time, with the requests that are open to it. */
export interface VaultLink {
  readonly request: VaultRequest;
  /** Resolves when no request has been open for 150 ms, or after `limitMs`. */
  settled(limitMs: number): Promise<void>;
  /** Has the process sign its audit log as it stands, if a vault is open; gives up after `limitMs`. */
  signLog(limitMs: number): Promise<void>;
  /** Ends the process and starts a locked one; resolves when the old one is gone. */
  replace(): Promise<void>;
  /** Ends the process for good. */
  end(): Promise<void>;
}

/**
 * Answers what the vault process asks the system; `undefined` for what there is not.
 *
 * @param bytes - may be wiped
 */
export type AnswerAsk = (name: string, bytes: Uint8Array | undefined) => Promise<unknown>;

interface Options {
  readonly fork: () => VaultChild;
  /** Hears `{ event, payload }` messages. */
  readonly onEvent: (name: string, payload: unknown) => void;
  /** Hears that the process died by itself; a new, locked one is being started. */
  readonly onDied: () => void;
  /** Answers `{ ask, name, bytes }` messages. */
  readonly onAsk: AnswerAsk;
}

/** Deaths in a row, without an answer between them, after which a new start waits for the next request. */
const deathLimit = 3;
/** Long enough for a busy page to begin saving. */
const quietMs = 150;
/** With the time for saving, less than a second until the keys are gone. */
const killAfterMs = 400;

/** Starts the first process. */
export function createVaultLink({ fork, onEvent, onDied, onAsk }: Options): VaultLink {
  const open = new Map<number, (result: Result<unknown>) => void>();
  let nextId = 1;
  let deaths = 0;
  let isOver = false;
  let isReplacing = false;
  let child: VaultChild | undefined;

  const start = (): VaultChild => {
    const started = fork();
    child = started;
    started.on("message", (message) => {
      if (child !== started || typeof message !== "object" || message === null) return;
      if ("event" in message && typeof message.event === "string") {
        deaths = 0;
        onEvent(message.event, "payload" in message ? message.payload : {});
      } else if ("ask" in message && typeof message.ask === "number") {
        void answerAsk(started, message.ask, message);
      } else if ("id" in message && typeof message.id === "number" && "result" in message) {
        deaths = 0;
        open.get(message.id)?.(message.result as Result<unknown>);
        open.delete(message.id);
      }
    });
    started.once("exit", () => {
      if (child !== started) return;
      child = undefined;
      deaths += 1;
      answerAllEnded();
      onDied();
      if (deaths < deathLimit) start();
    });
    return started;
  };

  /** An answer goes to the process that asked, and to no other. */
  const answerAsk = async (asker: VaultChild, ask: number, question: object) => {
    const name = "name" in question && typeof question.name === "string" ? question.name : "";
    const bytes = "bytes" in question && question.bytes instanceof Uint8Array ? question.bytes : undefined;
    const answer = await onAsk(name, bytes).catch(() => undefined);
    if (child === asker) asker.postMessage({ ask, answer });
    wipeBytes(answer);
    wipeBytes(bytes);
  };

  const answerAllEnded = () => {
    for (const answer of open.values()) answer(failed({ code: "vault.process-ended" }));
    open.clear();
  };

  const stop = async () => {
    const ended = child;
    child = undefined;
    answerAllEnded();
    if (ended !== undefined) await endProcess(ended);
  };

  const request: VaultRequest = (name, input) => {
    // A player asks again as soon as its sound ends: that must not start a second process beside the next one.
    if (isOver || isReplacing) return Promise.resolve(failed({ code: "vault.process-ended" }));
    const target = child ?? start();
    const id = nextId++;
    return new Promise((resolve) => {
      open.set(id, resolve);
      target.postMessage({ id, name, input });
      wipeBytes(input);
    });
  };

  start();
  return {
    request,
    async settled(limitMs) {
      const until = performance.now() + limitMs;
      let quietSince = performance.now();
      while (performance.now() < until && performance.now() - quietSince < quietMs) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        if (open.size > 0) quietSince = performance.now();
      }
    },
    async signLog(limitMs) {
      if (child === undefined || isOver || isReplacing) return;
      const limit = new Promise((resolve) => setTimeout(resolve, limitMs));
      await Promise.race([request("internal.signLog", {}), limit]);
    },
    async replace() {
      isReplacing = true;
      try {
        await stop();
        if (!isOver) start();
      } finally {
        isReplacing = false;
      }
    },
    async end() {
      isOver = true;
      await stop();
    },
  };
}

/** Asks the process to end, then forces it; resolves when it is gone. */
function endProcess(child: VaultChild): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => forceEnd(child), killAfterMs);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill();
    // A process that is only being started cannot be ended before it is there.
    if (child.pid === undefined) child.once("spawn", () => child.kill());
  });
}

function forceEnd({ pid }: VaultChild): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself, and its `exit` is on the way.
  }
}

/** Overwrites the bytes of an input once it has been sent on: a passphrase may be among them. */
function wipeBytes(input: unknown): void {
  if (input instanceof Uint8Array) input.fill(0);
  else if (typeof input === "object" && input !== null)
    for (const item of Object.values(input)) wipeBytes(item);
}

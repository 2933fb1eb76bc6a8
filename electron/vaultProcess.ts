/** Entry of the vault process: answers the shell's requests one by one, erases what is due, and holds every key there is. */
import path from "node:path";
import type { AppEvent } from "../shared/contract.ts";
import type { VaultId } from "../shared/domain/ids.ts";
import type { Result } from "../shared/result.ts";
import { selfTest } from "./crypto/selfTest.ts";
import { loadSodium } from "./crypto/sodium.ts";
import { systemClock } from "./ports/clock.ts";
import { systemConverter } from "./ports/converter.ts";
import { createAskedProtection } from "./ports/deviceProtection.ts";
import { nodeFiles } from "./ports/files.ts";
import { createLog, type Log } from "./ports/log.ts";
import { createDispatch, type Dispatch } from "./services/dispatch.ts";
import { eraseWhileLocked } from "./services/lockedErasure.ts";
import { createSourceRegistry } from "./services/sourceRegistry.ts";
import { sweepDueErasures } from "./services/sweep.ts";
import { settleFolders } from "./services/vaultFolders.ts";
import { createVaultGate, type VaultGate } from "./services/vaultGate.ts";
import type { VaultClock } from "./vault/openVault.ts";

/** How often is looked for what has become due. */
const sweepEveryMs = 60_000;

/** Time goes on in every locked vault as long as this process runs. */
const lockedClocks = new Map<VaultId, VaultClock>();

interface Request {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

/** The shell's answer to a question of this process. */
interface Answer {
  readonly ask: number;
  readonly answer: unknown;
}

/** The part of Electron's `ParentPort` that is used. */
interface ParentPort {
  on(event: "message", listener: (message: { readonly data: unknown }) => void): void;
  postMessage(
    message:
      | { readonly ready: true; readonly dueErasures: "done" | "failed" }
      | { readonly id: number; readonly result: Result<unknown> }
      | { readonly ask: number; readonly name: string; readonly bytes?: Uint8Array }
      | { readonly event: AppEvent["name"]; readonly payload: AppEvent["payload"] },
  ): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
const home = requiredVariable("LYHORD_HOME");
const log = createLog({
  files: nodeFiles,
  folder: path.join(home, "logs"),
  process: "vault",
  now: systemClock.now,
});

process.on("uncaughtException", endWith);
process.on("unhandledRejection", endWith);

const asked = new Map<number, (answer: unknown) => void>();
let nextAsk = 1;

// The listener is there from the first moment; requests wait until due erasures have run.
const starting = start();
parentPort.on("message", ({ data }) => {
  if (isRequest(data)) void answer(data);
  else if (isAnswer(data)) asked.get(data.ask)?.(data.answer);
});

async function start(): Promise<Dispatch> {
  await loadSodium();
  selfTest();
  const gate = createVaultGate({
    host: {
      home,
      files: nodeFiles,
      clock: systemClock,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      version: requiredVariable("LYHORD_VERSION"),
      protection: createAskedProtection(askShell),
    },
    log,
    sources: createSourceRegistry(nodeFiles),
    clock: systemClock,
    converter: systemConverter(),
    resourcesFolder: requiredVariable("LYHORD_RESOURCES"),
    version: requiredVariable("LYHORD_VERSION"),
    emit: ({ name, payload }) => parentPort.postMessage({ event: name, payload }),
  });
  settle(gate, log);
  const dueErasures = sweep(gate, log) ? "done" : "failed";
  setInterval(() => sweep(gate, log), sweepEveryMs);
  parentPort.postMessage({ ready: true, dueErasures });
  return createDispatch(gate, log);
}

async function answer({ id, name, input }: Request): Promise<void> {
  const dispatch = await starting;
  parentPort.postMessage({ id, result: await dispatch(name, input) });
}

/** Finishes, or takes back, the restoring or erasing of a whole vault that was interrupted. */
function settle(gate: VaultGate, settleLog: Log): void {
  try {
    settleFolders(gate.host);
  } catch (error) {
    settleLog.logDefect(error);
  }
}

/** Asks the shell for what only it can reach; bytes are wiped once they have been sent. */
function askShell(name: string, bytes?: Uint8Array): Promise<unknown> {
  const ask = nextAsk++;
  return new Promise((resolve) => {
    asked.set(ask, (value) => {
      asked.delete(ask);
      resolve(value);
    });
    parentPort.postMessage({ ask, name, ...(bytes === undefined ? {} : { bytes }) });
    bytes?.fill(0);
  });
}

/** Erases what is due: in the unlocked vault all of it, in every other one the sound. @returns whether nothing failed */
function sweep(gate: VaultGate, sweepLog: Log): boolean {
  try {
    const outcomes = eraseWhileLocked(gate.host, lockedClocks);
    for (const outcome of outcomes) {
      if (outcome.phase === "failed") sweepLog.logDefect(outcome.error);
    }
    const context = gate.context();
    if (context !== undefined) sweepDueErasures(context);
    return outcomes.every(({ phase }) => phase !== "failed");
  } catch (error) {
    sweepLog.logDefect(error);
    return false;
  }
}

/** A process in an unknown state must not go on with keys in it; the shell starts a locked one. */
function endWith(error: unknown): void {
  log.logDefect(error);
  process.exit(1);
}

function isRequest(data: unknown): data is Request {
  return (
    typeof data === "object" &&
    data !== null &&
    "id" in data &&
    typeof data.id === "number" &&
    "name" in data &&
    typeof data.name === "string"
  );
}

function isAnswer(data: unknown): data is Answer {
  return (
    typeof data === "object" &&
    data !== null &&
    "ask" in data &&
    typeof data.ask === "number" &&
    "answer" in data
  );
}

function requiredVariable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name} is not set`);
  return value;
}

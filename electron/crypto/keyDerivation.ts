/** From a passphrase or recovery code to a key: Argon2id within checked limits, in a worker that ends with its memory. */
import { Worker } from "node:worker_threads";
import { Failure } from "../../shared/errors.ts";
import { argon2id, type KdfParameters } from "./argon2id.ts";
import { randomBytes } from "./random.ts";

const mebibyte = 1024 * 1024;

/** The limits outside of which parameters are refused: a weak header must not pass, nor one that exhausts the machine. */
export const kdfLimits = {
  memoryBytes: { least: 64 * mebibyte, most: 1024 * mebibyte },
  passes: { least: 3, most: 20 },
  saltBytes: 16,
} as const;

/** Parameters for a new slot: 256 MiB, 3 passes (about a second), a fresh salt. */
export function defaultKdfParameters(): KdfParameters {
  return {
    algorithm: "argon2id13",
    memoryBytes: 256 * mebibyte,
    passes: 3,
    salt: randomBytes(kdfLimits.saltBytes),
  };
}

/**
 * Refuses parameters outside `kdfLimits` before any memory is allocated for them.
 *
 * @throws Failure `vault.kdf-out-of-range`
 */
export function checkKdfParameters(parameters: KdfParameters): void {
  const { algorithm, memoryBytes, passes, salt } = parameters;
  const isAcceptable =
    algorithm === "argon2id13" &&
    isWithin(memoryBytes, kdfLimits.memoryBytes) &&
    isWithin(passes, kdfLimits.passes) &&
    salt.length === kdfLimits.saltBytes;
  if (!isAcceptable) throw new Failure("vault.kdf-out-of-range");
}

/** The bytes of a passphrase or recovery code as they are derived from: UTF-8 of the NFC form. */
export function secretBytes(secret: string): Uint8Array {
  return new TextEncoder().encode(secret.normalize("NFC"));
}

/**
 * Derives a key in this thread, whose WebAssembly memory then stays large and keeps copies; for tests and tools.
 *
 * @returns 32 bytes
 * @throws Failure `vault.kdf-out-of-range`
 */
export function deriveKeyHere(secret: Uint8Array, parameters: KdfParameters): Uint8Array {
  checkKdfParameters(parameters);
  return argon2id(secret, parameters);
}

/**
 * Derives a key in a worker thread that has ended, with all copies in its memory, when the promise settles.
 *
 * @param secret - left as it is: its owner wipes it; the worker wipes its own copy
 * @returns 32 bytes
 * @throws Failure `vault.kdf-out-of-range`
 */
export async function deriveKey(secret: Uint8Array, parameters: KdfParameters): Promise<Uint8Array> {
  checkKdfParameters(parameters);
  // Copies with buffers of their own: transferring a view would take its neighbours along.
  const copy = Uint8Array.from(secret);
  const workerData: KeyDerivationTask = { secret: copy, parameters: { ...parameters } };
  // Without the flags of this process, which may be meant for its own entry.
  const worker = new Worker(workerUrl(), { workerData, transferList: [copy.buffer], execArgv: [] });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once("message", (key: Uint8Array) => resolve(key));
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the key derivation worker ended without a key")));
    });
  } finally {
    await worker.terminate();
  }
}

/** What the worker is started with. */
export interface KeyDerivationTask {
  readonly secret: Uint8Array;
  readonly parameters: KdfParameters;
}

/** Beside this module: as source under Node, as a file of its own once built. */
function workerUrl(): URL {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new URL(`./keyDerivationWorker.${extension}`, import.meta.url);
}

function isWithin(value: number, limits: { readonly least: number; readonly most: number }): boolean {
  return Number.isInteger(value) && value >= limits.least && value <= limits.most;
}

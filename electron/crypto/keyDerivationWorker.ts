/** The thread in which a key is derived; `deriveKey` starts it, takes the one message it posts, and ends it. */
import { parentPort, workerData } from "node:worker_threads";
import { argon2id } from "./argon2id.ts";
import type { KeyDerivationTask } from "./keyDerivation.ts";
import { loadSodium } from "./sodium.ts";
import { wipe } from "./wipe.ts";

const { secret, parameters } = workerData as KeyDerivationTask;
await loadSodium();
try {
  const key = Uint8Array.from(argon2id(secret, parameters));
  parentPort?.postMessage(key, [key.buffer]);
} finally {
  wipe(secret);
}

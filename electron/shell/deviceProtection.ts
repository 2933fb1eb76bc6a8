/** Protecting a secret of the vault process with the system's own store; nothing that passes through is kept or logged. */
import type { SafeStorage } from "electron";
import type { ProtectionState } from "../ports/deviceProtection.ts";
import type { AnswerAsk } from "./vaultLink.ts";

type Store = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "encryptStringAsync" | "decryptStringAsync" | "getSelectedStorageBackend"
>;

/**
 * Answers what the vault process asks of the system's store of secrets.
 *
 * Electron takes and gives strings, which cannot be wiped: the secret stands in this process's memory for a moment as
 * base64. By itself it opens nothing.
 */
export function createDeviceProtection(store: Store, platform: NodeJS.Platform): AnswerAsk {
  return async (name, bytes) => {
    switch (name) {
      case "device.state":
        return stateOf(store, platform);
      case "device.protect":
        return protect(store, platform, bytes);
      case "device.unprotect":
        return unprotect(store, platform, bytes);
      default:
        return undefined;
    }
  };
}

/** On Linux without a store Electron would "encrypt" with a password that everybody knows. */
async function stateOf(store: Store, platform: NodeJS.Platform): Promise<ProtectionState> {
  if (platform === "linux") {
    const backend = store.getSelectedStorageBackend();
    if (backend === "basic_text") return { phase: "unavailable", reason: "basic-text" };
    if (backend === "unknown") return { phase: "unavailable", reason: "none" };
  }
  const isAvailable = await store.isAsyncEncryptionAvailable();
  return isAvailable ? { phase: "available" } : { phase: "unavailable", reason: "none" };
}

async function protect(
  store: Store,
  platform: NodeJS.Platform,
  secret: Uint8Array | undefined,
): Promise<Uint8Array | undefined> {
  if (secret === undefined || !(await isAvailable(store, platform))) return undefined;
  const text = Buffer.from(secret).toString("base64");
  secret.fill(0);
  return orUndefined(async () => Uint8Array.from(await store.encryptStringAsync(text)));
}

async function unprotect(store: Store, platform: NodeJS.Platform, bytes: Uint8Array | undefined) {
  if (bytes === undefined || !(await isAvailable(store, platform))) return undefined;
  return orUndefined(async () => {
    const { result, shouldReEncrypt } = await store.decryptStringAsync(Buffer.from(bytes));
    return { secret: Uint8Array.from(Buffer.from(result, "base64")), isStale: shouldReEncrypt };
  });
}

async function isAvailable(store: Store, platform: NodeJS.Platform): Promise<boolean> {
  return (await stateOf(store, platform)).phase === "available";
}

/** A refusal of the system is an answer; its text might quote what was asked. */
async function orUndefined<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  }
}

/** Locking: the page saves, the vault process ends, and both begin anew without anything in memory. */
import type { VaultLink } from "./vaultLink.ts";

interface Options {
  readonly vault: Pick<VaultLink, "settled" | "signLog" | "replace">;
  /** Tells the page to save what is being typed. */
  readonly announce: () => void;
  /** Loads the page in a new process. */
  readonly renewPage: () => void;
}

/** How long the page has for saving. */
const saveLimitMs = 500;
/** How long the vault process has for signing the audit log; it takes a hundredth of a second. */
const signLimitMs = 90;

/** What happens before the vault process ends: the page has saved, and the audit log is signed as it stands. */
export async function finishSitting(vault: Pick<VaultLink, "settled" | "signLog">): Promise<void> {
  await vault.settled(saveLimitMs);
  await vault.signLog(signLimitMs);
}

/**
 * Makes the one way to lock.
 *
 * @returns a function that locks; a call while locking returns the same promise
 */
export function createLocking({ vault, announce, renewPage }: Options): () => Promise<void> {
  let underWay: Promise<void> | undefined;

  const lock = async () => {
    announce();
    await finishSitting(vault);
    await vault.replace();
    renewPage();
  };

  return () => {
    underWay ??= lock().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}

/** Locking: the page saves, the vault process ends, and both begin anew without anything in memory. */
import type { VaultLink } from "./vaultLink.ts";

interface Options {
  readonly vault: Pick<VaultLink, "settled" | "replace">;
  /** Tells the page to save what is being typed. */
  readonly announce: () => void;
  /** Loads the page in a new process. */
  readonly renewPage: () => void;
}

/** How long the page has for saving. */
const saveLimitMs = 500;

/**
 * Makes the one way to lock.
 *
 * @returns a function that locks; a call while locking returns the same promise
 */
export function createLocking({ vault, announce, renewPage }: Options): () => Promise<void> {
  let underWay: Promise<void> | undefined;

  const lock = async () => {
    announce();
    await vault.settled(saveLimitMs);
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

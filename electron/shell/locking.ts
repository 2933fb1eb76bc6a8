/** Locking: the page saves, the vault process ends, and both begin anew without anything in memory. */
import type { VaultLink } from "./vaultLink.ts";

interface Options {
  readonly vault: Pick<VaultLink, "settled" | "signLog" | "replace">;
  /** Tells the page to save what is being typed. */
  readonly announce: () => void;
  /** Loads the page in a new process. */
  readonly renewPage: () => void;
  /** Whether saving is to stop and finish a recording. */
  readonly isRecording: () => boolean;
}

/** The one way to lock, and what goes before the end of the vault process. */
export interface Locking {
  /** Locks; a call while locking returns the same promise. */
  lock(): Promise<void>;
  /** The page says that what was typed is saved. */
  pageSaved(): void;
  /** Resolves when the page has saved, or does not answer, and the audit log is signed as it stands. */
  finishSitting(): Promise<void>;
}

/**
 * How long is waited for the page to say that it has saved: mostly a few milliseconds,
 * more on a computer that is busy with something else.
 *
 * From then on the process is gone within a second, with the three limits that follow: this one, the one for signing,
 * and that of vaultLink.ts for ending by itself.
 */
const saveLimitMs = 3_000;
/**
 * The same where a recording has to be sealed and read back first: 60 MB on a slow disk.
 *
 * What was recorded is safe without it, and is brought back at the next unlock.
 */
const finishLimitMs = 15_000;
/** How long requests that are under way may take to be answered. */
const settleLimitMs = 400;
/** How long the vault process has for signing the audit log; it takes a hundredth of a second. */
const signLimitMs = 90;

export function createLocking({ vault, announce, renewPage, isRecording }: Options): Locking {
  let underWay: Promise<void> | undefined;
  const waiting = new Set<() => void>();

  const finishSitting = async () => {
    const saved = new Promise<void>((resolve) => {
      waiting.add(resolve);
      setTimeout(resolve, isRecording() ? finishLimitMs : saveLimitMs);
    });
    announce();
    await saved;
    waiting.clear();
    await vault.settled(settleLimitMs);
    await vault.signLog(signLimitMs);
  };

  const lock = async () => {
    await finishSitting();
    await vault.replace();
    renewPage();
  };

  return {
    lock() {
      underWay ??= lock().finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
    pageSaved() {
      for (const resolve of waiting) resolve();
    },
    finishSitting,
  };
}

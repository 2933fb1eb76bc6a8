/** The start at login: a locked vault process erases what is due before it says that it is ready; then all ends. */
import type { VaultChild } from "./vaultLink.ts";

/** `failed`: the process ended, took too long, or could not erase everything; the next start, and the one after it, try again. */
export type EraseDueOutcome = "done" | "failed";

/** Enough for thousands of sounds on a slow disk. */
const limitMs = 10 * 60_000;

/** Runs due erasures in a process that is gone when the promise resolves. */
export function eraseDue(fork: () => VaultChild): Promise<EraseDueOutcome> {
  return new Promise((resolve) => {
    const child = fork();
    let outcome: EraseDueOutcome = "failed";
    const limit = setTimeout(() => child.kill(), limitMs);
    child.on("message", (message) => {
      if (typeof message !== "object" || message === null || !("ready" in message)) return;
      if ("dueErasures" in message && message.dueErasures === "done") outcome = "done";
      child.kill();
    });
    child.once("exit", () => {
      clearTimeout(limit);
      resolve(outcome);
    });
  });
}

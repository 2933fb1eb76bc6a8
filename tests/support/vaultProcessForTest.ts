/** The real vault process for tests; it goes with the test. */
import { onTestFinished } from "vitest";
import { type ForkedVault, type ForkOptions, forkVault } from "./forkedVault.ts";

/** Starts a process on a folder; it may be asked at once. */
export function forkVaultProcess(home: string, options: ForkOptions = {}): ForkedVault {
  const vault = forkVault(home, options);
  onTestFinished(() => vault.kill());
  return vault;
}

/** Asking the vault process's dispatcher as the page does, on a temporary folder that goes with the test. */
import { onTestFinished } from "vitest";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { createRequester, type Requester } from "./requester.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { vaultHostForTest } from "./vaultHostForTest.ts";

/** A process without any vault, on a temporary folder. */
export async function requesterForTest(host: Partial<VaultHost> = {}): Promise<Requester> {
  const requester = createRequester(await vaultHostForTest(host.home ?? temporaryFolder(), host));
  onTestFinished(requester.end);
  return requester;
}

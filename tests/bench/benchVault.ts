/** The vaults that benches measure: real time, a real key derivation at its lowest cost. */
import { deriveKey, kdfLimits } from "../../electron/crypto/keyDerivation.ts";
import { systemClock } from "../../electron/ports/clock.ts";
import type { Derive } from "../../electron/vault/keySlots.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { createRequester, type Requester } from "../support/requester.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

/** Asks in this process; locked. @param derive - Argon2id unless something else is to be measured around it */
export async function benchRequester(home: string, derive: Derive = deriveKey): Promise<Requester> {
  const kdfCost = { memoryBytes: kdfLimits.memoryBytes.least, passes: kdfLimits.passes.least };
  return createRequester(await vaultHostForTest(home, { clock: systemClock, kdfCost, derive }));
}

/** Creates a vault, unlocked. */
export async function createBenchVault(home: string): Promise<{ vault: Requester; vaultId: VaultId }> {
  const vault = await benchRequester(home);
  const { session } = await vault.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  return { vault, vaultId: session.vaultId };
}

/** The input of `vault.unlock`; the passphrase is wiped by the call, so each call needs its own. */
export function benchUnlockInput(vaultId: VaultId) {
  return { vaultId, secret: { kind: "passphrase", bytes: secretOf(testPassphrase) } } as const;
}

/** A program: makes an empty vault at the lowest cost that a key may have, and locks it; for readyVault.ts. */
import { deriveKeyHere, kdfLimits } from "../../electron/crypto/keyDerivation.ts";
import { systemClock } from "../../electron/ports/clock.ts";
import type { ReadyVaultOptions } from "./readyVault.ts";
import { createRequester } from "./requester.ts";
import { secretOf, vaultHostForTest } from "./vaultHostForTest.ts";

const [home = "", options = "{}"] = process.argv.slice(2);
const { name, language, passphrase } = JSON.parse(options) as ReadyVaultOptions;
const host = await vaultHostForTest(home, {
  clock: systemClock,
  kdfCost: { memoryBytes: kdfLimits.memoryBytes.least, passes: kdfLimits.passes.least },
  derive: async (secret, parameters) => deriveKeyHere(secret, parameters),
});
const requester = createRequester(host);
const { session, recoveryCode } = await requester.get("vault.create", {
  name,
  passphrase: secretOf(passphrase),
  language,
  rolePair: "adviser-client",
});
await requester.ask("internal.signLog", {});
requester.end();
process.stdout.write(JSON.stringify({ vaultId: session.vaultId, recoveryCode }));

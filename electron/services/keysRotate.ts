/** Rotation of the vault's keys, after which the vault is locked and everything is encrypted anew. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import { newRecoveryCode, noteDeed, withVaultKey } from "./keysChange.ts";
import { boundLike, newSlot } from "./keysSecret.ts";
import { expectTyping } from "./recoveryCodeTyped.ts";
import { requireQuiet } from "./requireQuiet.ts";
import { keepOutsideDatabase } from "./settleUnlocked.ts";
import type { VaultGate } from "./vaultGate.ts";

/**
 * Moves the vault to a new vault key under the same passphrase.
 *
 * @returns a new recovery code, which is stored nowhere; the old one opens nothing from then on
 * @throws Failure `vault.wrong-passphrase`, `vault.device-secret-missing`, `vault.busy`, `vault.disk-full`,
 *   `vault.verification-failed`; nothing has changed then
 */
export async function rotateVaultKeys(
  gate: VaultGate,
  { passphrase }: ParsedInput<"keys.rotate">,
): Promise<RequestOutput<"keys.rotate">> {
  const { host } = gate;
  // The secret is needed twice: once to be checked, once for the new slot.
  const kept = Uint8Array.from(passphrase);
  const nextKey = randomBytes(32);
  const code = newRecoveryCode();
  try {
    const secret = { slot: "passphrase", bytes: passphrase } as const;
    return await withVaultKey(gate.unlocked(), host, secret, "rotated", async ({ vault, context }) => {
      requireQuiet(context.sitting);
      const slot = await newSlot(host, nextKey, vault.id, { slot: "passphrase", bytes: kept });
      const before = vault.header().slots.passphrase;
      const slots = {
        passphrase: await boundLike(host, before, slot, vault.id),
        recovery: await newSlot(host, nextKey, vault.id, code.secret),
      };
      // Nothing is awaited from here on: whatever was acknowledged is in the database, and nothing more is until it
      // has been closed.
      requireQuiet(context.sitting);
      noteDeed(vault, "rotated", { generation: vault.keys.generation + 1 });
      const takeBack = expectTyping(vault);
      keepOutsideDatabase(vault);
      try {
        vault.rotate({ vaultKey: nextKey, slots }, (phase) =>
          context.emit({ name: "keys.progress", payload: { phase } }),
        );
      } catch (error) {
        takeBack();
        throw error;
      } finally {
        if (!vault.db.open) gate.leave();
      }
      return { recoveryCode: code.text };
    });
  } finally {
    wipe(kept, nextKey, code.secret.bytes);
  }
}

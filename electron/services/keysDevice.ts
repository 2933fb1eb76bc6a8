/** Binding the passphrase to this computer: a second wrap of its slot, never the only way in (SECURITY.md §1.15). */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { wipe } from "../crypto/wipe.ts";
import { createDeviceSecret, deviceSecretPath } from "../vault/deviceSecret.ts";
import { bindToDevice } from "../vault/keySlots.ts";
import { noteDeed, withVaultKey } from "./keysChange.ts";
import { deviceSecretsOf, reachableSlot, unbound } from "./keysSecret.ts";
import type { VaultGate } from "./vaultGate.ts";
import type { VaultHost } from "./vaultHost.ts";

/** Which generation of keys there is, and whether the passphrase is bound, could be, or why it cannot. */
export async function readKeysState(gate: VaultGate): Promise<RequestOutput<"keys.read">> {
  const unlocked = gate.unlocked();
  if (unlocked === undefined) throw new Failure("vault.locked");
  const { generation, slots } = unlocked.vault.header();
  if (slots.passphrase.boundTo === "device") return { generation, device: { phase: "bound" } };
  const state = await deviceSecretsOf(gate.host).protection.state();
  return { generation, device: state.phase === "available" ? { phase: "unbound" } : state };
}

/**
 * Binds the passphrase to this computer, or lets go of it; the recovery code opens the vault anywhere all the same.
 *
 * @throws Failure `vault.wrong-passphrase`, `vault.device-secret-missing`, `vault.device-unavailable`; nothing has
 *   changed then
 */
export async function bindDevice(
  gate: VaultGate,
  { passphrase, bound }: ParsedInput<"keys.bindDevice">,
): Promise<void> {
  const { host } = gate;
  const secret = { slot: "passphrase", bytes: passphrase } as const;
  const deed = bound ? "device-on" : "device-off";
  await withVaultKey(gate.unlocked(), host, secret, deed, async ({ vault }) => {
    const { slots } = vault.header();
    const isBound = slots.passphrase.boundTo === "device";
    if (bound === isBound) return;
    if (bound) {
      const { phase } = await deviceSecretsOf(host).protection.state();
      if (phase === "unavailable") throw new Failure("vault.device-unavailable");
      // The secret is on the medium, and was read back, before anything depends on it.
      const deviceSecret = await createDeviceSecret(deviceSecretsOf(host), vault.id);
      const passphraseSlot = bindToDevice(slots.passphrase, deviceSecret, vault.id);
      wipe(deviceSecret);
      noteDeed(vault, deed);
      vault.updateHeader({ slots: { ...vault.header().slots, passphrase: passphraseSlot } });
    } else {
      const slot = await reachableSlot(host, slots.passphrase, vault.id);
      noteDeed(vault, deed);
      vault.updateHeader({ slots: { ...vault.header().slots, passphrase: unbound(slot) } });
      destroyDeviceSecret(host, vault.id);
    }
  });
}

/** It binds nothing any more; where it cannot be destroyed now, the next unlock does it. */
function destroyDeviceSecret({ files, home }: VaultHost, vaultId: VaultId): void {
  try {
    destroyFile(files, deviceSecretPath(home, vaultId));
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

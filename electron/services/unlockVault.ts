/** Unlocking a vault with its passphrase or its recovery code. */
import type { VaultId } from "../../shared/domain/ids.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { Failure } from "../../shared/errors.ts";
import { wipe } from "../crypto/wipe.ts";
import { spendDerivation } from "../vault/keySlots.ts";
import { appendLockedNote } from "../vault/lockedNotes.ts";
import { openVaultFolder, type UnlockedVault, type VaultSurroundings } from "../vault/unlockedVault.ts";
import { listVaultIds, vaultFolderOf } from "../vault/vaultFolder.ts";
import { readHeader, type StoredHeader } from "../vault/vaultHeader.ts";
import { sweepKeyLeftovers } from "./keysLeftovers.ts";
import { openSlot, type SlotSecret, slotSecretOf, type UnlockSecret } from "./keysSecret.ts";
import { settleUnlocked } from "./settleUnlocked.ts";
import { enterFolder, type VaultHost } from "./vaultHost.ts";

/**
 * Unlocks a vault, and erases what was overdue before anything in it can be read.
 *
 * A wrong secret takes as long as a right one and is noted; a mistyped recovery code is told at once.
 *
 * @throws Failure `vault.not-found`, `vault.in-use`, `vault.wrong-passphrase`, `vault.wrong-recovery-code`,
 *   `vault.recovery-code-typo` (`detail.group`, 0 if the length is wrong), `vault.device-secret-missing`,
 *   `vault.tampered`, `vault.format-too-new`, `vault.kdf-out-of-range`
 */
export async function unlockVault(
  host: VaultHost,
  { vaultId, secret }: { readonly vaultId: VaultId; readonly secret: UnlockSecret },
): Promise<{ vault: UnlockedVault; session: Session }> {
  const slotSecret = slotSecretOf(secret);
  try {
    if (!listVaultIds(host.files, host.home).includes(vaultId)) throw new Failure("vault.not-found");
    const surroundings = enterFolder(host, vaultId);
    try {
      return await openWith(host, surroundings, slotSecret);
    } catch (error) {
      surroundings.lock.release();
      throw error;
    }
  } finally {
    wipe(secret.bytes, slotSecret.bytes);
  }
}

async function openWith(
  host: VaultHost,
  surroundings: VaultSurroundings,
  secret: SlotSecret,
): Promise<{ vault: UnlockedVault; session: Session }> {
  const stored = await costlyIfOdd(host, secret.bytes, () => readHeader(host.files, surroundings.folder));
  const vaultKey = await vaultKeyOf(host, stored, secret);
  let vault: UnlockedVault;
  try {
    vault = openVaultFolder(surroundings, vaultKey, stored);
  } finally {
    wipe(vaultKey);
  }
  try {
    const session = settleUnlocked(vault, host.version, secret.slot);
    sweepKeyLeftovers(host, surroundings, vault);
    return { vault, session };
  } catch (error) {
    vault.close();
    throw error;
  }
}

async function vaultKeyOf(host: VaultHost, stored: StoredHeader, secret: SlotSecret): Promise<Uint8Array> {
  const { header } = stored;
  const { slot } = secret;
  const vaultKey = await costlyIfOdd(host, secret.bytes, () => openSlot(host, header, secret));
  if (vaultKey !== undefined) return vaultKey;
  const folder = vaultFolderOf(host.home, header.vaultId);
  appendLockedNote(host.files, folder, { event: "unlock-failed", at: host.clock.now(), secret: slot });
  throw new Failure(slot === "passphrase" ? "vault.wrong-passphrase" : "vault.wrong-recovery-code");
}

/** Makes a failure that comes before the derivation cost as much as one that comes after it. */
async function costlyIfOdd<T>(host: VaultHost, secret: Uint8Array, look: () => T | Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof Failure) await spendDerivation(secret, host.derive);
    throw error;
  }
}

/** Unlocking a vault with its passphrase or its recovery code. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { parseRecoveryCode, recoveryCodeSecret } from "../../shared/domain/recoveryCode.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { Failure } from "../../shared/errors.ts";
import { wipe } from "../crypto/wipe.ts";
import { type SlotName, spendDerivation, unwrapVaultKey } from "../vault/keySlots.ts";
import { appendLockedNote } from "../vault/lockedNotes.ts";
import { openVaultFolder, type UnlockedVault, type VaultSurroundings } from "../vault/unlockedVault.ts";
import { listVaultIds, vaultFolderOf } from "../vault/vaultFolder.ts";
import { readHeader, type StoredHeader } from "../vault/vaultHeader.ts";
import { settleUnlocked } from "./settleUnlocked.ts";
import { enterFolder, type VaultHost } from "./vaultHost.ts";

/** A passphrase, or the recovery code as it was typed: UTF-8, wiped when the call ends. */
export type UnlockSecret =
  | { readonly kind: "passphrase"; readonly bytes: Uint8Array }
  | { readonly kind: "recovery-code"; readonly bytes: Uint8Array };

/**
 * Unlocks a vault, and erases what was overdue before anything in it can be read.
 *
 * A wrong secret takes as long as a right one and is noted; a mistyped recovery code is told at once.
 *
 * @throws Failure `vault.not-found`, `vault.in-use`, `vault.wrong-passphrase`, `vault.wrong-recovery-code`,
 *   `vault.recovery-code-typo` (`detail.group`, 0 if the length is wrong), `vault.tampered`, `vault.format-too-new`,
 *   `vault.kdf-out-of-range`
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
    return { vault, session: settleUnlocked(vault, host.version, secret.slot) };
  } catch (error) {
    vault.close();
    throw error;
  }
}

/** What goes into the derivation of one slot's key; whoever asked for it wipes it. */
export interface SlotSecret {
  readonly slot: SlotName;
  readonly bytes: Uint8Array;
}

/**
 * Reads what was typed.
 *
 * @throws Failure `vault.recovery-code-typo` (`detail.group`, 0 if the length is wrong)
 */
export function slotSecretOf({ kind, bytes }: UnlockSecret): SlotSecret {
  if (kind === "passphrase") return { slot: "passphrase", bytes };
  const code = parseRecoveryCode(new TextDecoder().decode(bytes));
  wipe(bytes);
  if (!code.ok) {
    throw new Failure("vault.recovery-code-typo", { group: code.reason === "length" ? 0 : code.group });
  }
  const secret = recoveryCodeSecret(code.bytes);
  wipe(code.bytes);
  return { slot: "recovery", bytes: secret };
}

async function vaultKeyOf(
  host: VaultHost,
  stored: StoredHeader,
  { slot, bytes }: SlotSecret,
): Promise<Uint8Array> {
  const { header } = stored;
  const { vaultId } = header;
  const vaultKey = await costlyIfOdd(host, bytes, () =>
    unwrapVaultKey(header.slots[slot], { vaultId, slot, secret: bytes }, host.derive),
  );
  if (vaultKey !== undefined) return vaultKey;
  const folder = vaultFolderOf(host.home, vaultId);
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

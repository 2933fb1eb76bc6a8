/** Key slots: the vault key wrapped under a key derived from the passphrase, and again from the recovery code. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { openBytes, sealBytes } from "../crypto/aead.ts";
import type { KdfParameters } from "../crypto/argon2id.ts";
import { defaultKdfParameters, deriveKey } from "../crypto/keyDerivation.ts";
import { wipe } from "../crypto/wipe.ts";

/** Which secret opens a slot. */
export type SlotName = "passphrase" | "recovery";

/** A slot as the header stores it. */
export interface KeySlot {
  readonly kdf: KdfParameters;
  /** The vault key, sealed: 72 bytes. */
  readonly wrappedKey: Uint8Array;
}

/** The passphrase's slot; bound to a device, its wrapped key is wrapped once more under that device's secret. */
export type PassphraseSlot = KeySlot & { readonly boundTo: "nothing" | "device" };

/** Argon2id, as `deriveKey` does it; tests of everything but the derivation may pass a cheaper one. */
export type Derive = typeof deriveKey;

/** Length of a wrapped vault key: nonce, key, tag. */
export const wrappedKeyBytes = 24 + 32 + 16;

/** Length of a wrapped vault key that is wrapped once more under a device's secret. */
export const boundKeyBytes = 24 + wrappedKeyBytes + 16;

/**
 * Wraps the vault key.
 *
 * @param secret - a passphrase or what `recoveryCodeSecret` makes of a code; the caller wipes it
 * @throws Failure `vault.kdf-out-of-range`
 */
export async function wrapVaultKey(
  vaultKey: Uint8Array,
  { vaultId, slot, secret, kdf }: SlotAccess & { readonly kdf: KdfParameters },
  derive: Derive = deriveKey,
): Promise<KeySlot> {
  const key = await derive(secret, kdf);
  const wrappedKey = sealBytes(key, vaultKey, boundTo(vaultId, slot));
  wipe(key);
  return { kdf, wrappedKey };
}

/**
 * Unwraps the vault key at the cost of one derivation, right secret or wrong.
 *
 * @returns 32 bytes; `undefined` if the secret is wrong or the slot was changed, which cannot be told apart
 * @throws Failure `vault.kdf-out-of-range` before any memory is taken for such parameters
 */
export async function unwrapVaultKey(
  { kdf, wrappedKey }: KeySlot,
  { vaultId, slot, secret }: SlotAccess,
  derive: Derive = deriveKey,
): Promise<Uint8Array | undefined> {
  const key = await derive(secret, kdf);
  const vaultKey = openBytes(key, wrappedKey, boundTo(vaultId, slot));
  wipe(key);
  return vaultKey;
}

/**
 * Wraps what a passphrase opens once more, on the outside: without the device, no passphrase can be tried at all.
 *
 * @param deviceSecret - 32 bytes
 */
export function bindToDevice(slot: KeySlot, deviceSecret: Uint8Array, vaultId: VaultId): PassphraseSlot {
  const wrappedKey = sealBytes(deviceSecret, slot.wrappedKey, boundToDevice(vaultId));
  return { kdf: slot.kdf, wrappedKey, boundTo: "device" };
}

/**
 * Inverse of `bindToDevice`.
 *
 * @returns `undefined` if the secret is another device's, or the slot was changed
 */
export function releaseFromDevice(
  { kdf, wrappedKey }: KeySlot,
  deviceSecret: Uint8Array,
  vaultId: VaultId,
): KeySlot | undefined {
  const released = openBytes(deviceSecret, wrappedKey, boundToDevice(vaultId));
  return released === undefined ? undefined : { kdf, wrappedKey: released };
}

/** Takes as long as a real try, so that the time does not tell what is wrong with a vault. */
export async function spendDerivation(secret: Uint8Array, derive: Derive = deriveKey): Promise<void> {
  wipe(await derive(secret, defaultKdfParameters()));
}

interface SlotAccess {
  readonly vaultId: VaultId;
  readonly slot: SlotName;
  readonly secret: Uint8Array;
}

/** A slot moved to another vault or another place does not open. */
function boundTo(vaultId: VaultId, slot: SlotName): Uint8Array {
  return new TextEncoder().encode(`lyhord/slot/1/${slot}/${vaultId}`);
}

function boundToDevice(vaultId: VaultId): Uint8Array {
  return new TextEncoder().encode(`lyhord/device/1/${vaultId}`);
}

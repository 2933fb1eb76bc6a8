/** Trying and making the secrets that open a vault: passphrase, recovery code, and the device a passphrase is bound to. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { parseRecoveryCode, recoveryCodeSecret } from "../../shared/domain/recoveryCode.ts";
import { Failure } from "../../shared/errors.ts";
import { defaultKdfParameters } from "../crypto/keyDerivation.ts";
import { wipe } from "../crypto/wipe.ts";
import { noDeviceProtection } from "../ports/deviceProtection.ts";
import { type DeviceSecrets, readDeviceSecret } from "../vault/deviceSecret.ts";
import {
  bindToDevice,
  type KeySlot,
  type PassphraseSlot,
  releaseFromDevice,
  type SlotName,
  unwrapVaultKey,
  wrapVaultKey,
} from "../vault/keySlots.ts";
import type { VaultHeader } from "../vault/vaultHeader.ts";
import type { VaultHost } from "./vaultHost.ts";

/** A passphrase, or the recovery code as it was typed: UTF-8, wiped when the call ends. */
export type UnlockSecret =
  | { readonly kind: "passphrase"; readonly bytes: Uint8Array }
  | { readonly kind: "recovery-code"; readonly bytes: Uint8Array };

/** What goes into the derivation of one slot's key; whoever asked for it wipes it. */
export interface SlotSecret {
  readonly slot: SlotName;
  readonly bytes: Uint8Array;
}

/** The shortest passphrase, in characters; the page judges strength beyond that. */
export const leastPassphraseCharacters = 12;

/** @throws Failure `vault.passphrase-too-weak` */
export function requireStrong(passphrase: Uint8Array): void {
  if (characterCount(passphrase) < leastPassphraseCharacters) throw new Failure("vault.passphrase-too-weak");
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

/**
 * Tries a secret at its slot, at the cost of one derivation.
 *
 * @returns the vault key; `undefined` if the secret is wrong
 * @throws Failure `vault.device-secret-missing` if the passphrase is bound to a device that this is not, and
 *   `vault.kdf-out-of-range`; both before the derivation
 */
export async function openSlot(
  host: VaultHost,
  { slots, vaultId }: Pick<VaultHeader, "slots" | "vaultId">,
  { slot, bytes }: SlotSecret,
): Promise<Uint8Array | undefined> {
  const reachable =
    slot === "recovery" ? slots.recovery : await reachableSlot(host, slots.passphrase, vaultId);
  return unwrapVaultKey(reachable, { vaultId, slot, secret: bytes }, host.derive);
}

/** Wraps a vault key under a secret, with a fresh salt. */
export async function newSlot(
  { kdfCost, derive }: VaultHost,
  vaultKey: Uint8Array,
  vaultId: VaultId,
  { slot, bytes }: SlotSecret,
): Promise<KeySlot> {
  const kdf = { ...defaultKdfParameters(), ...kdfCost };
  return wrapVaultKey(vaultKey, { vaultId, slot, secret: bytes, kdf }, derive);
}

/** A passphrase's slot as it is at first. */
export function unbound(slot: KeySlot): PassphraseSlot {
  return { kdf: slot.kdf, wrappedKey: slot.wrappedKey, boundTo: "nothing" };
}

/**
 * Makes a new slot for the passphrase that is bound as the one before it was; a binding whose device is out of reach
 * is let go of, for nothing could be bound to it.
 */
export async function boundLike(
  host: VaultHost,
  before: PassphraseSlot,
  slot: KeySlot,
  vaultId: VaultId,
): Promise<PassphraseSlot> {
  if (before.boundTo === "nothing") return unbound(slot);
  const deviceSecret = await readDeviceSecret(deviceSecretsOf(host), vaultId);
  if (deviceSecret === undefined) return unbound(slot);
  try {
    return bindToDevice(slot, deviceSecret, vaultId);
  } finally {
    wipe(deviceSecret);
  }
}

/** The slot without its binding. @throws Failure `vault.device-secret-missing` */
export async function reachableSlot(
  host: VaultHost,
  slot: PassphraseSlot,
  vaultId: VaultId,
): Promise<KeySlot> {
  if (slot.boundTo === "nothing") return slot;
  const deviceSecret = await readDeviceSecret(deviceSecretsOf(host), vaultId);
  const released = deviceSecret && releaseFromDevice(slot, deviceSecret, vaultId);
  if (deviceSecret !== undefined) wipe(deviceSecret);
  if (released === undefined) throw new Failure("vault.device-secret-missing");
  return released;
}

/** Where this host keeps device secrets. */
export function deviceSecretsOf({
  files,
  home,
  protection = noDeviceProtection,
}: Pick<VaultHost, "files" | "home" | "protection">): DeviceSecrets {
  return { files, home, protection };
}

/** Counts characters without making a string of the secret, which could not be wiped. */
function characterCount(utf8: Uint8Array): number {
  return utf8.reduce((count, byte) => ((byte & 0xc0) === 0x80 ? count : count + 1), 0);
}

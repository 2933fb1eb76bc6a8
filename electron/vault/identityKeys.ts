/** The vault's identity: a signing key and a sealing key, their private halves wrapped by the vault key. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { openBytes, sealBytes } from "../crypto/aead.ts";
import { createSealingKeys } from "../crypto/sealing.ts";
import { createSigningKeys } from "../crypto/signing.ts";
import { wipe } from "../crypto/wipe.ts";
import type { VaultHeader } from "./vaultHeader.ts";

type WrappedIdentity = VaultHeader["identity"];

/** Makes the identity of a new vault. */
export function createIdentity(vaultId: VaultId, wrapKey: Uint8Array): WrappedIdentity {
  const signing = createSigningKeys();
  const sealing = createSealingKeys();
  const identity = {
    signing: {
      publicKey: signing.publicKey,
      wrappedPrivateKey: sealBytes(wrapKey, signing.secretKey, boundTo(vaultId, "signing")),
    },
    sealing: {
      publicKey: sealing.publicKey,
      wrappedPrivateKey: sealBytes(wrapKey, sealing.secretKey, boundTo(vaultId, "sealing")),
    },
  };
  wipe(signing.secretKey, sealing.secretKey);
  return identity;
}

/**
 * Unwraps the private half of the signing key, 64 bytes.
 *
 * @throws Failure `vault.tampered`
 */
export function openSigningKey(
  vaultId: VaultId,
  { signing }: WrappedIdentity,
  wrapKey: Uint8Array,
): Uint8Array {
  const key = openBytes(wrapKey, signing.wrappedPrivateKey, boundTo(vaultId, "signing"));
  if (key === undefined) throw new Failure("vault.tampered");
  return key;
}

/**
 * Wraps both private keys anew; the public ones stay.
 *
 * @throws Failure `vault.tampered`
 */
export function rewrapIdentity(
  vaultId: VaultId,
  { signing, sealing }: WrappedIdentity,
  oldWrapKey: Uint8Array,
  newWrapKey: Uint8Array,
): WrappedIdentity {
  const rewrap = (wrapped: Uint8Array, use: "signing" | "sealing") => {
    const key = openBytes(oldWrapKey, wrapped, boundTo(vaultId, use));
    if (key === undefined) throw new Failure("vault.tampered");
    const wrappedPrivateKey = sealBytes(newWrapKey, key, boundTo(vaultId, use));
    wipe(key);
    return wrappedPrivateKey;
  };
  return {
    signing: {
      publicKey: signing.publicKey,
      wrappedPrivateKey: rewrap(signing.wrappedPrivateKey, "signing"),
    },
    sealing: {
      publicKey: sealing.publicKey,
      wrappedPrivateKey: rewrap(sealing.wrappedPrivateKey, "sealing"),
    },
  };
}

function boundTo(vaultId: VaultId, use: "signing" | "sealing"): Uint8Array {
  return new TextEncoder().encode(`lyhord/identity/1/${use}/${vaultId}`);
}

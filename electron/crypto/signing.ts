/** Signatures: Ed25519 (RFC 8032), and the fingerprint by which people compare keys. */
import { sodium } from "./sodium.ts";

/** A key pair; the secret half holds the public one as its last 32 bytes, as libsodium keeps it. */
export interface SigningKeys {
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 64 bytes. */
  readonly secretKey: Uint8Array;
}

/** Makes a new random key pair. */
export function createSigningKeys(): SigningKeys {
  const { publicKey, privateKey: secretKey } = sodium().crypto_sign_keypair();
  return { publicKey, secretKey };
}

/** Signs exactly these bytes. @returns 64 bytes, the same for the same message and key */
export function sign(secretKey: Uint8Array, message: Uint8Array): Uint8Array {
  return sodium().crypto_sign_detached(message, secretKey);
}

/** Whether the signature was made over exactly this message with this key; false for wrong lengths. */
export function isSignedBy(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  return sodium().crypto_sign_verify_detached(signature, message, publicKey);
}

/**
 * The fingerprint of a public key as six groups of four characters, such as `7K2M-…`.
 *
 * 120 bits of its BLAKE2b-256 in Crockford's base32, which has no I, L, O or U; shown in the app and
 * printed on whatever the key signs.
 */
export function fingerprint(publicKey: Uint8Array): string {
  const digest = sodium().crypto_generichash(32, publicKey, null).subarray(0, 15);
  const bits = Array.from(digest, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const characters = bits.replace(/.{5}/g, (group) => base32Alphabet.charAt(Number.parseInt(group, 2)));
  return characters.replace(/.{4}(?!$)/g, "$&-");
}

const base32Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

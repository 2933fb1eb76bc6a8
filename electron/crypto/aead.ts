/** Authenticated encryption: XChaCha20-Poly1305 (IETF), draft-irtf-cfrg-xchacha-03. */
import { randomBytes } from "./random.ts";
import { sodium } from "./sodium.ts";

/** Length of a key in bytes. */
export const keyBytes = 32;

/** Length of a nonce in bytes. */
export const nonceBytes = 24;

/** Length of the authentication tag at the end of every ciphertext, in bytes. */
export const tagBytes = 16;

/**
 * Encrypts under a fresh random nonce.
 *
 * @param associated - authenticated but not encrypted; the same bytes are needed to open
 * @returns nonce (24 bytes) ‖ ciphertext ‖ tag (16 bytes)
 */
export function sealBytes(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const ciphertext = encryptWithNonce(key, nonce, plain, associated);
  const sealed = new Uint8Array(nonceBytes + ciphertext.length);
  sealed.set(nonce);
  sealed.set(ciphertext, nonceBytes);
  return sealed;
}

/**
 * Opens what `sealBytes` made.
 *
 * @returns the plain bytes; `undefined` if key, associated bytes or any sealed byte differ
 */
export function openBytes(
  key: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  return decryptWithNonce(key, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), associated);
}

/**
 * Encrypts under a nonce chosen by the caller, which must never be used twice with one key.
 *
 * @returns ciphertext ‖ tag, 16 bytes longer than `plain`
 * @throws RangeError if key or nonce have the wrong length
 */
export function encryptWithNonce(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  if (key.length !== keyBytes || nonce.length !== nonceBytes)
    throw new RangeError("wrong key or nonce length");
  return sodium().crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, null, nonce, key);
}

/**
 * Inverse of `encryptWithNonce`.
 *
 * @returns the plain bytes; `undefined` if they are not authentic
 * @throws RangeError if the key has the wrong length
 */
export function decryptWithNonce(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  if (key.length !== keyBytes) throw new RangeError("wrong key length");
  if (nonce.length !== nonceBytes || ciphertext.length < tagBytes) return undefined;
  const library = sodium();
  try {
    return library.crypto_aead_xchacha20poly1305_ietf_decrypt(null, ciphertext, associated, nonce, key);
  } catch {
    // With all lengths checked, the library throws for one reason only: the tag does not match.
    return undefined;
  }
}

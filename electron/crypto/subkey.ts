/** Several independent keys from one (libsodium's `crypto_kdf`: BLAKE2b with the number as salt, the context as person). */
import { keyBytes } from "./aead.ts";
import { sodium } from "./sodium.ts";

/**
 * Derives a key; the parent cannot be computed from it, nor can its siblings.
 *
 * @param parent - 32 random bytes
 * @param context - exactly eight ASCII characters, one per purpose
 * @param number - which key of that purpose, from 1
 * @returns 32 bytes
 */
export function subkey(parent: Uint8Array, context: string, number: number): Uint8Array {
  if (!/^[\x21-\x7e]{8}$/.test(context)) throw new RangeError("a context has eight characters");
  return sodium().crypto_kdf_derive_from_key(keyBytes, number, context, parent);
}

/** Message authentication codes: keyed BLAKE2b-256 (RFC 7693). */
import { sodium } from "./sodium.ts";

/** Length of a code in bytes. */
export const macBytes = 32;

/**
 * Authenticates exactly these bytes; store them beside the code and never re-serialise them.
 *
 * @param key - 32 bytes
 */
export function macOf(key: Uint8Array, message: Uint8Array): Uint8Array {
  if (key.length !== 32) throw new RangeError("a MAC key has 32 bytes");
  return sodium().crypto_generichash(macBytes, message, key);
}

/** Whether the code belongs to the message; compared in constant time, false for a wrong length. */
export function isMacOf(key: Uint8Array, message: Uint8Array, code: Uint8Array): boolean {
  return code.length === macBytes && sodium().memcmp(macOf(key, message), code);
}

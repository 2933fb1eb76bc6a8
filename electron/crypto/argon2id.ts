/** Argon2id (RFC 9106) as libsodium computes it: version 1.3, one lane, no secret, no associated data. */
import { sodium } from "./sodium.ts";

/** How a key is derived from a secret; stored in clear beside what the key opens. */
export interface KdfParameters {
  readonly algorithm: "argon2id13";
  /** Memory filled per pass, a multiple of 1 KiB. */
  readonly memoryBytes: number;
  readonly passes: number;
  /** 16 random bytes. */
  readonly salt: Uint8Array;
}

/**
 * Computes Argon2id without judging the parameters; call `deriveKey` instead, which does.
 *
 * @param secret - UTF-8 of the NFC form of a passphrase or recovery code
 * @returns 32 bytes
 */
export function argon2id(secret: Uint8Array, parameters: KdfParameters): Uint8Array {
  const { passes, memoryBytes, salt } = parameters;
  const library = sodium();
  return library.crypto_pwhash(32, secret, salt, passes, memoryBytes, library.crypto_pwhash_ALG_ARGON2ID13);
}

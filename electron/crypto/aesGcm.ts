/** AES-256-GCM (NIST SP 800-38D) and PBKDF2 (RFC 8018): what every browser has, for files that leave Lyhörd. */
import { createCipheriv, createDecipheriv, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/** Length of a key in bytes. */
export const aesKeyBytes = 32;
/** Length of a nonce in bytes. */
export const aesNonceBytes = 12;
/** Length of the authentication tag at the end of every ciphertext, in bytes, as Web Crypto puts it. */
export const aesTagBytes = 16;

/** PBKDF2-HMAC-SHA-256, away from this thread. @returns 32 bytes */
export async function passphraseKey(
  passphrase: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Promise<Uint8Array> {
  return new Uint8Array(await derive(passphrase, salt, iterations, aesKeyBytes, "sha256"));
}

/** Encrypts under a nonce that must never be used twice with one key. @returns ciphertext ‖ tag */
export function encryptAesGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  plain: Uint8Array,
  associated: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(associated);
  return new Uint8Array(Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

/** Inverse of `encryptAesGcm`. @returns the plain bytes; `undefined` if they are not authentic */
export function decryptAesGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  associated: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < aesTagBytes) return undefined;
  const decipher = createDecipheriv("aes-256-gcm", key, nonce);
  decipher.setAAD(associated);
  decipher.setAuthTag(sealed.subarray(-aesTagBytes));
  const plain = decipher.update(sealed.subarray(0, -aesTagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return new Uint8Array(plain);
}

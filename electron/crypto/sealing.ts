/** Keys to which packages are sealed: X25519 (RFC 7748). */
import { sodium } from "./sodium.ts";

/** A key pair, 32 bytes each half. */
export interface SealingKeys {
  readonly publicKey: Uint8Array;
  readonly secretKey: Uint8Array;
}

/** Makes a new random key pair. */
export function createSealingKeys(): SealingKeys {
  const { publicKey, privateKey: secretKey } = sodium().crypto_box_keypair();
  return { publicKey, secretKey };
}

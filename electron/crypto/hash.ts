/** Hashes without a key: SHA-256 (FIPS 180-4) for files that leave or enter, BLAKE2b-256 (RFC 7693) inside the vault. */
import { createHash } from "node:crypto";
import { sodium } from "./sodium.ts";

/** A hash over bytes that arrive in pieces. */
export interface IncrementalHash {
  update(bytes: Uint8Array): void;
  /** The hash of everything so far, 32 bytes; may be asked once. */
  digest(): Uint8Array;
}

/** Starts a SHA-256. */
export function createSha256(): IncrementalHash {
  const hash = createHash("sha256");
  return {
    update(bytes) {
      hash.update(bytes);
    },
    digest: () => new Uint8Array(hash.digest()),
  };
}

/** SHA-256 of bytes at hand, 32 bytes. */
export function sha256(bytes: Uint8Array): Uint8Array {
  const hash = createSha256();
  hash.update(bytes);
  return hash.digest();
}

/** BLAKE2b of bytes at hand, 32 bytes. */
export function blake2b256(bytes: Uint8Array): Uint8Array {
  return sodium().crypto_generichash(32, bytes, null);
}

/** The tree of keys under a vault key (SECURITY.md, "Keys"). */
import { keyBytes } from "./aead.ts";
import { sodium } from "./sodium.ts";
import { subkey } from "./subkey.ts";
import { wipe } from "./wipe.ts";

/** The keys of an unlocked vault, 32 bytes each. */
export interface DerivedVaultKeys {
  /** Encrypts the database. */
  readonly database: Uint8Array;
  /** Parent of every recording key of this generation. */
  readonly media: Uint8Array;
  /** Authenticates `schedule.json`. */
  readonly scheduleMac: Uint8Array;
  /** Wraps the private halves of the vault's identity. */
  readonly identityWrap: Uint8Array;
  /** Authenticates `vault.json`. */
  readonly headerMac: Uint8Array;
  /** Authenticates what the audit log keeps outside the database. */
  readonly auditMac: Uint8Array;
  /** Wraps the media keys of earlier generations. */
  readonly generationWrap: Uint8Array;
  /** Parent of the keys of backup files. */
  readonly backup: Uint8Array;
  /** Authenticates the list of what was erased that is kept outside the vault. */
  readonly tombstoneMac: Uint8Array;
}

/**
 * Derives all keys of a vault.
 *
 * @param vaultKey - 32 random bytes
 */
export function deriveVaultKeys(vaultKey: Uint8Array): DerivedVaultKeys {
  // The numbers are part of the format: never reuse or reorder them.
  return {
    database: subkey(vaultKey, vaultContext, 1),
    media: subkey(vaultKey, vaultContext, 2),
    scheduleMac: subkey(vaultKey, vaultContext, 3),
    identityWrap: subkey(vaultKey, vaultContext, 4),
    headerMac: subkey(vaultKey, vaultContext, 5),
    auditMac: subkey(vaultKey, vaultContext, 6),
    generationWrap: subkey(vaultKey, vaultContext, 7),
    backup: subkey(vaultKey, backupContext, 1),
    tombstoneMac: subkey(vaultKey, backupContext, 2),
  };
}

/** Overwrites all keys of a vault with zeros. */
export function wipeVaultKeys(keys: DerivedVaultKeys): void {
  wipe(...Object.values(keys));
}

/**
 * The key of one recording: BLAKE2b-256 of both halves, keyed with the media key.
 *
 * Without either half it cannot be computed, which is what makes erasing one half an erasure.
 *
 * @param databaseHalf - A, 32 bytes kept in the database
 * @param fileHalf - S, 32 bytes kept in `media/<id>.shred`
 * @throws RangeError if any of the three has another length
 */
export function recordingKey(
  mediaKey: Uint8Array,
  databaseHalf: Uint8Array,
  fileHalf: Uint8Array,
): Uint8Array {
  const parts = [mediaKey, databaseHalf, fileHalf];
  if (parts.some((part) => part.length !== keyBytes))
    throw new RangeError("a recording key is made of 3 × 32 bytes");
  const halves = new Uint8Array(2 * keyBytes);
  halves.set(databaseHalf);
  halves.set(fileHalf, keyBytes);
  const key = sodium().crypto_generichash(keyBytes, halves, mediaKey);
  wipe(halves);
  return key;
}

const vaultContext = "lyhordVK";
const backupContext = "lyhordBK";

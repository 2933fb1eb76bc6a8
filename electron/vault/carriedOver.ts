/** What lies authenticated outside the database and outlives a change of keys: schedule, withdrawals, head of the audit log. */
import { blake2b256 } from "../crypto/hash.ts";
import type { DerivedVaultKeys } from "../crypto/vaultKeys.ts";
import { type FilePort, readWhole } from "../ports/files.ts";
import { readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { vaultPaths } from "./vaultFolder.ts";
import type { VaultHeader } from "./vaultHeader.ts";

type CarriedOver = NonNullable<VaultHeader["carriedOver"]>;

/** Notes which files there are at the switch of keys, byte for byte; a file that is missing is noted as such. */
export function noteCarriedOver(files: FilePort, folder: string): CarriedOver {
  const { schedule, auditHead, withdrawals } = vaultPaths(folder);
  return {
    schedule: hashOf(files, schedule),
    auditHead: hashOf(files, auditHead),
    withdrawals: hashOf(files, withdrawals),
  };
}

/**
 * Authenticates those files under the new keys; idempotent, so that a crash after the switch is not taken for damage.
 *
 * Only the very bytes of the switch are adopted: the old keys are worth nothing any more, so nobody gains by having them.
 */
export function adoptCarriedOver(
  files: FilePort,
  folder: string,
  carriedOver: CarriedOver,
  keys: DerivedVaultKeys,
): void {
  const { schedule, auditHead, withdrawals } = vaultPaths(folder);
  adopt(files, schedule, carriedOver.schedule, keys.scheduleMac);
  adopt(files, auditHead, carriedOver.auditHead, keys.auditMac);
  adopt(files, withdrawals, carriedOver.withdrawals, keys.scheduleMac);
}

function adopt(files: FilePort, path: string, noted: Uint8Array | null, macKey: Uint8Array): void {
  const found = hashOf(files, path);
  if (noted === null || found === null || Buffer.compare(noted, found) !== 0) return;
  const stored = readAuthenticated(files, path);
  if (stored === undefined || stored === "malformed") return;
  writeAuthenticated(files, path, stored.text, macKey);
}

function hashOf(files: FilePort, path: string): Uint8Array | null {
  const bytes = readWhole(files, path);
  return bytes === undefined ? null : blake2b256(bytes);
}

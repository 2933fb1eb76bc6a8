/** `device/<vault id>` in the home folder: the secret that binds a vault's passphrase to this computer, protected by it. */
import path from "node:path";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import type { DeviceProtection } from "../ports/deviceProtection.ts";
import { type FilePort, readWhole, replaceWhole } from "../ports/files.ts";

/** Where device secrets lie and who protects them. */
export interface DeviceSecrets {
  readonly files: FilePort;
  /** `LYHORD_HOME`: outside the vault's folder, so that a copy of that folder does not take it along. */
  readonly home: string;
  readonly protection: DeviceProtection;
}

/** Length of a device secret in bytes. */
export const deviceSecretBytes = 32;

/** The file of a vault's device secret, whether or not it exists. */
export function deviceSecretPath(home: string, vaultId: VaultId): string {
  return path.join(home, "device", vaultId);
}

/**
 * Reads the device secret; one whose protection is out of date is protected anew.
 *
 * @returns 32 bytes; `undefined` if it is missing or this computer does not open it
 */
export async function readDeviceSecret(
  secrets: DeviceSecrets,
  vaultId: VaultId,
): Promise<Uint8Array | undefined> {
  const bytes = readWhole(secrets.files, deviceSecretPath(secrets.home, vaultId));
  if (bytes === undefined) return undefined;
  const found = await secrets.protection.unprotect(bytes);
  if (found === undefined || found.secret.length !== deviceSecretBytes) return undefined;
  if (found.isStale) await renewProtection(secrets, vaultId, found.secret);
  return found.secret;
}

/**
 * Makes a device secret and keeps it; one that was there before is replaced.
 *
 * @returns 32 bytes, read back from what was written
 * @throws Failure `vault.device-unavailable`
 */
export async function createDeviceSecret(secrets: DeviceSecrets, vaultId: VaultId): Promise<Uint8Array> {
  const secret = randomBytes(deviceSecretBytes);
  try {
    const bytes = await secrets.protection.protect(Uint8Array.from(secret));
    if (bytes === undefined) throw new Failure("vault.device-unavailable");
    writeProtected(secrets, vaultId, bytes);
    const readBack = await readDeviceSecret(secrets, vaultId);
    if (readBack === undefined || Buffer.compare(readBack, secret) !== 0)
      throw new Failure("vault.device-unavailable");
    return readBack;
  } finally {
    wipe(secret);
  }
}

/** A vault must open also if this fails: what is stale still opens today. */
async function renewProtection(secrets: DeviceSecrets, vaultId: VaultId, secret: Uint8Array): Promise<void> {
  const bytes = await secrets.protection.protect(Uint8Array.from(secret));
  try {
    if (bytes !== undefined) writeProtected(secrets, vaultId, bytes);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

function writeProtected({ files, home }: DeviceSecrets, vaultId: VaultId, bytes: Uint8Array): void {
  const filePath = deviceSecretPath(home, vaultId);
  files.makeFolder(path.dirname(filePath));
  files.syncFolder(home);
  replaceWhole(files, filePath, bytes);
}

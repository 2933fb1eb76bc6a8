/** What an interrupted change of keys has left: databases of another generation, a device secret that binds nothing. */
import path from "node:path";
import { destroyFile } from "../audio/destroyFile.ts";
import { sweepDatabases } from "../vault/databaseLeftovers.ts";
import { deviceSecretPath } from "../vault/deviceSecret.ts";
import type { UnlockedVault, VaultSurroundings } from "../vault/unlockedVault.ts";
import type { VaultHost } from "./vaultHost.ts";

/**
 * Destroys it, once the header was written anew: then it is certain which database is the vault's.
 *
 * An old header that was put back is no reason to destroy anything. A disk on which it fails does not keep the vault
 * from being opened; the next unlock tries again.
 */
export function sweepKeyLeftovers(
  { files, home }: Pick<VaultHost, "files" | "home">,
  surroundings: VaultSurroundings,
  vault: Pick<UnlockedVault, "id" | "header" | "isHeaderPutBack">,
): void {
  if (vault.isHeaderPutBack) return;
  const { generation, slots } = vault.header();
  try {
    sweepDatabases(surroundings, generation);
    const deviceSecret = deviceSecretPath(home, vault.id);
    const mayBeThere = files.exists(path.dirname(deviceSecret));
    if (slots.passphrase.boundTo === "nothing" && mayBeThere) destroyFile(files, deviceSecret);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

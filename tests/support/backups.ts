/** Making and restoring backups in tests: on this computer, or on another with nothing on it. */
import path from "node:path";
import type { ServiceContext } from "../../electron/services/context.ts";
import { makeBackup } from "../../electron/services/makeBackup.ts";
import { type RestoreOutcome, restoreBackup } from "../../electron/services/restoreBackup.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { secretOf, testPassphrase } from "./vaultHostForTest.ts";

/** Writes a backup into a folder. @returns the path of the file */
export async function backUp(
  context: ServiceContext,
  folder: string,
  { withSound = false, name = "Provvalv.lyhordbackup" } = {},
): Promise<string> {
  const place = path.join(folder, name);
  await makeBackup(context, { targetId: context.sources.offerTarget(place), withSound });
  return place;
}

/** Restores a backup with the passphrase; `replaceTyped` where the vault is here already, and what may go of its sound. */
export function restore(
  host: VaultHost,
  backupPath: string,
  replaceTyped: string | null = null,
  mayDestroy = 0,
): Promise<RestoreOutcome> {
  return restoreBackup(host, {
    backupPath,
    secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
    replaceTyped,
    mayDestroy,
    running: { isCancelled: false },
    onProgress: () => {},
  });
}

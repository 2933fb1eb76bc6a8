/** Empty vaults for journeys about something else: made once, at the lowest cost that a key may have, and laid into each home. */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vaultFolderOf } from "../../electron/vault/vaultFolder.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import type { Language } from "../../shared/domain/settings.ts";

/** What a vault is made with. */
export interface ReadyVaultOptions {
  readonly name: string;
  readonly language: Language;
  readonly passphrase: string;
}

interface ReadyVault {
  readonly home: string;
  readonly vaultId: VaultId;
  readonly recoveryCode: string;
}

const made = new Map<string, ReadyVault>();

/**
 * Lays a locked, empty vault into the home of a running application.
 *
 * @throws Error if it is there already
 */
export function layVault(home: string, options: ReadyVaultOptions): Omit<ReadyVault, "home"> {
  const key = JSON.stringify(options);
  const { home: madeIn, vaultId, recoveryCode } = made.get(key) ?? makeVault(key);
  const folder = vaultFolderOf(home, vaultId);
  if (existsSync(folder)) throw new Error(`the vault ${vaultId} is in ${home} already`);
  cpSync(vaultFolderOf(madeIn, vaultId), folder, { recursive: true });
  // Copied files keep their rights, copied folders do not.
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
  }
  chmodSync(folder, 0o700);
  return { vaultId, recoveryCode };
}

/** In a process of its own: Playwright cannot load the database. */
function makeVault(options: string): ReadyVault {
  const home = mkdtempSync(join(tmpdir(), "lyhord-ready-"));
  process.once("exit", () => rmSync(home, { recursive: true, force: true }));
  const told = execFileSync(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "makeReadyVault.ts"), home, options],
    { encoding: "utf8" },
  );
  const vault = { home, ...(JSON.parse(told) as Omit<ReadyVault, "home">) };
  made.set(options, vault);
  return vault;
}

/** Many copies of one filled vault, for tests that try every point at which a process can end. */
import fs from "node:fs";
import path from "node:path";
import { onTestFinished } from "vitest";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import type { UnlockedVault } from "../../electron/vault/unlockedVault.ts";
import { vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import type { VaultForTest } from "./vaultForTest.ts";
import { clockForTest, secretOf, testPassphrase, vaultHostForTest } from "./vaultHostForTest.ts";

/** A copy that nobody has opened. */
export interface CopiedVault {
  readonly host: VaultHost;
  readonly media: string;
  unlock(changed?: Partial<VaultHost>): Promise<UnlockedVault>;
  /** Removes the copy; else it goes when the test ends. */
  remove(): void;
}

/**
 * Copies a closed vault into a home of its own.
 *
 * @param nowMs - what the computer's clock shows there
 */
export async function copyVault(original: VaultForTest, nowMs: number): Promise<CopiedVault> {
  const { id } = original.vault;
  const host = await vaultHostForTest(memoryFolder(), { clock: clockForTest(nowMs) });
  const folder = vaultFolderOf(host.home, id);
  fs.cpSync(vaultFolderOf(original.home, id), folder, { recursive: true });
  return {
    host,
    media: path.join(vaultPaths(folder).media),
    async unlock(changed) {
      const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
      return (await unlockVault({ ...host, ...changed }, { vaultId: id, secret })).vault;
    },
    remove: () => fs.rmSync(host.home, { recursive: true }),
  };
}

/** A folder in memory where the system has such: hundreds of copies must not wait for a disk. */
function memoryFolder(): string {
  if (!fs.existsSync("/dev/shm")) return temporaryFolder();
  const folder = fs.mkdtempSync("/dev/shm/lyhord-test-");
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Where the files of a vault lie: `LYHORD_HOME/vaults/<uuid>/`. */
import path from "node:path";
import { type VaultId, vaultIdSchema } from "../../shared/domain/ids.ts";
import type { FilePort } from "../ports/files.ts";

/** The files that do not depend on the key generation, as absolute paths. */
export interface VaultPaths {
  readonly header: string;
  readonly schedule: string;
  readonly withdrawals: string;
  readonly clock: string;
  readonly lockedNotes: string;
  readonly auditHead: string;
  readonly pages: string;
  readonly checkpoints: string;
  readonly lock: string;
  /** A folder: one blob and one key half for each recording. */
  readonly media: string;
}

/** The folder of a vault, whether or not it exists. */
export function vaultFolderOf(home: string, id: VaultId): string {
  return path.join(home, "vaults", id);
}

/** The paths inside a vault's folder. */
export function vaultPaths(folder: string): VaultPaths {
  return {
    header: path.join(folder, "vault.json"),
    schedule: path.join(folder, "schedule.json"),
    withdrawals: path.join(folder, "withdrawals.json"),
    clock: path.join(folder, "clock.json"),
    lockedNotes: path.join(folder, "locked.jsonl"),
    auditHead: path.join(folder, "audit.json"),
    pages: path.join(folder, "pages.json"),
    checkpoints: path.join(folder, "checkpoints.jsonl"),
    lock: path.join(folder, "lock"),
    media: path.join(folder, "media"),
  };
}

/** The database of a key generation, counted from 1. */
export function databasePath(folder: string, generation: number): string {
  return path.join(folder, `vault-${generation}.db`);
}

/** Where a copy of the database lies while a backup is made of it; what is found there at unlock is left over. */
export function snapshotPath(folder: string): string {
  return path.join(folder, "backup-copy.db");
}

/** Where a vault is put together from a backup; it is no vault until it has its own name. */
export function restoringFolderOf(home: string, id: VaultId): string {
  return path.join(home, "vaults", `${id}${restoringSuffix}`);
}

/** The name a vault's folder has from the moment it is no vault any more until all of it is destroyed. */
export function goneFolderOf(home: string, id: VaultId): string {
  return path.join(home, "vaults", `${id}${goneSuffix}`);
}

/** The name of a vault in whose place a restored one is put, from then on until that is there; it is still whole. */
export function replacedFolderOf(home: string, id: VaultId): string {
  return path.join(home, "vaults", `${id}${replacedSuffix}`);
}

/** Ids of the vaults of which such a folder was left behind, each once. */
export function listUnsettledIds(files: FilePort, home: string): VaultId[] {
  const ids = files.list(path.join(home, "vaults")).flatMap((name) => {
    const suffix = [restoringSuffix, goneSuffix, replacedSuffix].find((known) => name.endsWith(known));
    const id = vaultIdSchema.safeParse(name.slice(0, -(suffix?.length ?? 0)));
    return suffix !== undefined && id.success ? [id.data] : [];
  });
  return [...new Set(ids)];
}

const restoringSuffix = ".restoring";
const goneSuffix = ".gone";
const replacedSuffix = ".replaced";

/**
 * Lists the vaults of a computer user.
 *
 * The header is written last when a vault is created, so one that was created by half is not listed.
 *
 * @returns in the order of their ids; empty if there is none
 */
export function listVaultIds(files: FilePort, home: string): VaultId[] {
  return files.list(path.join(home, "vaults")).flatMap((name) => {
    const id = vaultIdSchema.safeParse(name);
    return id.success && files.exists(vaultPaths(vaultFolderOf(home, id.data)).header) ? [id.data] : [];
  });
}

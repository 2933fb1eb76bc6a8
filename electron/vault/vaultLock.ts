/** One process, one vault: locks that the operating system lets go of when their holder ends, however it ends. */
import fs from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { vaultFolderOf, vaultPaths } from "./vaultFolder.ts";

/** A held lock. */
export interface VaultLock {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes the lock of a vault's folder.
 *
 * @throws Failure `vault.in-use` if another process, or this one, holds it
 */
export function acquireVaultLock(folder: string): VaultLock {
  return acquireLock(vaultPaths(folder).lock, 0);
}

/**
 * Takes the lock of a vault at a moment when no folder changes its name.
 *
 * @throws Failure `vault.in-use`
 */
export function enterVault(home: string, id: VaultId): VaultLock {
  return aloneInHome(home, () => acquireVaultLock(vaultFolderOf(home, id)));
}

/**
 * Does what no other process must meet half-way: opening a vault, or changing which folders there are.
 *
 * It lies outside the vaults, since a folder with an open file in it keeps its name on Windows.
 *
 * @param work - must not call this again
 * @throws Failure `vault.in-use` if another process is at it for long
 */
export function aloneInHome<T>(home: string, work: () => T): T {
  const lock = acquireHomeLock(home, longestWaitMs);
  try {
    return work();
  } finally {
    lock.release();
  }
}

/** Longer than a folder takes to get another name; destroying a vault that was replaced may take longer. */
const longestWaitMs = 5_000;

/**
 * Takes the lock of all folders of vaults.
 *
 * @throws Failure `vault.in-use` if it is not free within the time
 */
export function acquireHomeLock(home: string, waitMs: number): VaultLock {
  fs.mkdirSync(home, { recursive: true });
  return acquireLock(path.join(home, "vaults.lock"), waitMs);
}

/**
 * The file is an empty SQLite database in an exclusive transaction: SQLite takes a real file lock on every system, so
 * none is left behind by a killed process, and no process number can be mistaken.
 */
function acquireLock(filePath: string, waitMs: number): VaultLock {
  // SQLite would make it readable by all.
  fs.closeSync(fs.openSync(filePath, "a", 0o600));
  const db = new Database(filePath, { timeout: waitMs });
  try {
    db.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    db.close();
    if ((error as { code?: unknown }).code === "SQLITE_BUSY") throw new Failure("vault.in-use");
    throw error;
  }
  return {
    release() {
      if (db.open) db.close();
    },
  };
}

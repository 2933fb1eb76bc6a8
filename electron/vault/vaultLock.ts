/** One process, one vault: a lock that the operating system lets go of when its holder ends, however it ends. */
import fs from "node:fs";
import Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import { vaultPaths } from "./vaultFolder.ts";

/** A held lock. */
export interface VaultLock {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes the lock of a vault's folder.
 *
 * The file `lock` is an empty SQLite database in an exclusive transaction: SQLite takes a real file lock
 * on every system, so none is left behind by a killed process, and no process number can be mistaken.
 *
 * @throws Failure `vault.in-use` if another process, or this one, holds it
 */
export function acquireVaultLock(folder: string): VaultLock {
  const path = vaultPaths(folder).lock;
  // SQLite would make it readable by all.
  fs.closeSync(fs.openSync(path, "a", 0o600));
  const db = new Database(path, { timeout: 0 });
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

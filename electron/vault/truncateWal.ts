/** Step 4 of erasure: moves the write-ahead log into the database and empties it. */
import fs from "node:fs";
import type Database from "better-sqlite3";

/**
 * Without this, deleted text stays in the log until it happens to be overwritten (SECURITY.md §1.4).
 *
 * @returns whether the log is empty now; `false` if someone was reading
 */
export function truncateWal(db: Database.Database): boolean {
  const [result] = db.pragma("wal_checkpoint(TRUNCATE)") as { readonly busy: number }[];
  return result?.busy === 0 && isWalEmpty(db);
}

/** Whether nothing stands in the log. */
export function isWalEmpty(db: Database.Database): boolean {
  const wal = `${db.name}-wal`;
  return !fs.existsSync(wal) || fs.statSync(wal).size === 0;
}

/** Copies of the database as a whole, and whether one is sound. */
import path from "node:path";
import type Database from "better-sqlite3";
import { assertEncrypted } from "./database.ts";

/** Where a copy lies while a backup is made of it; what is found there at unlock is left over. */
export function snapshotPath(folder: string): string {
  return path.join(folder, "backup-copy.db");
}

/**
 * Writes a consistent copy, encrypted under the same key (SECURITY.md §1.6).
 *
 * @param filePath - must not exist
 */
export function copyDatabase(db: Database.Database, filePath: string): void {
  db.prepare("VACUUM INTO ?").run(filePath);
  assertEncrypted(filePath);
}

/** Whether every page, index and reference is as it should be. */
export function isIntact(db: Database.Database): boolean {
  const check = db.pragma("integrity_check", { simple: true });
  const broken = db.pragma("foreign_key_check") as unknown[];
  return check === "ok" && broken.length === 0;
}

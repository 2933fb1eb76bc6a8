/** Copies of the database on which what must not fail half-way is done: rotation of keys, migration of the schema. */
import path from "node:path";
import type Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";
import { assertEncrypted } from "./database.ts";

/** Room that must be left beyond the copy, bytes. */
const spareBytes = 16 * 1024 * 1024;

/**
 * Refuses to begin a copy that would fill the disk.
 *
 * @throws Failure `vault.disk-full`
 */
export function requireRoomForCopy(files: FilePort, db: Database.Database): void {
  const neededBytes = sizeBytes(db) + spareBytes;
  if (files.freeBytes(path.dirname(db.name)) < neededBytes) throw new Failure("vault.disk-full");
}

/**
 * Writes a copy under the same key, without free pages and without a write-ahead log; not synced yet.
 *
 * @param copyPath - a file that does not exist yet
 */
export function copyDatabase(files: FilePort, db: Database.Database, copyPath: string): void {
  // For the owner only, which SQLite would leave to the system.
  files.close(files.createNew(copyPath));
  db.prepare("VACUUM INTO ?").run(copyPath);
  assertEncrypted(copyPath);
}

/** Puts a closed database on the medium, name and all. */
export function syncDatabase(files: FilePort, databasePath: string): void {
  const descriptor = files.openUpdate(databasePath);
  try {
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
  files.syncFolder(path.dirname(databasePath));
}

/**
 * Checks that a copy is whole and holds what its original holds.
 *
 * @throws Failure `vault.verification-failed`
 */
export function requireSameContent(copy: Database.Database, original: Database.Database): void {
  requireWhole(copy);
  if (summaryOf(copy) !== summaryOf(original)) throw new Failure("vault.verification-failed");
}

/**
 * Checks structure, tags and references.
 *
 * @throws Failure `vault.verification-failed`
 */
export function requireWhole(db: Database.Database): void {
  const isWhole =
    db.pragma("integrity_check", { simple: true }) === "ok" &&
    (db.pragma("foreign_key_check") as unknown[]).length === 0;
  if (!isWhole) throw new Failure("vault.verification-failed");
}

/** Every table with its number of rows, and the end of the audit log. */
function summaryOf(db: Database.Database): string {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];
  const counts = tables.map((table) => {
    const count = db
      .prepare(`SELECT count(*) FROM "${table.replaceAll('"', '""')}"`)
      .pluck()
      .get();
    return `${table} ${String(count)}`;
  });
  const head = db.prepare("SELECT sequence || ' ' || hex(hash) FROM audit ORDER BY sequence DESC LIMIT 1");
  return [...counts, head.pluck().get()].join("\n");
}

function sizeBytes(db: Database.Database): number {
  const pages = db.pragma("page_count", { simple: true }) as number;
  return pages * (db.pragma("page_size", { simple: true }) as number);
}

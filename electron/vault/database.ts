/** Opening the encrypted database: SQLCipher's scheme with a raw key, and every setting read back (SECURITY.md §1). */
import fs from "node:fs";
import Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import { wipe } from "../crypto/wipe.ts";

/**
 * Creates a database that must not exist yet.
 *
 * @param key - 32 bytes
 * @throws Error if a setting does not hold, or if the new file turns out not to be encrypted
 */
export function createDatabase(path: string, key: Uint8Array): Database.Database {
  fs.closeSync(fs.openSync(path, "wx", 0o600));
  const db = connect(path, key);
  try {
    assertEncrypted(path);
  } catch (error) {
    db.close();
    throw error;
  }
  return db;
}

/**
 * Opens an existing database.
 *
 * @throws Failure `vault.tampered` if the key does not belong to it or its first page was changed
 */
export function openDatabase(path: string, key: Uint8Array): Database.Database {
  if (!fs.existsSync(path)) throw new Failure("vault.tampered");
  return connect(path, key);
}

/**
 * Opens a copy of a database that nobody else knows of: it leaves no log or journal beside itself.
 *
 * @throws Failure `vault.tampered` if the key does not belong to it
 */
export function openCopy(path: string, key: Uint8Array): Database.Database {
  return connect(path, key, [["journal_mode", "memory"], ...connectionSettings.slice(1)]);
}

/**
 * Gives a copy another key. Never call it on a live database: a crash would leave one that neither key opens.
 *
 * @throws Failure `vault.verification-failed` if the old key still opens it afterwards
 */
export function rekeyCopy(path: string, oldKey: Uint8Array, newKey: Uint8Array): void {
  const copy = openCopy(path, oldKey);
  try {
    withRawKey(newKey, (rawKey) => copy.rekey(rawKey));
  } finally {
    copy.close();
  }
  if (isOpenedBy(path, oldKey)) throw new Failure("vault.verification-failed");
}

function isOpenedBy(path: string, key: Uint8Array): boolean {
  try {
    openCopy(path, key).close();
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/**
 * Asserts that a file does not begin as an unencrypted database does.
 *
 * @throws Error otherwise: SQLite silently writes plaintext when it has no key
 */
export function assertEncrypted(path: string): void {
  const start = Buffer.alloc(16);
  const descriptor = fs.openSync(path, "r");
  try {
    if (fs.readSync(descriptor, start, 0, 16, 0) < 16) throw new Error("the database was not written");
  } finally {
    fs.closeSync(descriptor);
  }
  if (start.toString("latin1").startsWith("SQLite format 3"))
    throw new Error("the database is not encrypted");
}

type ConnectionSettings = readonly (readonly [pragma: string, value: string | number])[];

/** The settings of every connection, by pragma; each is read back and must be as written. */
export const connectionSettings: ConnectionSettings = [
  ["journal_mode", "wal"],
  ["synchronous", 2],
  ["temp_store", 2],
  ["secure_delete", 1],
  ["foreign_keys", 1],
  ["trusted_schema", 0],
  ["cell_size_check", 1],
  ...(process.platform === "darwin"
    ? ([
        ["fullfsync", 1],
        ["checkpoint_fullfsync", 1],
      ] as const)
    : []),
];

function connect(
  path: string,
  key: Uint8Array,
  settings: ConnectionSettings = connectionSettings,
): Database.Database {
  const db = new Database(path, { fileMustExist: true });
  try {
    applyKey(db, key);
    assertReadable(db);
    for (const [pragma, value] of settings) setAndCheck(db, pragma, value);
    setAndCheck(db, "cache_size", -cacheKib(path));
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Raw key: 32 bytes without the prefix would be taken for a passphrase, and give another key. */
function applyKey(db: Database.Database, key: Uint8Array): void {
  setAndCheck(db, "cipher", "sqlcipher");
  setAndCheck(db, "legacy", "4");
  withRawKey(key, (rawKey) => db.key(rawKey));
}

function withRawKey(key: Uint8Array, use: (rawKey: Buffer) => void): void {
  if (key.length !== 32) throw new RangeError("a database key has 32 bytes");
  const rawKey = Buffer.concat([Buffer.from("raw:"), key]);
  use(rawKey);
  wipe(rawKey);
}

/** A wrong key is noticed by the first read, not by `key()`. */
function assertReadable(db: Database.Database): void {
  try {
    db.prepare("SELECT count(*) FROM sqlite_schema").get();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === "SQLITE_NOTADB" || code === "SQLITE_CORRUPT") throw new Failure("vault.tampered");
    throw error;
  }
}

function setAndCheck(db: Database.Database, pragma: string, value: string | number): void {
  const quoted = typeof value === "string" ? `'${value}'` : value;
  db.pragma(`${pragma} = ${quoted}`);
  const found = db.pragma(pragma, { simple: true });
  if (found !== value) throw new Error(`pragma ${pragma} is ${String(found)}, not ${value}`);
}

/** No smaller than the database, with room to grow: full scans of encrypted pages are dear. At least 64 MiB. */
function cacheKib(path: string): number {
  const sizeKib = Math.ceil(fs.statSync(path).size / 1024);
  return Math.max(65_536, 2 * sizeKib);
}

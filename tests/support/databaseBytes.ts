/** Everything a database holds on disk, decrypted, free pages and write-ahead log included – the way a forensic reader would. */
import fs from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { temporaryFolder } from "./temporaryFolder.ts";

const walHeaderBytes = 32;
const walFrameBytes = 24 + 4096;
/** So many states of the write-ahead log are looked at, evenly spread: it keeps all that was committed since it was emptied. */
const statesOfLog = 12;

/**
 * Decrypts copies of a database's files by rekeying the copies to plaintext, which keeps free pages as they are.
 *
 * @param key - 32 bytes
 * @returns the pages without the log, then with more and more of it, one after the other
 */
export function decryptedBytes(databasePath: string, key: Uint8Array): Buffer {
  const database = fs.readFileSync(databasePath);
  const log = fs.existsSync(`${databasePath}-wal`) ? fs.readFileSync(`${databasePath}-wal`) : Buffer.alloc(0);
  const frames = Math.max(0, Math.floor((log.length - walHeaderBytes) / walFrameBytes));
  const lengths = Array.from({ length: statesOfLog }, (_, i) => Math.ceil((frames * (i + 1)) / statesOfLog));
  const states = [...new Set([0, ...lengths])].map((count) =>
    log.subarray(0, walHeaderBytes + count * walFrameBytes),
  );
  return Buffer.concat(states.map((state) => decrypted(database, state, key)));
}

function decrypted(database: Uint8Array, log: Uint8Array, key: Uint8Array): Buffer {
  const copy = path.join(temporaryFolder(), "copy.db");
  fs.writeFileSync(copy, database);
  fs.writeFileSync(`${copy}-wal`, log);
  const db = new Database(copy);
  db.pragma("cipher = 'sqlcipher'");
  db.pragma("legacy = 4");
  db.key(Buffer.concat([Buffer.from("raw:"), key]));
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.pragma("journal_mode = DELETE");
  db.rekey(Buffer.alloc(0));
  db.close();
  return fs.readFileSync(copy);
}

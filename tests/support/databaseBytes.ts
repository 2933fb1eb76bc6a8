/** Everything a database holds on disk, decrypted, free pages and write-ahead log included – the way a forensic reader would. */
import fs from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";

const walHeaderBytes = 32;
const walFrameBytes = 24 + 4096;
/** So many states of the write-ahead log are looked at, evenly spread: it keeps all that was committed since it was emptied. */
const statesOfLog = 12;

/**
 * Decrypts copies of a database's files by rekeying the copies to plaintext, which keeps free pages as they are.
 *
 * @param key - 32 bytes
 * @param scratch - existing folder for plain copies, which are removed again
 * @returns the pages without the log, then with more and more of it, one after the other
 */
export function decryptedBytes(databasePath: string, key: Uint8Array, scratch: string): Buffer {
  const database = fs.readFileSync(databasePath);
  const log = fs.existsSync(`${databasePath}-wal`) ? fs.readFileSync(`${databasePath}-wal`) : Buffer.alloc(0);
  const frames = Math.max(0, Math.floor((log.length - walHeaderBytes) / walFrameBytes));
  const lengths = Array.from({ length: statesOfLog }, (_, i) => Math.ceil((frames * (i + 1)) / statesOfLog));
  const states = [...new Set([0, ...lengths])].map((count) =>
    log.subarray(0, walHeaderBytes + count * walFrameBytes),
  );
  return Buffer.concat(states.map((state) => decrypted({ database, log: state, key }, scratch)));
}

interface Encrypted {
  readonly database: Uint8Array;
  readonly log: Uint8Array;
  readonly key: Uint8Array;
}

function decrypted({ database, log, key }: Encrypted, scratch: string): Buffer {
  const copy = path.join(scratch, "copy.db");
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
  const plain = fs.readFileSync(copy);
  for (const name of [copy, `${copy}-wal`, `${copy}-shm`]) fs.rmSync(name, { force: true });
  return plain;
}

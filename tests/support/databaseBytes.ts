/** Everything a database holds on disk, decrypted, free pages and write-ahead log included – the way a forensic reader would. */
import { createDecipheriv } from "node:crypto";
import fs from "node:fs";

const pageBytes = 4_096;
/** At the end of each page stand its initialisation vector (16 bytes) and its code (64): SQLCipher 4. */
const reservedBytes = 80;
const saltBytes = 16;
const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/**
 * Decrypts page by page with nothing of SQLite: also pages that are free, and frames of the log that SQLite itself
 * would not read any more because the log began anew.
 *
 * @param key - 32 bytes
 * @returns the plain pages one after the other, then those in the log
 */
export function decryptedBytes(databasePath: string, key: Uint8Array): Buffer {
  const database = fs.readFileSync(databasePath);
  const log = fs.existsSync(`${databasePath}-wal`) ? fs.readFileSync(`${databasePath}-wal`) : Buffer.alloc(0);
  const pages = Array.from({ length: Math.floor(database.length / pageBytes) }, (_, index) =>
    decryptedPage(database.subarray(index * pageBytes, (index + 1) * pageBytes), index === 0, key),
  );
  const frameBytes = frameHeaderBytes + pageBytes;
  const frames = Array.from(
    { length: Math.floor((log.length - walHeaderBytes) / frameBytes) },
    (_, index) => {
      const start = walHeaderBytes + index * frameBytes;
      const page = log.subarray(start + frameHeaderBytes, start + frameBytes);
      return decryptedPage(page, log.readUInt32BE(start) === 1, key);
    },
  );
  return Buffer.concat([...pages, ...frames]);
}

/** AES-256 in CBC mode; the first page begins with the salt of the file. */
function decryptedPage(page: Uint8Array, isFirst: boolean, key: Uint8Array): Buffer {
  const end = pageBytes - reservedBytes;
  const decipher = createDecipheriv("aes-256-cbc", key, page.subarray(end, end + 16));
  decipher.setAutoPadding(false);
  return Buffer.concat([decipher.update(page.subarray(isFirst ? saltBytes : 0, end)), decipher.final()]);
}

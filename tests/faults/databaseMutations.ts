/** A vault's database with one byte changed anywhere: whatever is read of it is what was written. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { openDatabase } from "../../electron/vault/database.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { spread } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import { prepareFilled, trialFolder, vaultIdOf } from "./trialVault.ts";

/** Changes bytes of the file, evenly spread, one at a time, and reads every row. */
export async function tryDatabaseMutations(parent: string, limit: number): Promise<ProofResult> {
  const home = path.join(parent, "mutated-database");
  await prepareFilled(home);
  const folder = trialFolder(home);
  const key = await databaseKeyForTest({ folder, id: vaultIdOf(home) });
  const file = databasePath(folder, 1);
  const whole = contentOrRefusal(file, key);
  if (whole === undefined) throw new Error("the unchanged database is refused");
  const descriptor = fs.openSync(file, "r+");
  const offsets = spread([...Array(fs.statSync(file).size).keys()], limit);
  const failures: string[] = [];
  for (const offset of offsets) {
    const restore = flipBit(descriptor, offset);
    const seen = contentOrRefusal(file, key);
    restore();
    if (seen !== undefined && seen !== whole)
      failures.push(`byte ${offset} of the database: other rows are read`);
  }
  fs.closeSync(descriptor);
  return { trials: offsets.length, failures, mutations: offsets.length };
}

/** @returns a hash of every row of every table; `undefined` if something of it is refused */
function contentOrRefusal(file: string, key: Uint8Array): string | undefined {
  try {
    const db = openDatabase(file, key);
    try {
      const hash = createHash("sha256");
      const tables = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .pluck()
        .all();
      for (const table of tables) {
        for (const row of db.prepare(`SELECT * FROM "${table}"`).raw().all())
          hash.update(JSON.stringify(row));
      }
      return hash.digest("hex");
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

/** @returns what puts it back */
function flipBit(descriptor: number, offset: number): () => void {
  const byte = Buffer.alloc(1);
  fs.readSync(descriptor, byte, 0, 1, offset);
  const [before = 0] = byte;
  fs.writeSync(descriptor, Buffer.from([before ^ (1 << (offset % 8))]), 0, 1, offset);
  return () => void fs.writeSync(descriptor, Buffer.from([before]), 0, 1, offset);
}

/** Rows of `audit_checkpoint`. */
import type Database from "better-sqlite3";
import type { StoredCheckpoint } from "./auditCheckpoint.ts";

/** Inserts a checkpoint. */
export function insertCheckpoint(db: Database.Database, checkpoint: StoredCheckpoint): void {
  db.prepare(
    "INSERT INTO audit_checkpoint (number, text, signature) VALUES (:number, :text, :signature)",
  ).run({ ...checkpoint });
}

/** All checkpoints, in order. */
export function listCheckpoints(db: Database.Database): StoredCheckpoint[] {
  return db
    .prepare<[], StoredCheckpoint>("SELECT number, text, signature FROM audit_checkpoint ORDER BY number")
    .all()
    .map(rowToCheckpoint);
}

/** The last checkpoint. @returns `undefined` if there is none yet */
export function findLastCheckpoint(db: Database.Database): StoredCheckpoint | undefined {
  const row = db
    .prepare<[], StoredCheckpoint>(
      "SELECT number, text, signature FROM audit_checkpoint ORDER BY number DESC LIMIT 1",
    )
    .get();
  return row && rowToCheckpoint(row);
}

/** Removes the checkpoints before a number. */
export function removeCheckpointsBefore(db: Database.Database, number: number): void {
  db.prepare("DELETE FROM audit_checkpoint WHERE number < ?").run(number);
}

function rowToCheckpoint(row: StoredCheckpoint): StoredCheckpoint {
  return { ...row, signature: Uint8Array.from(row.signature) };
}

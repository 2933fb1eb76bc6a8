/** Somebody who has the database's key, may write in the folder, and wants the audit log to say something else. */
import fs from "node:fs";
import type Database from "better-sqlite3";
import { blake2b256 } from "../../electron/crypto/hash.ts";
import { createSigningKeys } from "../../electron/crypto/signing.ts";
import {
  readCheckpoint,
  type StoredCheckpoint,
  signCheckpoint,
} from "../../electron/vault/auditCheckpoint.ts";
import type { AuditRow } from "../../electron/vault/auditLog.ts";
import { copyCheckpoints } from "../../electron/vault/checkpointFile.ts";
import { listCheckpoints } from "../../electron/vault/checkpointRepository.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { LoggedVault } from "./loggedVault.ts";

/** What is done to the entries; `at` is a place in the log, from 0. */
export type LogDeed = "edit" | "delete" | "insert" | "swap" | "cut";
export const logDeeds: readonly LogDeed[] = ["edit", "delete", "insert", "swap", "cut"];

/** A whole forgery. */
export interface Forgery {
  readonly deed: LogDeed;
  readonly at: number;
  /** The chain is computed anew, so that it fits. */
  readonly rehashed: boolean;
  /** What becomes of the checkpoints in the database from the place on. */
  readonly checkpoints: (typeof checkpointDeeds)[number];
  /** What becomes of what lies outside; older bytes of `audit.json` may have been kept. */
  readonly outside: (typeof outsideDeeds)[number];
}

/** All ways of dealing with the witnesses. */
export const checkpointDeeds = ["left", "dropped", "all dropped", "signed with another key"] as const;
export const outsideDeeds = [
  "left",
  "copies deleted",
  "copies cut",
  "head deleted",
  "all deleted",
  "head older",
  "head older, copies written anew",
] as const;

/** Everything put back to an earlier state, witnesses and all, cannot be told from that state (SECURITY.md §7). */
export function isRollback({ checkpoints, outside }: Forgery): boolean {
  return checkpoints === "dropped" && outside === "head older, copies written anew";
}

/**
 * Carries a forgery out, calls `look`, and puts everything back.
 *
 * @param olderHead - bytes of an `audit.json` from before
 */
export function withForgery<T>(
  vault: LoggedVault,
  forgery: Forgery,
  olderHead: Uint8Array,
  look: () => T,
): T {
  const { auditHead, checkpoints } = vaultPaths(vault.folder);
  const kept = [auditHead, checkpoints].map((path) => [path, fs.readFileSync(path)] as const);
  vault.db.exec("BEGIN");
  try {
    forgeRows(vault.db, forgery);
    forgeCheckpoints(vault, forgery);
    forgeOutside(vault, forgery, olderHead);
    return look();
  } finally {
    vault.db.exec("ROLLBACK");
    for (const [path, bytes] of kept) fs.writeFileSync(path, bytes);
  }
}

function forgeRows(db: Database.Database, { deed, at, rehashed }: Forgery): void {
  const rows = db.prepare<[], AuditRow>("SELECT sequence, body, hash FROM audit ORDER BY sequence").all();
  const first = rows[0]?.sequence ?? 1;
  const start = at === 0 ? previousHash(db, first) : (rows[at - 1]?.hash ?? new Uint8Array(32));
  const forged = forgedRows(rows, deed, at);
  db.exec("DELETE FROM audit");
  const insert = db.prepare("INSERT INTO audit (sequence, body, hash) VALUES (?, ?, ?)");
  let hash = start;
  for (const [index, row] of forged.entries()) {
    const sequence = first + index;
    if (!rehashed || index < at) {
      insert.run(sequence, row.body, row.hash);
      continue;
    }
    const body = row.body.replace(/"sequence":\d+/, `"sequence":${sequence}`);
    hash = blake2b256(Buffer.concat([hash, Buffer.from(body)]));
    insert.run(sequence, body, hash);
  }
}

function forgedRows(rows: readonly AuditRow[], deed: LogDeed, at: number): AuditRow[] {
  const row = rows[at];
  const next = rows[at + 1];
  if (row === undefined) throw new RangeError("no such entry");
  const edited = { ...row, body: row.body.replace(/"at":\d/, '"at":9') };
  switch (deed) {
    case "edit":
      return rows.with(at, edited);
    case "delete":
      return rows.toSpliced(at, 1);
    case "insert":
      return rows.toSpliced(at, 0, edited);
    case "swap":
      return next === undefined ? rows.toSpliced(at, 1) : rows.toSpliced(at, 2, next, row);
    case "cut":
      return rows.slice(0, at);
  }
}

function previousHash(db: Database.Database, first: number): Uint8Array {
  const before = listCheckpoints(db)
    .map(readCheckpoint)
    .find((checkpoint) => checkpoint?.sequence === first - 1);
  return before?.head ?? new Uint8Array(32);
}

function forgeCheckpoints({ db, id }: LoggedVault, { checkpoints, at }: Forgery): void {
  if (checkpoints === "left") return;
  const touched = listCheckpoints(db).filter(
    (stored) => checkpoints === "all dropped" || (readCheckpoint(stored)?.sequence ?? 0) > at,
  );
  for (const { number } of touched) db.prepare("DELETE FROM audit_checkpoint WHERE number = ?").run(number);
  if (checkpoints !== "signed with another key") return;
  const { secretKey } = createSigningKeys();
  for (const stored of touched) {
    const { document: _, ...checkpoint } = readCheckpoint(stored) ?? fail();
    const row = db
      .prepare<[number], AuditRow>("SELECT * FROM audit WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1")
      .get(checkpoint.sequence);
    if (row === undefined) continue;
    const head = Uint8Array.from(row.hash);
    insert(db, signCheckpoint({ ...checkpoint, vault: id, sequence: row.sequence, head }, secretKey));
  }
}

function insert(db: Database.Database, { number, text, signature }: StoredCheckpoint): void {
  db.prepare("INSERT INTO audit_checkpoint VALUES (?, ?, ?)").run(number, text, signature);
}

function forgeOutside(vault: LoggedVault, { outside }: Forgery, olderHead: Uint8Array): void {
  const { auditHead, checkpoints } = vaultPaths(vault.folder);
  if (outside === "copies deleted" || outside === "all deleted") fs.rmSync(checkpoints);
  if (outside === "head deleted" || outside === "all deleted") fs.rmSync(auditHead);
  if (outside.startsWith("head older")) fs.writeFileSync(auditHead, olderHead);
  if (outside === "head older, copies written anew") {
    fs.rmSync(checkpoints);
    copyCheckpoints(vault, listCheckpoints(vault.db));
  }
  if (outside !== "copies cut") return;
  const numbers = new Set(listCheckpoints(vault.db).map(({ number }) => number));
  const lines = fs.readFileSync(checkpoints, "utf8").split("\n").slice(0, -1);
  const left = lines.filter((line) => numbers.has((JSON.parse(line) as { number: number }).number));
  fs.writeFileSync(checkpoints, left.map((line) => `${line}\n`).join(""));
}

function fail(): never {
  throw new Error("not a checkpoint");
}

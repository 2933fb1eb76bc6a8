/** The audit log: who did what to which conversation, as a chain in which every entry authenticates all before it. */
import type Database from "better-sqlite3";
import type { AuditEvent, DamagedPart } from "../../shared/domain/auditEvent.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { blake2b256 } from "../crypto/hash.ts";

export type { AuditEvent } from "../../shared/domain/auditEvent.ts";

/** What happened; never a pseudonym, a name, a position or content (DOMAIN.md §2.14). */
export interface AuditEntry {
  /** Epoch ms by the vault's clock. */
  readonly at: number;
  readonly event: AuditEvent;
  readonly consentNumber?: number | null;
  readonly conversationId?: ConversationId;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** The end of the chain after an entry. */
export interface AuditHead {
  /** From 1; 0 for an empty log. */
  readonly sequence: number;
  /** 32 bytes. */
  readonly hash: Uint8Array;
}

/**
 * Appends an entry; call it in the transaction of what it logs.
 *
 * The body is JSON with its fields in a fixed order, stored exactly as it was hashed.
 */
export function appendAudit(db: Database.Database, entry: AuditEntry): AuditHead {
  const previous = auditHead(db);
  const sequence = previous.sequence + 1;
  const { at, event, consentNumber, conversationId, detail } = entry;
  const body = JSON.stringify({
    sequence,
    at,
    event,
    ...(consentNumber == null ? {} : { consentNumber }),
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(detail === undefined ? {} : { detail: sorted(detail) }),
  });
  const hash = linkHash(previous.hash, body);
  db.prepare("INSERT INTO audit (sequence, body, hash) VALUES (?, ?, ?)").run(sequence, body, hash);
  return { sequence, hash };
}

/** What was noticed, and where. */
export type Damage = { readonly what: DamagedPart } & NonNullable<AuditEntry["detail"]>;

/** Appends damage that was noticed; call it in a transaction. */
export function appendDamage(db: Database.Database, at: number, detail: Damage): void {
  appendAudit(db, { at, event: "damage", detail });
}

/** The last entry's number and hash; 0 and 32 zero bytes for an empty log. */
export function auditHead(db: Database.Database): AuditHead {
  const row = headStatement(db).get();
  return row === undefined ? emptyLog : { sequence: row.sequence, hash: Uint8Array.from(row.hash) };
}

type HeadStatement = Database.Statement<[], { readonly sequence: number; readonly hash: Uint8Array }>;
const headStatements = new WeakMap<Database.Database, HeadStatement>();

/** Every answer asks for the head: its statement is made once for each connection. */
function headStatement(db: Database.Database): HeadStatement {
  const made = headStatements.get(db);
  if (made !== undefined) return made;
  const statement: HeadStatement = db.prepare(
    "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
  );
  headStatements.set(db, statement);
  return statement;
}

/** Damage that was noticed since an instant (epoch ms), oldest first: when, and of what. */
export function listDamage(db: Database.Database, since: number): { at: number; what: string }[] {
  return db
    .prepare<[number], { at: number; what: string }>(
      `SELECT body ->> '$.at' AS at, coalesce(body ->> '$.detail.what', '') AS what FROM audit
        WHERE body ->> '$.event' = 'damage' AND body ->> '$.at' >= ? ORDER BY sequence`,
    )
    .all(since);
}

/** When the last entry was written, epoch ms; 0 for an empty log. */
export function lastAuditAt(db: Database.Database): number {
  const at = db
    .prepare<[], number>("SELECT body ->> '$.at' FROM audit ORDER BY sequence DESC LIMIT 1")
    .pluck()
    .get();
  return at ?? 0;
}

/** A row as it is stored; the hash is over the exact body. */
export interface AuditRow {
  readonly sequence: number;
  readonly body: string;
  readonly hash: Uint8Array;
}

/** All entries that are kept, in order, read one by one; the query runs only while somebody iterates. */
export function* eachAuditRow(db: Database.Database): Generator<AuditRow> {
  yield* db.prepare<[], AuditRow>("SELECT sequence, body, hash FROM audit ORDER BY sequence").iterate();
}

/** The entries before a sequence number, latest first, read one by one. */
export function* eachAuditRowBefore(db: Database.Database, before: number): Generator<AuditRow> {
  yield* db
    .prepare<[number], AuditRow>(
      "SELECT sequence, body, hash FROM audit WHERE sequence < ? ORDER BY sequence DESC",
    )
    .iterate(before);
}

/** The hash of one entry. @returns `undefined` if it is not kept */
export function findAuditHash(db: Database.Database, sequence: number): Uint8Array | undefined {
  const row = db
    .prepare<[number], { hash: Uint8Array }>("SELECT hash FROM audit WHERE sequence = ?")
    .get(sequence);
  return row && Uint8Array.from(row.hash);
}

/** Removes the beginning of the log, up to and with an entry. */
export function removeAuditUpTo(db: Database.Database, sequence: number): void {
  db.prepare("DELETE FROM audit WHERE sequence <= ?").run(sequence);
}

/** The head of a log without entries. */
export const emptyLog: AuditHead = { sequence: 0, hash: new Uint8Array(32) };

/** The head after an entry, if it follows on `head`. @returns `undefined` if it is not what was written there */
export function followOn(head: AuditHead, row: AuditRow): AuditHead | undefined {
  const sequence = head.sequence + 1;
  const hash = linkHash(head.hash, row.body);
  const isAsWritten =
    row.sequence === sequence && isEqual(hash, row.hash) && sequenceIn(row.body) === sequence;
  return isAsWritten ? { sequence, hash } : undefined;
}

function linkHash(previous: Uint8Array, body: string): Uint8Array {
  return blake2b256(Buffer.concat([previous, Buffer.from(body)]));
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function sequenceIn(body: string): unknown {
  try {
    return (JSON.parse(body) as { sequence?: unknown } | null)?.sequence;
  } catch {
    return undefined;
  }
}

function sorted<Value>(detail: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1)));
}

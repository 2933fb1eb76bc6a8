/** The audit log: who did what to which conversation, as a chain in which every entry authenticates all before it. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { blake2b256 } from "../crypto/hash.ts";

/** What is logged. */
export type AuditEvent =
  | "create"
  | "unlock"
  | "unlock-failed"
  | "rename"
  | "settings"
  | "mandate"
  | "permission"
  | "withdraw"
  | "conversation"
  | "discard"
  | "import"
  | "prepare"
  | "reject"
  | "transcript"
  | "open"
  | "play"
  | "search"
  | "retention"
  | "hold"
  | "hold-end"
  | "erase-begin"
  | "erase-locked"
  | "erase"
  | "certificate"
  | "clock"
  | "damage"
  | "keys"
  | "print"
  | "backup"
  | "restore"
  | "hand-over"
  | "for-client"
  | "client-copy"
  | "listen-together"
  | "export"
  | "check";

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

/** The last entry's number and hash; 0 and 32 zero bytes for an empty log. */
export function auditHead(db: Database.Database): AuditHead {
  const row = db
    .prepare<[], { sequence: number; hash: Uint8Array }>(
      "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1",
    )
    .get();
  return row === undefined ? emptyLog : { sequence: row.sequence, hash: Uint8Array.from(row.hash) };
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

/** What checking the chain gives; `sequence` is the first entry that is not as it was written. */
export type AuditVerdict =
  | { readonly isWhole: true; readonly head: AuditHead }
  | { readonly isWhole: false; readonly sequence: number };

/**
 * Checks the chain: edits, deletions, insertions and changes of order are found in it, and with a head
 * kept outside the database also that its end was cut off or that it was written anew.
 *
 * @param known - a head from before; the log must still contain it
 */
export function verifyAuditLog(db: Database.Database, known: AuditHead = emptyLog): AuditVerdict {
  let head = emptyLog;
  let containsKnown = known.sequence === 0;
  for (const row of db
    .prepare<[], AuditRow>("SELECT sequence, body, hash FROM audit ORDER BY sequence")
    .iterate()) {
    const sequence = head.sequence + 1;
    const hash = linkHash(head.hash, row.body);
    const isAsWritten =
      row.sequence === sequence && isEqual(hash, row.hash) && sequenceIn(row.body) === sequence;
    if (!isAsWritten) return { isWhole: false, sequence };
    head = { sequence, hash };
    if (sequence === known.sequence) {
      if (!isEqual(hash, known.hash)) return { isWhole: false, sequence };
      containsKnown = true;
    }
  }
  return containsKnown ? { isWhole: true, head } : { isWhole: false, sequence: head.sequence + 1 };
}

interface AuditRow {
  readonly sequence: number;
  readonly body: string;
  readonly hash: Uint8Array;
}

const emptyLog: AuditHead = { sequence: 0, hash: new Uint8Array(32) };

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

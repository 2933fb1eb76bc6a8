/** Rows of `receipt`: what was handed over, exactly as it was signed. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { highestNumber } from "./givenNumbers.ts";

/** A receipt as stored. */
export interface StoredReceipt {
  /** From 1, without gaps but for those that a restore did not bring back. */
  readonly number: number;
  readonly conversationId: ConversationId;
  /** The UTF-8 text that was signed; never re-serialised. */
  readonly text: string;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
  /** What the conversation was when it was handed over, 32 bytes. */
  readonly state: Uint8Array;
  readonly issuedAt: number;
}

/** The number of the next receipt; call it in the transaction that inserts it. */
export function nextReceiptNumber(db: Database.Database): number {
  return highestNumber(db, "receipt") + 1;
}

/** Inserts a receipt. */
export function insertReceipt(db: Database.Database, receipt: StoredReceipt): void {
  db.prepare(
    `INSERT INTO receipt (number, conversation_id, text, signature, state, issued_at)
     VALUES (:number, :conversationId, :text, :signature, :state, :issuedAt)`,
  ).run({ ...receipt });
}

/** One receipt. @returns `undefined` if there is none with this number */
export function findReceipt(db: Database.Database, number: number): StoredReceipt | undefined {
  const row = db.prepare<[number], ReceiptRow>("SELECT * FROM receipt WHERE number = ?").get(number);
  return row && rowToReceipt(row);
}

/** The receipts of a conversation, newest first. */
export function listReceipts(db: Database.Database, conversationId: ConversationId): StoredReceipt[] {
  return db
    .prepare<[string], ReceiptRow>("SELECT * FROM receipt WHERE conversation_id = ? ORDER BY number DESC")
    .all(conversationId)
    .map(rowToReceipt);
}

interface ReceiptRow {
  readonly number: number;
  readonly conversation_id: string;
  readonly text: string;
  readonly signature: Uint8Array;
  readonly state: Uint8Array;
  readonly issued_at: number;
}

function rowToReceipt(row: ReceiptRow): StoredReceipt {
  return {
    number: row.number,
    conversationId: row.conversation_id as ConversationId,
    text: row.text,
    signature: Uint8Array.from(row.signature),
    state: Uint8Array.from(row.state),
    issuedAt: row.issued_at,
  };
}

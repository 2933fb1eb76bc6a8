/** Rows of `certificate`: what was signed, exactly as it was signed. */
import type Database from "better-sqlite3";
import type { ErasureSummary } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { highestNumber } from "./givenNumbers.ts";

/** A certificate as stored. */
export interface StoredCertificate {
  /** From 1, without gaps but for those whose certificates a restore did not bring back. */
  readonly number: number;
  readonly erasureId: string;
  /** The UTF-8 text that was signed; never re-serialised. */
  readonly text: string;
  /** Ed25519, 64 bytes. */
  readonly signature: Uint8Array;
  readonly issuedAt: number;
}

/** The number of the next certificate; call it in the transaction that inserts it. */
export function nextCertificateNumber(db: Database.Database): number {
  return highestNumber(db, "certificate") + 1;
}

/** Inserts a certificate. */
export function insertCertificate(db: Database.Database, certificate: StoredCertificate): void {
  db.prepare(
    `INSERT INTO certificate (number, erasure_id, text, signature, issued_at)
     VALUES (:number, :erasureId, :text, :signature, :issuedAt)`,
  ).run({ ...certificate });
}

/** One certificate. @returns `undefined` if there is none with this number */
export function findCertificate(db: Database.Database, number: number): StoredCertificate | undefined {
  const row = db.prepare<[number], CertificateRow>("SELECT * FROM certificate WHERE number = ?").get(number);
  return row && rowToCertificate(row);
}

/** What a certificate is about, for the audit log. @returns `undefined` if there is none with this number */
export function findCertificateSubject(
  db: Database.Database,
  number: number,
): { readonly conversationId: ConversationId; readonly consentNumber: number | null } | undefined {
  const row = db
    .prepare<[number], { conversation_id: string; consent_number: number | null }>(
      `SELECT erasure.conversation_id, consent.number AS consent_number
         FROM certificate
         JOIN erasure ON erasure.id = certificate.erasure_id
         JOIN conversation ON conversation.id = erasure.conversation_id
         LEFT JOIN consent ON consent.id = conversation.consent_id
        WHERE certificate.number = ?`,
    )
    .get(number);
  return row && { conversationId: row.conversation_id as ConversationId, consentNumber: row.consent_number };
}

/** What was erased, newest first. */
export function listErasureSummaries(db: Database.Database): ErasureSummary[] {
  return db
    .prepare<[], SummaryRow>(
      `SELECT certificate.number AS certificate_number, erasure.conversation_id, category, rule,
              executed_while_locked, finished_at, coalesce(title, pseudonym) AS title,
              consent.number AS consent_number
         FROM certificate
         JOIN erasure ON erasure.id = certificate.erasure_id
         JOIN conversation ON conversation.id = erasure.conversation_id
         LEFT JOIN consent ON consent.id = conversation.consent_id
        ORDER BY certificate.number DESC`,
    )
    .all()
    .map(rowToSummary);
}

interface CertificateRow {
  readonly number: number;
  readonly erasure_id: string;
  readonly text: string;
  readonly signature: Uint8Array;
  readonly issued_at: number;
}

function rowToCertificate(row: CertificateRow): StoredCertificate {
  return {
    number: row.number,
    erasureId: row.erasure_id,
    text: row.text,
    signature: Uint8Array.from(row.signature),
    issuedAt: row.issued_at,
  };
}

interface SummaryRow {
  readonly certificate_number: number;
  readonly conversation_id: string;
  readonly title: string | null;
  readonly consent_number: number | null;
  readonly category: ErasureSummary["category"];
  readonly rule: ErasureSummary["rule"];
  readonly executed_while_locked: number;
  readonly finished_at: number;
}

function rowToSummary(row: SummaryRow): ErasureSummary {
  return {
    certificateNumber: row.certificate_number,
    conversationId: row.conversation_id as ConversationId,
    title: row.title,
    consentNumber: row.consent_number,
    category: row.category,
    rule: row.rule,
    executedWhileLocked: row.executed_while_locked === 1,
    finishedAt: row.finished_at,
  };
}

/** Rows of `consent`: clients' permissions. */
import type Database from "better-sqlite3";
import { z } from "zod";
import { type Consent, type ConsentDraft, otherPersonSchema } from "../../shared/domain/consent.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import { spokenPermissionSchema } from "../../shared/domain/spokenPermission.ts";

/** Inserts a permission that is valid from now. */
export function insertConsent(
  db: Database.Database,
  consent: ConsentDraft & { readonly id: ConsentId; readonly createdAt: number },
): void {
  db.prepare(
    `INSERT INTO consent (id, number, pseudonym, purpose, audience, form, wording_version, given_on, last_on,
                          others, kept_where, spoken, created_at)
     VALUES (:id, :number, :pseudonym, :purpose, :audience, :form, :wordingVersion, :givenOn, :lastOn,
             :others, :keptWhere, :spoken, :createdAt)`,
  ).run({
    id: consent.id,
    number: consent.number,
    pseudonym: consent.pseudonym,
    purpose: consent.purpose,
    audience: consent.audience,
    form: consent.form,
    wordingVersion: consent.wordingVersion,
    givenOn: consent.givenOn,
    lastOn: consent.lastOn,
    others: JSON.stringify(consent.others),
    keptWhere: consent.keptWhere,
    spoken: consent.spoken && JSON.stringify(consent.spoken),
    createdAt: consent.createdAt,
  });
}

/** One permission. @returns `undefined` if there is none with this id */
export function findConsent(db: Database.Database, id: ConsentId): Consent | undefined {
  const row = db.prepare<[string], ConsentRow>(`${selectConsent} WHERE consent.id = ?`).get(id);
  return row && rowToConsent(row);
}

/** All permissions, highest number first. */
export function listConsents(db: Database.Database): Consent[] {
  return db.prepare<[], ConsentRow>(`${selectConsent} ORDER BY number DESC`).all().map(rowToConsent);
}

/** Whether a consent number is in use, also by a withdrawn permission. */
export function isConsentNumberTaken(db: Database.Database, number: number): boolean {
  return db.prepare<[number]>("SELECT 1 FROM consent WHERE number = ?").get(number) !== undefined;
}

const selectConsent = /* sql */ `
  SELECT consent.*, withdrawal_code.issued_at AS copy_issued_at,
         (SELECT count(*) FROM conversation WHERE conversation.consent_id = consent.id) AS conversation_count
    FROM consent LEFT JOIN withdrawal_code ON withdrawal_code.consent_id = consent.id`;

interface ConsentRow {
  readonly id: string;
  readonly number: number;
  readonly pseudonym: string;
  readonly purpose: string;
  readonly audience: string;
  readonly form: "written" | "spoken";
  readonly wording_version: string;
  readonly given_on: string;
  readonly last_on: string;
  readonly others: string;
  readonly kept_where: string;
  readonly spoken: string | null;
  readonly created_at: number;
  readonly withdrawn_at: number | null;
  readonly withdrawn_while_locked: number;
  readonly copy_issued_at: number | null;
  readonly conversation_count: number;
}

function rowToConsent(row: ConsentRow): Consent {
  return {
    id: row.id as ConsentId,
    number: row.number,
    pseudonym: row.pseudonym,
    purpose: row.purpose,
    audience: row.audience,
    form: row.form,
    wordingVersion: row.wording_version,
    givenOn: row.given_on,
    lastOn: row.last_on,
    others: z.array(otherPersonSchema).parse(JSON.parse(row.others)),
    keptWhere: row.kept_where,
    spoken: row.spoken === null ? null : spokenPermissionSchema.parse(JSON.parse(row.spoken)),
    outsideInvestigation: true,
    createdAt: row.created_at,
    withdrawnAt: row.withdrawn_at,
    withdrawnWhileLocked: row.withdrawn_while_locked === 1,
    copyIssuedAt: row.copy_issued_at,
    conversationCount: row.conversation_count,
  };
}

/** Rows of `withdrawal_code`: a slow hash of the code on each client's copy. */
import type Database from "better-sqlite3";
import type { ConsentId, RecordingId } from "../../shared/domain/ids.ts";
import type { KdfParameters } from "../crypto/argon2id.ts";

/** What is kept of a code. */
export interface WithdrawalCode {
  readonly consentId: ConsentId;
  readonly issuedAt: number;
  readonly kdf: KdfParameters;
  /** Argon2id over the code, 32 bytes. */
  readonly hash: Uint8Array;
}

/** Keeps a code; an earlier one of the same permission is void. */
export function saveWithdrawalCode(db: Database.Database, code: WithdrawalCode): void {
  db.prepare(
    `INSERT OR REPLACE INTO withdrawal_code (consent_id, issued_at, memory_bytes, passes, salt, hash)
     VALUES (:consentId, :issuedAt, :memoryBytes, :passes, :salt, :hash)`,
  ).run({
    consentId: code.consentId,
    issuedAt: code.issuedAt,
    memoryBytes: code.kdf.memoryBytes,
    passes: code.kdf.passes,
    salt: code.kdf.salt,
    hash: code.hash,
  });
}

/** The code of the permission with a number. @returns `undefined` if none was made */
export function findWithdrawalCode(db: Database.Database, consentNumber: number): WithdrawalCode | undefined {
  const row = db.prepare<[number], CodeRow>(`${selectCode} WHERE consent.number = ?`).get(consentNumber);
  return row && rowToCode(row);
}

/** A code, and what a withdrawal by it takes away. */
export interface CodeWithSounds extends WithdrawalCode {
  readonly consentNumber: number;
  readonly isWithdrawn: boolean;
  /** The sounds under the permission that can still be opened. */
  readonly recordingIds: readonly RecordingId[];
}

/** Every code, by consent number; also of permissions that were taken back. */
export function listWithdrawalCodes(db: Database.Database): CodeWithSounds[] {
  const sounds = Map.groupBy(
    db
      .prepare<[], { consent_id: string; id: string }>(
        `SELECT consent_id, recording.id FROM recording
           JOIN conversation ON conversation.id = recording.conversation_id
          WHERE consent_id IS NOT NULL AND key_half IS NOT NULL AND state <> 'importing'
          ORDER BY recording.id`,
      )
      .all(),
    ({ consent_id }) => consent_id,
  );
  return db
    .prepare<[], CodeRow>(`${selectCode} ORDER BY consent.number`)
    .all()
    .map((row) => ({
      ...rowToCode(row),
      consentNumber: row.number,
      isWithdrawn: row.withdrawn_at !== null,
      recordingIds: (sounds.get(row.consent_id) ?? []).map(({ id }) => id as RecordingId),
    }));
}

const selectCode = /* sql */ `
  SELECT withdrawal_code.*, consent.number, consent.withdrawn_at
    FROM withdrawal_code JOIN consent ON consent.id = withdrawal_code.consent_id`;

interface CodeRow {
  readonly consent_id: string;
  readonly issued_at: number;
  readonly memory_bytes: number;
  readonly passes: number;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
  readonly number: number;
  readonly withdrawn_at: number | null;
}

function rowToCode(row: CodeRow): WithdrawalCode {
  return {
    consentId: row.consent_id as ConsentId,
    issuedAt: row.issued_at,
    kdf: {
      algorithm: "argon2id13",
      memoryBytes: row.memory_bytes,
      passes: row.passes,
      salt: Uint8Array.from(row.salt),
    },
    hash: Uint8Array.from(row.hash),
  };
}

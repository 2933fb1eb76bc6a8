/** Erases from a restored database what was erased after its backup was made. */
import type Database from "better-sqlite3";
import { listConsents } from "./consentRepository.ts";
import {
  eraseNoteRows,
  eraseSoundRows,
  eraseTranscriptRows,
  findRetained,
  withdrawConsentRow,
} from "./erasureRepository.ts";
import { rememberNumbers } from "./givenNumbers.ts";
import { findRecording } from "./recordingRepository.ts";
import type { Tombstones } from "./tombstones.ts";

/**
 * Applies a list; call it in one transaction, before anything of the database can be read.
 *
 * Whatever is under a permission that was taken back goes with the first sweep, which knows how to certify it.
 *
 * @returns how many kinds of content were still there and are gone now
 */
export function applyTombstones(db: Database.Database, tombstones: Tombstones, at: number): number {
  rememberNumbers(db, tombstones.numbers);
  for (const { consentId, withdrawnAt } of tombstones.withdrawn)
    withdrawConsentRow(db, consentId, withdrawnAt);
  for (const { consentNumber, withdrawnAt } of tombstones.withdrawnNumbers) {
    const consent = listConsents(db).find(({ number }) => number === consentNumber);
    if (consent !== undefined) withdrawConsentRow(db, consent.id, withdrawnAt, true);
  }
  const sounds = tombstones.sounds.flatMap(({ recordingId, erasedAt }) => {
    const recording = findRecording(db, recordingId);
    return recording === undefined
      ? []
      : [{ conversationId: recording.conversationId, category: "sound" as const, erasedAt }];
  });
  return [...tombstones.contents, ...sounds].filter((content) => {
    const isPresent = findRetained(db, content.conversationId)?.present.includes(content.category) === true;
    // Also where nothing is there: what was erased is not taken in again.
    if (isPresent || !isMarkedErased(db, content))
      eraseRows[content.category](db, content.conversationId, Math.min(content.erasedAt, at));
    return isPresent;
  }).length;
}

const eraseRows = { sound: eraseSoundRows, transcript: eraseTranscriptRows, notes: eraseNoteRows } as const;

function isMarkedErased(
  db: Database.Database,
  { conversationId, category }: Pick<Tombstones["contents"][number], "conversationId" | "category">,
): boolean {
  const sql = `SELECT ${category}_erased_at IS NOT NULL FROM conversation WHERE id = ?`;
  return db.prepare<[string], number>(sql).pluck().get(conversationId) === 1;
}

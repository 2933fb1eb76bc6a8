/** Rows of `erasure`, and the content that erasures take away. */
import type Database from "better-sqlite3";
import type { ContentCategory, ConversationKind } from "../../shared/domain/conversation.ts";
import type { ErasureRule } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import type { RetainedConversation } from "../../shared/domain/retention.ts";
import { removeCodings, removeSampleSentences } from "./codingRepository.ts";
import { forgetHistory } from "./forgetHistory.ts";
import { removeDecidedWords } from "./identifyingWordRepository.ts";
import { removePassages } from "./passageRepository.ts";
import { removeFiguresOf, unlinkFigures } from "./practiceRepository.ts";
import { type PresentColumns, presentColumns, presentIn } from "./presentContent.ts";
import { removeSpeakerNames } from "./speakerNameRepository.ts";

/** The last of the seven steps of SECURITY.md §4 that is done. */
export type ErasureStep = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** An erasure that was begun. */
export interface Erasure {
  readonly id: string;
  readonly conversationId: ConversationId;
  /** The sound that counts; `null` for transcripts and notes. */
  readonly recordingId: RecordingId | null;
  readonly category: ContentCategory;
  readonly rule: ErasureRule;
  readonly step: ErasureStep;
  /** The key half was found absent at unlock. */
  readonly executedWhileLocked: boolean;
  readonly startedAt: number;
}

/** Notes the intent; step 1 is done when the transaction is committed. */
export function insertErasure(db: Database.Database, erasure: Erasure): void {
  db.prepare(
    `INSERT INTO erasure (id, conversation_id, recording_id, category, rule, step, executed_while_locked, started_at)
     VALUES (:id, :conversationId, :recordingId, :category, :rule, :step, :executedWhileLocked, :startedAt)`,
  ).run({ ...erasure, executedWhileLocked: erasure.executedWhileLocked ? 1 : 0 });
}

/** Erasures without a certificate, oldest first. */
export function listUnfinishedErasures(db: Database.Database): Erasure[] {
  return db
    .prepare<[], ErasureRow>("SELECT * FROM erasure WHERE finished_at IS NULL ORDER BY started_at, rowid")
    .all()
    .map(rowToErasure);
}

/** Whether an erasure of a kind of content was begun and has no certificate yet. */
export function isBeingErased(db: Database.Database, id: ConversationId, category: ContentCategory): boolean {
  return (
    db
      .prepare("SELECT 1 FROM erasure WHERE conversation_id = ? AND category = ? AND finished_at IS NULL")
      .get(id, category) !== undefined
  );
}

/** Counts a step as done. */
export function advanceErasure(db: Database.Database, id: string, step: ErasureStep): void {
  db.prepare("UPDATE erasure SET step = ? WHERE id = ?").run(step, id);
}

/** Counts the last step as done. */
export function finishErasure(db: Database.Database, id: string, finishedAt: number): void {
  db.prepare("UPDATE erasure SET step = 7, finished_at = ? WHERE id = ?").run(finishedAt, id);
}

/** A conversation as the sweep and the list of what is due see it. */
export interface RetainedRow extends RetainedConversation<ConversationId> {
  readonly kind: ConversationKind;
  readonly title: string;
  readonly occasion: string;
  /** IANA zone in which its days end. */
  readonly zone: string;
  readonly consentNumber: number | null;
  /** When the hold was first set; `null` without one. */
  readonly heldSince: number | null;
}

/**
 * Conversations of which something is still there, oldest first.
 *
 * @param dueBy - only those of which something was due by this instant, or whose permission was withdrawn
 */
export function listRetained(db: Database.Database, dueBy: number = Number.MAX_SAFE_INTEGER): RetainedRow[] {
  return db
    .prepare<{ dueBy: number }, RetainedSqlRow>(
      `${selectRetained}
        WHERE sound_due_at <= :dueBy OR transcript_due_at <= :dueBy OR notes_due_at <= :dueBy
           OR consent.withdrawn_at IS NOT NULL
        ORDER BY conversation.created_at, conversation.rowid`,
    )
    .all({ dueBy })
    .map(rowToRetained)
    .filter(({ present }) => present.length > 0);
}

/** One conversation, with the kinds of content that are still there. @returns `undefined` if there is none */
export function findRetained(db: Database.Database, id: ConversationId): RetainedRow | undefined {
  const row = db.prepare<[string], RetainedSqlRow>(`${selectRetained} WHERE conversation.id = ?`).get(id);
  return row && rowToRetained(row);
}

/** Ids of the conversations under a permission. */
export function listConversationsOfConsent(db: Database.Database, consentId: string): ConversationId[] {
  return db
    .prepare<[string], { id: string }>(
      "SELECT id FROM conversation WHERE consent_id = ? ORDER BY created_at, rowid",
    )
    .all(consentId)
    .map(({ id }) => id as ConversationId);
}

/**
 * Step 3 for sound: key half A, peaks, passages, pauses and small waveform; rows of attempts that never counted go
 * altogether.
 */
export function eraseSoundRows(db: Database.Database, id: ConversationId, at: number): void {
  db.prepare(
    "DELETE FROM peaks WHERE recording_id IN (SELECT id FROM recording WHERE conversation_id = ?)",
  ).run(id);
  db.prepare(
    "DELETE FROM recording_pause WHERE recording_id IN (SELECT id FROM recording WHERE conversation_id = ?)",
  ).run(id);
  removePassages(db, id);
  db.prepare("DELETE FROM recording WHERE conversation_id = ? AND state = 'importing'").run(id);
  db.prepare(
    `UPDATE recording SET key_half = NULL, state = 'erased', recovery = NULL
      WHERE conversation_id = ? AND state <> 'replaced'`,
  ).run(id);
  db.prepare("UPDATE conversation SET thumbnail = NULL, sound_erased_at = ? WHERE id = ?").run(at, id);
  settleFigures(db, id);
}

/**
 * Step 3 for the transcript: its segments, by trigger what the search knows of them, what its speakers are called, the
 * steps that lead back, all versions of it, what replaced words were, sentences that samples were said to begin and end
 * with, and the small waveform that shows who spoke when; and passages marked for a sound that never came.
 */
export function eraseTranscriptRows(db: Database.Database, id: ConversationId, at: number): void {
  db.prepare("DELETE FROM segment WHERE conversation_id = ?").run(id);
  removeSpeakerNames(db, id);
  forgetHistory(db, id);
  removeDecidedWords(db, id);
  removeSampleSentences(db, id);
  db.prepare(
    `DELETE FROM passage WHERE conversation_id = :id AND kind = 'identifying'
        AND NOT EXISTS (SELECT 1 FROM recording WHERE conversation_id = :id)`,
  ).run({ id });
  db.prepare("UPDATE conversation SET thumbnail = NULL, transcript_erased_at = ? WHERE id = ?").run(at, id);
  settleFigures(db, id);
}

/** Step 3 for notes: all that was written about the conversation, codings included. */
export function eraseNoteRows(db: Database.Database, id: ConversationId, at: number): void {
  db.prepare("DELETE FROM note WHERE conversation_id = ?").run(id);
  removeCodings(db, id);
  db.prepare("UPDATE conversation SET notes_erased_at = ? WHERE id = ?").run(at, id);
  settleFigures(db, id);
}

/** What is kept of its codings goes with a withdrawal; else the link is cut once nothing else is left. */
function settleFigures(db: Database.Database, id: ConversationId): void {
  const conversation = findRetained(db, id);
  if (conversation === undefined) return;
  if (conversation.withdrawnAt !== null) removeFiguresOf(db, id);
  else if (conversation.present.length === 0) unlinkFigures(db, id);
}

/** Sets or ends a hold; one that still lasts when it is set anew keeps its beginning. */
export function saveHold(
  db: Database.Database,
  id: ConversationId,
  hold: { readonly reason: string; readonly since: number; readonly until: number } | null,
): void {
  db.prepare(
    `UPDATE conversation SET hold_reason = :reason, hold_until = :until,
        hold_since = CASE WHEN hold_until > :since THEN min(hold_since, :since) ELSE :since END
      WHERE id = :id`,
  ).run({ id, reason: hold?.reason ?? null, since: hold?.since ?? null, until: hold?.until ?? null });
}

/** Conversations whose hold ended by this instant, each with the number of its permission. */
export function listEndedHolds(
  db: Database.Database,
  at: number,
): { readonly id: ConversationId; readonly consentNumber: number | null }[] {
  return db
    .prepare<[number], { id: ConversationId; consentNumber: number | null }>(
      `SELECT conversation.id, consent.number AS consentNumber
         FROM conversation LEFT JOIN consent ON consent.id = consent_id WHERE hold_until <= ?`,
    )
    .all(at);
}

/** How many conversations a hold keeps beyond this instant. */
export function countHolds(db: Database.Database, at: number): number {
  const sql = "SELECT count(*) FROM conversation WHERE hold_until > ?";
  return db.prepare<[number], number>(sql).pluck().get(at) ?? 0;
}

/** No hold lasts beyond this instant from now on. */
export function shortenHolds(db: Database.Database, latest: number): void {
  db.prepare("UPDATE conversation SET hold_until = ? WHERE hold_until > ?").run(latest, latest);
}

/** Conversations whose clocks were started after this instant: at a date that turned out to be wrong. */
export function listFromTheFuture(db: Database.Database, now: number): ConversationId[] {
  return db
    .prepare<[number], { id: string }>("SELECT id FROM conversation WHERE clocks_started_at > ?")
    .all(now)
    .map(({ id }) => id as ConversationId);
}

/** Sets how long each kind of content is kept; when that is comes from `saveClocks`. */
export function saveRetentionDays(
  db: Database.Database,
  id: ConversationId,
  days: { readonly soundDays: number; readonly transcriptDays: number; readonly notesDays: number | null },
): void {
  db.prepare(
    `UPDATE conversation SET sound_days = :soundDays, transcript_days = :transcriptDays, notes_days = :notesDays
      WHERE id = :id`,
  ).run({ id, ...days });
}

/** Marks a permission as taken back; the first time counts. @returns `false` if it was taken back before */
export function withdrawConsentRow(
  db: Database.Database,
  consentId: string,
  at: number,
  whileLocked = false,
): boolean {
  const { changes } = db
    .prepare(
      "UPDATE consent SET withdrawn_at = ?, withdrawn_while_locked = ? WHERE id = ? AND withdrawn_at IS NULL",
    )
    .run(at, whileLocked ? 1 : 0, consentId);
  return changes === 1;
}

const selectRetained = /* sql */ `
  SELECT conversation.id, kind, coalesce(title, consent.pseudonym, '') AS title, occasion, zone,
         sound_due_at, transcript_due_at, notes_due_at, hold_since, hold_until,
         consent.number AS consent_number, consent.last_on, consent.withdrawn_at,
         ${presentColumns}
    FROM conversation LEFT JOIN consent ON consent.id = conversation.consent_id`;

interface RetainedSqlRow extends PresentColumns {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly title: string;
  readonly occasion: string;
  readonly zone: string;
  readonly sound_due_at: number | null;
  readonly transcript_due_at: number | null;
  readonly notes_due_at: number | null;
  readonly hold_since: number | null;
  readonly hold_until: number | null;
  readonly consent_number: number | null;
  readonly last_on: string | null;
  readonly withdrawn_at: number | null;
}

function rowToRetained(row: RetainedSqlRow): RetainedRow {
  return {
    conversationId: row.id as ConversationId,
    kind: row.kind,
    title: row.title,
    occasion: row.occasion,
    zone: row.zone,
    consentNumber: row.consent_number,
    soundDueAt: row.sound_due_at,
    transcriptDueAt: row.transcript_due_at,
    notesDueAt: row.notes_due_at,
    present: presentIn(row),
    consentEndsAt: row.last_on === null ? null : endOfDate(row.last_on, row.zone),
    withdrawnAt: row.withdrawn_at,
    heldSince: row.hold_since,
    heldUntil: row.hold_until,
  };
}

interface ErasureRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly recording_id: string | null;
  readonly category: ContentCategory;
  readonly rule: ErasureRule;
  readonly step: ErasureStep;
  readonly executed_while_locked: number;
  readonly started_at: number;
}

function rowToErasure(row: ErasureRow): Erasure {
  return {
    id: row.id,
    conversationId: row.conversation_id as ConversationId,
    recordingId: row.recording_id as RecordingId | null,
    category: row.category,
    rule: row.rule,
    step: row.step,
    executedWhileLocked: row.executed_while_locked === 1,
    startedAt: row.started_at,
  };
}

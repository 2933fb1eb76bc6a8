/** Rows of `conversation`: what the library lists and review opens. */
import type Database from "better-sqlite3";
import type {
  ConversationDetail,
  ConversationSummary,
  Permission,
} from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import type { DueTimes } from "../../shared/domain/retention.ts";
import type { RetentionDays } from "../../shared/domain/settings.ts";
import { type ConversationRow, rowToDetail, rowToSummary, selectConversation } from "./conversationRow.ts";
import { removeDecidedWords } from "./identifyingWordRepository.ts";
import { removePassages } from "./passageRepository.ts";

/** A conversation before it has content. */
export interface NewConversation {
  readonly id: ConversationId;
  readonly permission: Permission;
  readonly occasion: string;
  readonly heldOn: IsoDate;
  readonly isExample: boolean;
  readonly createdAt: number;
  /** IANA zone in which its days end. */
  readonly zone: string;
  /** `null` for published material, which has no clocks. */
  readonly retention: RetentionDays | null;
  readonly due: DueTimes;
}

/** Inserts a conversation without content. */
export function insertConversation(db: Database.Database, conversation: NewConversation): void {
  const { permission, retention } = conversation;
  db.prepare(
    `INSERT INTO conversation (id, kind, consent_id, title, participants, source, licence, occasion, held_on,
                               is_example, created_at, zone, sound_days, transcript_days, notes_days,
                               sound_due_at, transcript_due_at, notes_due_at)
     VALUES (:id, :kind, :consentId, :title, :participants, :source, :licence, :occasion, :heldOn,
             :isExample, :createdAt, :zone, :soundDays, :transcriptDays, :notesDays,
             :soundDueAt, :transcriptDueAt, :notesDueAt)`,
  ).run({
    id: conversation.id,
    kind: permission.kind,
    consentId: permission.kind === "client" ? permission.consentId : null,
    title: permission.kind === "client" ? null : permission.title,
    participants: "participants" in permission ? JSON.stringify(permission.participants) : null,
    source: permission.kind === "published" ? permission.source : null,
    licence: permission.kind === "published" ? permission.licence : null,
    occasion: conversation.occasion,
    heldOn: conversation.heldOn,
    isExample: conversation.isExample ? 1 : 0,
    createdAt: conversation.createdAt,
    zone: conversation.zone,
    soundDays: retention?.soundDays ?? null,
    transcriptDays: retention?.transcriptDays ?? null,
    notesDays: retention?.notesDays ?? null,
    soundDueAt: conversation.due.soundDueAt,
    transcriptDueAt: conversation.due.transcriptDueAt,
    notesDueAt: conversation.due.notesDueAt,
  });
}

/**
 * All conversations, latest held first.
 *
 * @param trustedAt - epoch ms, the latest time that nobody need confirm; a hold that has ended by then is not shown
 */
export function listConversations(db: Database.Database, trustedAt: number): ConversationSummary[] {
  return db
    .prepare<[], ConversationRow>(`${selectConversation} ORDER BY held_on DESC, conversation.created_at DESC`)
    .all()
    .map((row) => rowToSummary(row, trustedAt));
}

/**
 * One conversation.
 *
 * @param trustedAt - as in {@link listConversations}
 * @returns `undefined` if there is none with this id
 */
export function findConversation(
  db: Database.Database,
  id: ConversationId,
  trustedAt: number,
): ConversationDetail | undefined {
  const row = db
    .prepare<[string], ConversationRow>(`${selectConversation} WHERE conversation.id = ?`)
    .get(id);
  return row && rowToDetail(db, row, trustedAt);
}

/** What a conversation is called. */
export interface ConversationTitle {
  readonly id: ConversationId;
  readonly title: string;
  readonly occasion: string;
  readonly heldOn: IsoDate;
}

/** What all conversations are called, latest held first. */
export function listConversationTitles(db: Database.Database): ConversationTitle[] {
  return db
    .prepare<[], ConversationTitle>(
      `SELECT conversation.id, coalesce(conversation.title, consent.pseudonym, '') AS title, occasion,
              held_on AS heldOn
         FROM conversation LEFT JOIN consent ON consent.id = conversation.consent_id
        ORDER BY held_on DESC, conversation.created_at DESC`,
    )
    .all();
}

/** What the person may change of a conversation; fields left out stay as they are. */
export interface ConversationChange {
  readonly occasion?: string | undefined;
  readonly heldOn?: IsoDate | undefined;
  /** When the person ticked that the client's record is written; `null` takes the tick back. */
  readonly recordWrittenAt?: number | null | undefined;
  /** Whether the owner was the practitioner. */
  readonly ownPractice?: boolean | undefined;
}

/** Changes a conversation's description. */
export function updateConversation(
  db: Database.Database,
  id: ConversationId,
  change: ConversationChange,
): void {
  const { occasion, heldOn, recordWrittenAt, ownPractice } = change;
  if (occasion !== undefined) {
    db.prepare("UPDATE conversation SET occasion = ? WHERE id = ?").run(occasion, id);
  }
  if (heldOn !== undefined) {
    db.prepare("UPDATE conversation SET held_on = ? WHERE id = ?").run(heldOn, id);
  }
  if (recordWrittenAt !== undefined) {
    db.prepare("UPDATE conversation SET record_written_at = ? WHERE id = ?").run(recordWrittenAt, id);
  }
  if (ownPractice !== undefined) {
    db.prepare("UPDATE conversation SET own_practice = ? WHERE id = ?").run(Number(ownPractice), id);
  }
}

/** Removes a conversation that has no content and no history. */
export function removeConversation(db: Database.Database, id: ConversationId): void {
  removePassages(db, id);
  removeDecidedWords(db, id);
  db.prepare("DELETE FROM conversation WHERE id = ?").run(id);
}

/** Remembers where the person was in a conversation. */
export function saveConversationView(
  db: Database.Database,
  id: ConversationId,
  view: ConversationDetail["view"],
): void {
  db.prepare("UPDATE conversation SET view_position_ms = ?, view_px_per_second = ? WHERE id = ?").run(
    view.positionMs,
    view.pxPerSecond,
    id,
  );
}

/** Sets when the clocks began (`null`: they have not) and when each kind of content is due. */
export function saveClocks(
  db: Database.Database,
  id: ConversationId,
  startedAt: number | null,
  due: DueTimes,
): void {
  db.prepare(
    `UPDATE conversation SET clocks_started_at = :startedAt, sound_due_at = :soundDueAt,
            transcript_due_at = :transcriptDueAt, notes_due_at = :notesDueAt WHERE id = :id`,
  ).run({ id, startedAt, ...due });
}

/** Remembers when the clocks had started before a sound came; `null`: they had not. */
export function saveEarlierStart(db: Database.Database, id: ConversationId, startedAt: number | null): void {
  db.prepare("UPDATE conversation SET earlier_started_at = ? WHERE id = ?").run(startedAt, id);
}

/** When they had, as {@link saveEarlierStart} took it. */
export function findEarlierStart(db: Database.Database, id: ConversationId): number | null {
  const statement = db.prepare<[string], number | null>(
    "SELECT earlier_started_at FROM conversation WHERE id = ?",
  );
  return statement.pluck().get(id) ?? null;
}

/** Stores the small waveform; `null` takes it away. */
export function saveThumbnail(db: Database.Database, id: ConversationId, thumbnail: Uint8Array | null): void {
  db.prepare("UPDATE conversation SET thumbnail = ? WHERE id = ?").run(thumbnail, id);
}

/** Counts the transcript's version up. @returns the new version */
export function raiseTranscriptVersion(db: Database.Database, id: ConversationId): number {
  const row = db
    .prepare<[string], { version: number }>(
      `UPDATE conversation SET transcript_version = transcript_version + 1 WHERE id = ?
       RETURNING transcript_version AS version`,
    )
    .get(id);
  if (row === undefined) throw new Error("no such conversation");
  return row.version;
}

/** Remembers that words have come into the transcript with its present version. */
export function saveNewWords(db: Database.Database, id: ConversationId): void {
  db.prepare("UPDATE conversation SET words_version = transcript_version WHERE id = ?").run(id);
}

/** Remembers that the transcript was gone through as it is now. */
export function saveDeidentified(db: Database.Database, id: ConversationId, at: number): void {
  db.prepare(
    "UPDATE conversation SET deidentified_at = ?, deidentified_version = transcript_version WHERE id = ?",
  ).run(at, id);
}

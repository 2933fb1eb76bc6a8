/** Rows of `conversation`: what the library lists and review opens. */
import type Database from "better-sqlite3";
import { z } from "zod";
import {
  type ClockState,
  type ConversationDetail,
  type ConversationKind,
  type ConversationSummary,
  type Hold,
  ownPracticeOf,
  type Permission,
  participantSchema,
  type SoundState,
} from "../../shared/domain/conversation.ts";
import type { ConsentId, ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import { isPlayableAsIs } from "../../shared/domain/playableSound.ts";
import type { Recorded } from "../../shared/domain/recording.ts";
import type { DueTimes } from "../../shared/domain/retention.ts";
import type { RetentionDays } from "../../shared/domain/settings.ts";
import { removeDecidedWords } from "./identifyingWordRepository.ts";
import { removePassages } from "./passageRepository.ts";
import { listPauses } from "./pauseRepository.ts";
import { findOrigin, type Recording, type RecordingState } from "./recordingRepository.ts";

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
 * @param now - epoch ms; a hold that has ended by itself is not shown
 */
export function listConversations(db: Database.Database, now: number): ConversationSummary[] {
  return db
    .prepare<[], ConversationRow>(`${selectConversation} ORDER BY held_on DESC, conversation.created_at DESC`)
    .all()
    .map((row) => rowToSummary(row, now));
}

/**
 * One conversation.
 *
 * @param now - epoch ms, as in {@link listConversations}
 * @returns `undefined` if there is none with this id
 */
export function findConversation(
  db: Database.Database,
  id: ConversationId,
  now: number,
): ConversationDetail | undefined {
  const row = db
    .prepare<[string], ConversationRow>(`${selectConversation} WHERE conversation.id = ?`)
    .get(id);
  return row && rowToDetail(db, row, now);
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

// A conversation has at most one recording that counts: the original, or what has replaced it.
const selectConversation = /* sql */ `
  SELECT conversation.*,
         consent.number AS consent_number, consent.pseudonym, consent.last_on AS consent_last_on,
         consent.withdrawn_at AS consent_withdrawn_at,
         recording.id AS recording_id, recording.state AS recording_state, recording.media_type, recording.duration_ms,
         recording.recovery, recording.channels, recording.first_channel, recording.imported_at,
         (SELECT count(*) FROM note WHERE note.conversation_id = conversation.id) AS note_count,
         (SELECT count(*) FROM coding WHERE coding.conversation_id = conversation.id) AS coding_count,
         (SELECT count(*) FROM segment
           WHERE segment.conversation_id = conversation.id AND is_unreviewed = 1) AS unreviewed_count
    FROM conversation
    LEFT JOIN consent ON consent.id = conversation.consent_id
    LEFT JOIN recording ON recording.conversation_id = conversation.id AND recording.state <> 'replaced'
              AND NOT (recording.role = 'transcoded' AND recording.state = 'importing')`;

interface ConversationRow {
  readonly id: string;
  readonly kind: ConversationKind;
  readonly consent_id: string | null;
  readonly title: string | null;
  readonly participants: string | null;
  readonly source: string | null;
  readonly licence: string | null;
  readonly occasion: string;
  readonly held_on: string;
  readonly is_example: number;
  readonly created_at: number;
  readonly clocks_started_at: number | null;
  readonly zone: string;
  readonly sound_days: number | null;
  readonly transcript_days: number | null;
  readonly notes_days: number | null;
  readonly sound_due_at: number | null;
  readonly transcript_due_at: number | null;
  readonly notes_due_at: number | null;
  readonly sound_erased_at: number | null;
  readonly transcript_erased_at: number | null;
  readonly notes_erased_at: number | null;
  readonly hold_reason: Hold["reason"] | null;
  readonly hold_since: number | null;
  readonly hold_until: number | null;
  readonly record_written_at: number | null;
  readonly own_practice: 0 | 1 | null;
  readonly transcript_version: number;
  readonly words_version: number;
  readonly deidentified_at: number | null;
  readonly deidentified_version: number | null;
  readonly segment_count: number;
  readonly transcribed_ms: number;
  readonly thumbnail: Uint8Array | null;
  readonly view_position_ms: number;
  readonly view_px_per_second: number;
  readonly consent_number: number | null;
  readonly pseudonym: string | null;
  readonly consent_last_on: string | null;
  readonly consent_withdrawn_at: number | null;
  readonly recording_id: string | null;
  readonly recording_state: RecordingState | null;
  readonly media_type: string | null;
  readonly duration_ms: number | null;
  readonly recovery: Recording["recovery"];
  readonly channels: Recorded["channels"] | null;
  readonly first_channel: Recorded["firstChannel"];
  readonly imported_at: number | null;
  readonly note_count: number;
  readonly coding_count: number;
  readonly unreviewed_count: number;
}

function rowToDetail(db: Database.Database, row: ConversationRow, now: number): ConversationDetail {
  const origin = findOrigin(db, row.id as ConversationId);
  const summary = rowToSummary(row, now);
  return {
    ...summary,
    recorded: recordedOf(db, row),
    permission: permissionOf(row),
    retention: {
      soundDays: row.sound_days,
      transcriptDays: row.transcript_days,
      notesDays: row.notes_days,
      startedAt: row.clocks_started_at,
      zone: row.zone,
    },
    origin: origin === undefined ? null : { ending: origin.ending, convertedFrom: origin.sourceFormat },
    ownPractice: ownPracticeOf(summary, row.own_practice === null ? null : row.own_practice === 1),
    transcriptVersion: row.transcript_version,
    view: { positionMs: row.view_position_ms, pxPerSecond: row.view_px_per_second },
  };
}

function rowToSummary(row: ConversationRow, now: number): ConversationSummary {
  return {
    id: row.id as ConversationId,
    kind: row.kind,
    title: row.title ?? row.pseudonym ?? "",
    occasion: row.occasion,
    heldOn: row.held_on,
    createdAt: row.created_at,
    zone: row.zone,
    isExample: row.is_example === 1,
    sound: soundOf(row),
    segmentCount: row.segment_count,
    transcribedMs: row.transcribed_ms,
    unreviewedCount: row.unreviewed_count,
    noteCount: row.note_count,
    codingCount: row.coding_count,
    ...deidentificationOf(row),
    clocks: {
      sound: clockOf(row.sound_due_at, row.sound_erased_at),
      transcript: clockOf(row.transcript_due_at, row.transcript_erased_at),
      notes: clockOf(row.notes_due_at, row.notes_erased_at),
    },
    hold: holdOf(row, now),
    consent: consentOf(row),
    recordWritten: row.record_written_at !== null,
    thumbnail: row.thumbnail && Uint8Array.from(row.thumbnail),
  };
}

function deidentificationOf(
  row: ConversationRow,
): Pick<ConversationSummary, "deidentified" | "deidentifiedAt"> {
  const { deidentified_at: at, deidentified_version: version } = row;
  if (at === null || version === null || row.transcript_erased_at !== null || row.segment_count === 0)
    return { deidentified: "no", deidentifiedAt: null };
  if (row.words_version > version) return { deidentified: "again", deidentifiedAt: null };
  return { deidentified: "done", deidentifiedAt: at };
}

function soundOf(row: ConversationRow): SoundState {
  const durationMs = row.duration_ms;
  const recordingId = row.recording_id as RecordingId | null;
  if (row.sound_erased_at !== null || row.recording_state === "erased") {
    return { phase: "erased", durationMs };
  }
  if (recordingId === null) return { phase: "none" };
  if (row.recording_state === "recording") {
    const { recovery } = row;
    return recovery === null || recovery === "whole"
      ? { phase: "recording", recordingId }
      : { phase: "cut-off", recordingId, reason: recovery };
  }
  if (row.recording_state === "preparing") {
    return { phase: "preparing", recordingId, durationMs, isPlayable: isPlayableAsIs(row.media_type ?? "") };
  }
  if (row.recording_state === "ready") return { phase: "ready", recordingId, durationMs: durationMs ?? 0 };
  return { phase: "importing" };
}

function recordedOf(db: Database.Database, row: ConversationRow): Recorded | null {
  const { recording_id: id, channels, first_channel: firstChannel, imported_at: beganAt } = row;
  if (id === null || channels === null || beganAt === null || row.sound_erased_at !== null) return null;
  return { beganAt, channels, firstChannel, pauses: listPauses(db, id as RecordingId) };
}

function clockOf(dueAt: number | null, erasedAt: number | null): ClockState {
  return { dueAt, erasedAt };
}

function holdOf(row: ConversationRow, now: number): Hold | null {
  const { hold_reason: reason, hold_since: since, hold_until: until } = row;
  if (reason === null || since === null || until === null || until <= now) return null;
  return { reason, since, until };
}

function consentOf(row: ConversationRow): ConversationSummary["consent"] {
  const { consent_id: id, consent_number: number, consent_last_on: lastOn } = row;
  if (id === null || number === null || lastOn === null) return null;
  return { id: id as ConsentId, number, lastOn, withdrawnAt: row.consent_withdrawn_at };
}

function permissionOf(row: ConversationRow): Permission {
  const title = row.title ?? "";
  switch (row.kind) {
    case "client":
      return { kind: row.kind, consentId: row.consent_id as ConsentId };
    case "role-play":
    case "exercise":
      return {
        kind: row.kind,
        title,
        participants: z.array(participantSchema).parse(JSON.parse(row.participants ?? "[]")),
      };
    case "published":
      return { kind: row.kind, title, source: row.source ?? "", licence: row.licence ?? "" };
  }
}

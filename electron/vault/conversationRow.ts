/** What a row of `conversation`, with all that is counted and joined to it, says of a conversation. */
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
import { isPlayableAsIs } from "../../shared/domain/playableSound.ts";
import type { Recorded } from "../../shared/domain/recording.ts";
import { listPauses } from "./pauseRepository.ts";
import { type PresentColumns, presentColumns, presentIn } from "./presentContent.ts";
import { findOrigin, type Recording, type RecordingState } from "./recordingRepository.ts";

/** Selects what is known of conversations; each has at most one recording that counts: the original, or what has replaced it. */
export const selectConversation = /* sql */ `
  SELECT conversation.*,
         consent.number AS consent_number, consent.pseudonym, consent.last_on AS consent_last_on,
         consent.withdrawn_at AS consent_withdrawn_at,
         recording.id AS recording_id, recording.state AS recording_state, recording.media_type, recording.duration_ms,
         recording.recovery, recording.channels, recording.first_channel, recording.imported_at,
         (SELECT count(*) FROM note WHERE note.conversation_id = conversation.id) AS note_count,
         (SELECT count(*) FROM coding WHERE coding.conversation_id = conversation.id) AS coding_count,
         (SELECT count(*) FROM segment
           WHERE segment.conversation_id = conversation.id AND is_unreviewed = 1) AS unreviewed_count,
         ${presentColumns},
         EXISTS (SELECT 1 FROM erasure
                  WHERE erasure.conversation_id = conversation.id AND erasure.category = 'sound'
                    AND erasure.finished_at IS NULL) AS is_sound_being_erased
    FROM conversation
    LEFT JOIN consent ON consent.id = conversation.consent_id
    LEFT JOIN recording ON recording.conversation_id = conversation.id AND recording.state <> 'replaced'
              AND NOT (recording.role = 'transcoded' AND recording.state = 'importing')`;

/** A row of it. */
export interface ConversationRow extends PresentColumns {
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
  readonly is_sound_being_erased: number;
}

/** A row as review opens it. @param trustedAt - epoch ms; a hold that has ended by then is not shown */
export function rowToDetail(
  db: Database.Database,
  row: ConversationRow,
  trustedAt: number,
): ConversationDetail {
  const origin = findOrigin(db, row.id as ConversationId);
  const summary = rowToSummary(row, trustedAt);
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

/** A row as the library lists it. @param trustedAt - as in {@link rowToDetail} */
export function rowToSummary(row: ConversationRow, trustedAt: number): ConversationSummary {
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
    present: presentIn(row),
    isSoundBeingErased: row.is_sound_being_erased === 1,
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
    hold: holdOf(row, trustedAt),
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

function holdOf(row: ConversationRow, trustedAt: number): Hold | null {
  const { hold_reason: reason, hold_since: since, hold_until: until } = row;
  if (reason === null || since === null || until === null || until <= trustedAt) return null;
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

/** Rows of `recording`: one for each blob of sound. */
import type Database from "better-sqlite3";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import type { Recorded, RecoveredRecording } from "../../shared/domain/recording.ts";
import type { SoundEnding } from "../../shared/formats/streamLayout.ts";

/**
 * How far a blob has come.
 *
 * `importing`: being written, and without its key half in the database, so that a crash leaves nothing readable;
 * `recording`: a part that grows, or was cut off, with its key half, so that a crash leaves what can be put together;
 * `preparing`: imported, peaks and perhaps transcoding to come; `ready`; `replaced`: an original whose transcoded
 * sound is kept instead; `erased`.
 */
export type RecordingState = "importing" | "recording" | "preparing" | "ready" | "replaced" | "erased";

/** One blob: what was imported (`original`), or what it was turned into so that it seeks exactly (`transcoded`). */
export interface Recording {
  readonly id: RecordingId;
  readonly conversationId: ConversationId;
  readonly role: "original" | "transcoded";
  readonly state: RecordingState;
  /** A, 32 bytes; `null` while importing and once erased or replaced. */
  readonly keyHalf: Uint8Array | null;
  readonly keyGeneration: number;
  /** A media type of the blob format. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  /** Of the plain bytes, 32 bytes; kept after erasure; `null` while importing. */
  readonly sha256: Uint8Array | null;
  readonly durationMs: number | null;
  /** When the import, or the recording, began. */
  readonly importedAt: number;
  /** Whether the original was there to its end. */
  readonly ending: SoundEnding;
  /** What the file was that a converter read, as people know it; `null` where there was no converter. */
  readonly sourceFormat: string | null;
  /** Of the file as it was chosen, 32 bytes: also where a converter stood between it and the blob; `null` as `sha256`. */
  readonly sourceSha256: Uint8Array | null;
  readonly sourceSizeBytes: number;
  /** What became of a recording that was cut off, until it was seen; `null` for all others. */
  readonly recovery: RecoveredRecording["outcome"] | null;
}

/** Inserts a blob that is about to be written. */
export function insertRecording(
  db: Database.Database,
  recording: Pick<
    Recording,
    "id" | "conversationId" | "role" | "keyGeneration" | "mediaType" | "durationMs" | "importedAt"
  >,
): void {
  db.prepare(
    `INSERT INTO recording (id, conversation_id, role, state, key_generation, media_type, duration_ms, imported_at)
     VALUES (:id, :conversationId, :role, 'importing', :keyGeneration, :mediaType, :durationMs, :importedAt)`,
  ).run({
    id: recording.id,
    conversationId: recording.conversationId,
    role: recording.role,
    keyGeneration: recording.keyGeneration,
    mediaType: recording.mediaType,
    durationMs: recording.durationMs,
    importedAt: recording.importedAt,
  });
}

/** A recording that is about to begin. */
export interface NewRecording
  extends Pick<Recording, "id" | "conversationId" | "keyGeneration" | "mediaType" | "importedAt"> {
  /** A, 32 bytes. */
  readonly keyHalf: Uint8Array;
  readonly channels: Recorded["channels"];
  readonly firstChannel: Recorded["firstChannel"];
}

/** Inserts a recording that is about to begin: its key half is there from the start. */
export function insertRecordingUnderWay(db: Database.Database, recording: NewRecording): void {
  db.prepare(
    `INSERT INTO recording (id, conversation_id, role, state, key_half, key_generation, media_type, imported_at,
                            channels, first_channel)
     VALUES (:id, :conversationId, 'original', 'recording', :keyHalf, :keyGeneration, :mediaType, :importedAt,
             :channels, :firstChannel)`,
  ).run({ ...recording });
}

/** Notes that a recording holds sound: should none be found of it later, it was not a beginning that came to nothing. */
export function noteFirstSound(db: Database.Database, id: RecordingId, sizeBytes: number): void {
  db.prepare("UPDATE recording SET size_bytes = ? WHERE id = ?").run(sizeBytes, id);
}

/** What is known of a recording once its part is sealed. */
export interface SealedRecording {
  readonly id: RecordingId;
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
  readonly durationMs: number | null;
}

/** A recording has become a blob. @returns `false` if its row is no longer recording */
export function completeRecordingUnderWay(
  db: Database.Database,
  sealed: SealedRecording,
  state: "preparing" | "ready",
): boolean {
  const { changes } = db
    .prepare(
      `UPDATE recording SET state = :state, sha256 = :sha256, size_bytes = :sizeBytes, duration_ms = :durationMs,
              recovery = NULL
        WHERE id = :id AND state = 'recording'`,
    )
    .run({ ...sealed, state });
  return changes === 1;
}

/** Notes what became of a recording that was cut off; `null` once it was seen. */
export function saveRecovery(db: Database.Database, id: RecordingId, recovery: Recording["recovery"]): void {
  db.prepare("UPDATE recording SET recovery = ? WHERE id = ?").run(recovery, id);
}

/** Recordings that were cut off and not seen since, oldest first. */
export function listRecovered(db: Database.Database): RecoveredRecording[] {
  return db
    .prepare<[], RecoveredRecording>(
      `SELECT conversation_id AS conversationId, id AS recordingId, recovery AS outcome, imported_at AS beganAt,
              duration_ms AS durationMs,
              (SELECT count(*) FROM note
                WHERE note.conversation_id = recording.conversation_id AND kind = 'bookmark') AS bookmarks
         FROM recording WHERE recovery IS NOT NULL ORDER BY imported_at, rowid`,
    )
    .all();
}

/** What is known of a blob once it is verified. */
export interface VerifiedBlob {
  readonly id: RecordingId;
  readonly keyHalf: Uint8Array;
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
}

/** Gives a blob its key half: from here on it can be opened. @returns `false` if its row is no longer importing */
export function completeRecording(
  db: Database.Database,
  blob: VerifiedBlob,
  state: "preparing" | "ready",
): boolean {
  const { changes } = db
    .prepare(
      `UPDATE recording SET state = :state, key_half = :keyHalf, sha256 = :sha256, size_bytes = :sizeBytes
        WHERE id = :id AND state = 'importing'`,
    )
    .run({ ...blob, state });
  return changes === 1;
}

/** Notes that an original was not there to its end. */
export function noteEnding(db: Database.Database, id: RecordingId, ending: SoundEnding): void {
  db.prepare("UPDATE recording SET ending = ? WHERE id = ?").run(ending, id);
}

/** The file that a converter read. */
export interface ConvertedSource {
  /** As people know it. */
  readonly format: string;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  readonly sizeBytes: number;
}

/** Notes what an original was before it was converted. */
export function noteSource(db: Database.Database, id: RecordingId, source: ConvertedSource): void {
  db.prepare(
    `UPDATE recording SET source_format = :format, source_sha256 = :sha256, source_size_bytes = :sizeBytes
      WHERE id = :id`,
  ).run({ id, ...source });
}

/** What is known of the original of a conversation, also once it was replaced or erased. */
export function findOrigin(
  db: Database.Database,
  conversationId: ConversationId,
): Pick<Recording, "ending" | "sourceFormat"> | undefined {
  const row = db
    .prepare<[string], RecordingRow>(
      `SELECT * FROM recording WHERE conversation_id = ? AND role = 'original' AND state <> 'importing'
        ORDER BY imported_at DESC LIMIT 1`,
    )
    .get(conversationId);
  return row && rowToRecording(row);
}

/** Marks sound as ready, with its exact length. */
export function markRecordingReady(db: Database.Database, id: RecordingId, durationMs: number): void {
  db.prepare("UPDATE recording SET state = 'ready', duration_ms = ? WHERE id = ?").run(durationMs, id);
}

/** Marks an original as replaced and destroys its key half A; its SHA-256 stays. */
export function markRecordingReplaced(db: Database.Database, id: RecordingId): void {
  db.prepare("UPDATE recording SET state = 'replaced', key_half = NULL WHERE id = ?").run(id);
}

/** Removes a row whose blob was never acknowledged or turned out not to be sound. */
export function removeRecording(db: Database.Database, id: RecordingId): void {
  db.prepare("DELETE FROM recording WHERE id = ?").run(id);
}

/** One blob's row. @returns `undefined` if there is none */
export function findRecording(db: Database.Database, id: RecordingId): Recording | undefined {
  const row = db.prepare<[string], RecordingRow>("SELECT * FROM recording WHERE id = ?").get(id);
  return row && rowToRecording(row);
}

/** The sound of a conversation as it is played now: preparing or ready. @returns `undefined` if there is none */
export function findSound(db: Database.Database, conversationId: ConversationId): Recording | undefined {
  const row = db
    .prepare<[string], RecordingRow>(
      "SELECT * FROM recording WHERE conversation_id = ? AND state IN ('preparing', 'ready')",
    )
    .get(conversationId);
  return row && rowToRecording(row);
}

/**
 * The sound of a conversation whose key half is there: as `findSound`, or a recording that has not become a blob.
 *
 * @returns `undefined` if there is none
 */
export function findKeyedSound(db: Database.Database, conversationId: ConversationId): Recording | undefined {
  const row = db
    .prepare<[string], RecordingRow>(
      "SELECT * FROM recording WHERE conversation_id = ? AND state IN ('recording', 'preparing', 'ready')",
    )
    .get(conversationId);
  return row && rowToRecording(row);
}

/**
 * The original that came from a file of exactly these bytes and whose sound, transcoded or not, is still kept.
 *
 * @param sha256 - 32 bytes
 */
export function findKeptOriginal(db: Database.Database, sha256: Uint8Array): Recording | undefined {
  const row = db
    .prepare<[Uint8Array], RecordingRow>(
      `SELECT recording.* FROM recording JOIN conversation ON conversation.id = recording.conversation_id
        WHERE COALESCE(source_sha256, sha256) = ? AND role = 'original' AND state IN ('preparing', 'ready', 'replaced')
          AND sound_erased_at IS NULL`,
    )
    .get(sha256);
  return row && rowToRecording(row);
}

/** The file an original came from: its size and hash are known also after its sound has been erased. */
export interface Original {
  readonly conversationId: ConversationId;
  readonly sizeBytes: number;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  readonly importedAt: number;
  readonly isErased: boolean;
}

/** The files of all originals the vault has known, oldest first. */
export function listOriginals(db: Database.Database): Original[] {
  return db
    .prepare<[], OriginalRow>(
      `SELECT conversation_id, COALESCE(source_size_bytes, size_bytes) AS size_bytes,
              COALESCE(source_sha256, sha256) AS sha256, imported_at,
              state = 'erased' OR sound_erased_at IS NOT NULL AS is_erased
         FROM recording JOIN conversation ON conversation.id = recording.conversation_id
        WHERE role = 'original' AND sha256 IS NOT NULL ORDER BY imported_at, recording.rowid`,
    )
    .all()
    .map((row) => ({
      conversationId: row.conversation_id as ConversationId,
      sizeBytes: row.size_bytes,
      sha256: Uint8Array.from(row.sha256),
      importedAt: row.imported_at,
      isErased: row.is_erased === 1,
    }));
}

interface OriginalRow {
  readonly conversation_id: string;
  readonly size_bytes: number;
  readonly sha256: Uint8Array;
  readonly imported_at: number;
  readonly is_erased: number;
}

/** All blobs in one state, oldest first. */
export function listRecordingsInState(db: Database.Database, state: RecordingState): Recording[] {
  return db
    .prepare<[string], RecordingRow>("SELECT * FROM recording WHERE state = ? ORDER BY imported_at, rowid")
    .all(state)
    .map(rowToRecording);
}

/** All blobs with a key half that were taken in whole: those that could be opened with their files. */
export function listOpenable(db: Database.Database): Recording[] {
  return db
    .prepare<[], RecordingRow>(
      "SELECT * FROM recording WHERE key_half IS NOT NULL AND state <> 'importing' ORDER BY id",
    )
    .all()
    .map(rowToRecording);
}

/** All blobs of a conversation, oldest first. */
export function listRecordings(db: Database.Database, conversationId: ConversationId): Recording[] {
  return db
    .prepare<[string], RecordingRow>(
      "SELECT * FROM recording WHERE conversation_id = ? ORDER BY imported_at, rowid",
    )
    .all(conversationId)
    .map(rowToRecording);
}

interface RecordingRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly role: "original" | "transcoded";
  readonly state: RecordingState;
  readonly key_half: Uint8Array | null;
  readonly key_generation: number;
  readonly media_type: string;
  readonly size_bytes: number;
  readonly sha256: Uint8Array | null;
  readonly duration_ms: number | null;
  readonly imported_at: number;
  readonly ending: SoundEnding;
  readonly source_format: string | null;
  readonly source_sha256: Uint8Array | null;
  readonly source_size_bytes: number | null;
  readonly recovery: Recording["recovery"];
}

function rowToRecording(row: RecordingRow): Recording {
  const sha256 = row.sha256 && Uint8Array.from(row.sha256);
  return {
    id: row.id as RecordingId,
    conversationId: row.conversation_id as ConversationId,
    role: row.role,
    state: row.state,
    keyHalf: row.key_half && Uint8Array.from(row.key_half),
    keyGeneration: row.key_generation,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256,
    durationMs: row.duration_ms,
    importedAt: row.imported_at,
    ending: row.ending,
    sourceFormat: row.source_format,
    sourceSha256: row.source_sha256 === null ? sha256 : Uint8Array.from(row.source_sha256),
    sourceSizeBytes: row.source_size_bytes ?? row.size_bytes,
    recovery: row.recovery,
  };
}

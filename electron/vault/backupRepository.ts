/** Rows of `backup`: which backups were made, where they lie, and which sounds they hold. */
import type Database from "better-sqlite3";
import type { RecordingId } from "../../shared/domain/ids.ts";

/** A backup as the vault remembers it. */
export interface Backup {
  readonly id: string;
  /** `writing` until the file is verified; what is found so at unlock was cut off. */
  readonly state: "writing" | "made";
  readonly madeAt: number;
  /** Absolute path of the file. */
  readonly place: string;
  readonly sizeBytes: number;
  /** What `contentMark` gave when it was made. */
  readonly contentMark: string;
  readonly soundCount: number;
}

/** Notes a backup that is about to be written, and the sounds that will be in it. */
export function insertBackup(
  db: Database.Database,
  backup: Pick<Backup, "id" | "madeAt" | "place" | "contentMark">,
  sounds: readonly RecordingId[],
): void {
  db.prepare(
    `INSERT INTO backup (id, state, made_at, place, content_mark)
     VALUES (:id, 'writing', :madeAt, :place, :contentMark)`,
  ).run({ id: backup.id, madeAt: backup.madeAt, place: backup.place, contentMark: backup.contentMark });
  const insert = db.prepare("INSERT INTO backup_sound (backup_id, recording_id) VALUES (?, ?)");
  for (const recordingId of sounds) insert.run(backup.id, recordingId);
}

/** Counts a backup as made; one that lay at the same place is gone. */
export function completeBackup(db: Database.Database, id: string, sizeBytes: number): void {
  db.prepare(
    `DELETE FROM backup WHERE id <> :id AND state = 'made'
        AND place = (SELECT place FROM backup WHERE id = :id)`,
  ).run({ id });
  db.prepare("UPDATE backup SET state = 'made', size_bytes = ? WHERE id = ?").run(sizeBytes, id);
}

/** Forgets a backup that was not finished; one that was stays. */
export function removeBackup(db: Database.Database, id: string): void {
  db.prepare("DELETE FROM backup WHERE id = ? AND state = 'writing'").run(id);
}

/** All backups, newest first. */
export function listBackups(db: Database.Database): Backup[] {
  return db
    .prepare<[], BackupRow>(`${selectBackup} ORDER BY made_at DESC, backup.rowid DESC`)
    .all()
    .map(rowToBackup);
}

/** The backups that hold a sound, newest first: copies that no erasure here can reach. */
export function backupsContaining(db: Database.Database, recordingId: RecordingId): Backup[] {
  return db
    .prepare<[string], BackupRow>(
      `${selectBackup} WHERE state = 'made'
          AND EXISTS (SELECT 1 FROM backup_sound WHERE backup_id = backup.id AND recording_id = ?)
        ORDER BY made_at DESC, backup.rowid DESC`,
    )
    .all(recordingId)
    .map(rowToBackup);
}

/** A sound that may be in a backup, and how long. */
export interface IncludableSound {
  readonly recordingId: RecordingId;
  /** Epoch ms; `null` for what has no end. */
  readonly dueAt: number | null;
  readonly heldUntil: number | null;
}

/**
 * The sounds that are ready and within their time, oldest first; none whose erasure was begun.
 *
 * @param now - what is due at it stays out, and so does all under a permission that was taken back, held or not
 */
export function listIncludable(db: Database.Database, now: number): IncludableSound[] {
  return db
    .prepare<[number], IncludableSound>(
      `SELECT recording.id AS recordingId, sound_due_at AS dueAt, hold_until AS heldUntil
         FROM recording
         JOIN conversation ON conversation.id = conversation_id
         LEFT JOIN consent ON consent.id = consent_id
        WHERE state = 'ready' AND key_half IS NOT NULL AND sound_erased_at IS NULL
          AND withdrawn_at IS NULL AND coalesce(sound_due_at > ?, 1)
          AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.conversation_id = conversation.id
                             AND category = 'sound' AND finished_at IS NULL)
        ORDER BY imported_at, recording.rowid`,
    )
    .all(now);
}

/** How many sounds there are, ready or not, and how many of them no backup holds. */
export function countSounds(db: Database.Database): { readonly kept: number; readonly inNoBackup: number } {
  const row = db
    .prepare<[], { kept: number; inNoBackup: number }>(
      `SELECT count(*) AS kept,
              count(*) FILTER (WHERE NOT EXISTS (
                SELECT 1 FROM backup_sound JOIN backup ON backup.id = backup_id
                 WHERE recording_id = recording.id AND backup.state = 'made')) AS inNoBackup
         FROM recording WHERE key_half IS NOT NULL`,
    )
    .get();
  return row ?? { kept: 0, inNoBackup: 0 };
}

const selectBackup = /* sql */ `
  SELECT backup.*, (SELECT count(*) FROM backup_sound WHERE backup_id = backup.id) AS sound_count
    FROM backup`;

interface BackupRow {
  readonly id: string;
  readonly state: "writing" | "made";
  readonly made_at: number;
  readonly place: string;
  readonly size_bytes: number;
  readonly content_mark: string;
  readonly sound_count: number;
}

function rowToBackup(row: BackupRow): Backup {
  return {
    id: row.id,
    state: row.state,
    madeAt: row.made_at,
    place: row.place,
    sizeBytes: row.size_bytes,
    contentMark: row.content_mark,
    soundCount: row.sound_count,
  };
}

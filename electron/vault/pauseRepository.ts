/** Rows of `recording_pause`. */
import type Database from "better-sqlite3";
import type { RecordingId } from "../../shared/domain/ids.ts";
import type { Pause } from "../../shared/domain/recording.ts";

/** Notes a pause of a recording. */
export function insertPause(db: Database.Database, id: RecordingId, { atMs, pausedMs }: Pause): void {
  db.prepare("INSERT INTO recording_pause (recording_id, at_ms, paused_ms) VALUES (?, ?, ?)").run(
    id,
    atMs,
    pausedMs,
  );
}

/** The pauses of a recording, by place. */
export function listPauses(db: Database.Database, id: RecordingId): Pause[] {
  return db
    .prepare<[string], Pause>(
      `SELECT at_ms AS atMs, paused_ms AS pausedMs FROM recording_pause
        WHERE recording_id = ? ORDER BY at_ms, rowid`,
    )
    .all(id);
}

/** What can end a recording from outside, looked at with every second of it. */
import type Database from "better-sqlite3";
import type { RecordingId } from "../../shared/domain/ids.ts";
import type { IsoDate } from "../../shared/domain/isoDate.ts";
import type { RecordingState } from "./recordingRepository.ts";

/** A recording, its hold and its permission as they are now. */
export interface WatchedRecording {
  readonly state: RecordingState;
  readonly heldUntil: number | null;
  readonly withdrawnAt: number | null;
  /** Last day of the client's permission; `null` for the other kinds. */
  readonly lastOn: IsoDate | null;
}

/**
 * Begins to watch a recording.
 *
 * The statement is made once: what a statement takes outside the heap goes only when garbage is collected, which over
 * hours of one a second came to a gigabyte.
 *
 * @returns reads what is true now; `undefined` once the row is gone
 */
export function watchRecording(db: Database.Database, id: RecordingId): () => WatchedRecording | undefined {
  const statement = db.prepare<[string], WatchedRecording>(
    `SELECT recording.state, conversation.hold_until AS heldUntil, consent.withdrawn_at AS withdrawnAt,
            consent.last_on AS lastOn
       FROM recording
       JOIN conversation ON conversation.id = recording.conversation_id
       LEFT JOIN consent ON consent.id = conversation.consent_id
      WHERE recording.id = ?`,
  );
  return () => statement.get(id);
}

/** Rows of `source_erasure`: files outside whose erasure was intended and is not settled. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";

/** An erasure at the source that is under way, or was when the process ended. */
export interface BegunSourceErasure {
  readonly conversationId: ConversationId;
  /** Absolute path of the file. */
  readonly path: string;
  /** Absolute path of the name it has while it is destroyed; no other file ever has it. */
  readonly leftover: string;
  readonly beganAt: number;
  /** Whether it has the name `leftover` and may be destroyed unseen; else what is under either name is whole. */
  readonly isDestroying: boolean;
}

/** Notes the intent; call it in the transaction that logs it. */
export function insertSourceErasure(
  db: Database.Database,
  begun: Omit<BegunSourceErasure, "isDestroying">,
): void {
  db.prepare(
    `INSERT INTO source_erasure (leftover, conversation_id, path, began_at)
     VALUES (:leftover, :conversationId, :path, :beganAt)`,
  ).run({ ...begun });
}

/** Notes that the file under the name `leftover` is the right one: from here on it is destroyed. */
export function markDestroying(db: Database.Database, leftover: string): void {
  db.prepare("UPDATE source_erasure SET is_destroying = 1 WHERE leftover = ?").run(leftover);
}

/** Forgets one that is settled, and with it where the file lay. */
export function removeSourceErasure(db: Database.Database, leftover: string): void {
  db.prepare("DELETE FROM source_erasure WHERE leftover = ?").run(leftover);
}

/** Those of a conversation, oldest first. */
export function listSourceErasures(
  db: Database.Database,
  conversationId: ConversationId,
): BegunSourceErasure[] {
  return db
    .prepare<[string], SourceErasureRow>(
      "SELECT * FROM source_erasure WHERE conversation_id = ? ORDER BY began_at, rowid",
    )
    .all(conversationId)
    .map((row) => ({
      conversationId,
      path: row.path,
      leftover: row.leftover,
      beganAt: row.began_at,
      isDestroying: row.is_destroying === 1,
    }));
}

interface SourceErasureRow {
  readonly leftover: string;
  readonly path: string;
  readonly began_at: number;
  readonly is_destroying: number;
}

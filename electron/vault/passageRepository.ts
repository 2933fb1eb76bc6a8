/** Rows of `passage`: marked passages of recordings. */
import type Database from "better-sqlite3";
import type { ConversationId, PassageId } from "../../shared/domain/ids.ts";
import {
  type MarkedPassage,
  type PassageKind,
  passageKindSchema,
} from "../../shared/domain/markedPassage.ts";

/** Keeps a passage; one that is there under the same id is moved. @throws SqliteError unless `startMs < endMs` */
export function savePassage(db: Database.Database, passage: MarkedPassage): void {
  db.prepare(
    `INSERT INTO passage (id, conversation_id, kind, start_ms, end_ms)
     VALUES (:id, :conversationId, :kind, :startMs, :endMs)
     ON CONFLICT (id) DO UPDATE SET start_ms = :startMs, end_ms = :endMs`,
  ).run(passage);
}

/** One passage. @returns `undefined` if there is none with this id */
export function findPassage(db: Database.Database, id: PassageId): MarkedPassage | undefined {
  const row = db.prepare<[string], PassageRow>("SELECT * FROM passage WHERE id = ?").get(id);
  return row && rowToPassage(row);
}

/** A conversation's passages, by place in the recording. */
export function listPassages(db: Database.Database, conversationId: ConversationId): MarkedPassage[] {
  return db
    .prepare<[string], PassageRow>(
      "SELECT * FROM passage WHERE conversation_id = ? ORDER BY start_ms, end_ms, id",
    )
    .all(conversationId)
    .map(rowToPassage);
}

/** Takes a passage out; the sound stays as it is. */
export function removePassage(db: Database.Database, id: PassageId): void {
  db.prepare("DELETE FROM passage WHERE id = ?").run(id);
}

/** Takes all passages of a conversation out: they go with its sound. */
export function removePassages(db: Database.Database, conversationId: ConversationId): void {
  for (const kind of passageKindSchema.options) removePassagesOfKind(db, conversationId, kind);
}

/** Takes a conversation's passages of one kind out. */
export function removePassagesOfKind(
  db: Database.Database,
  conversationId: ConversationId,
  kind: PassageKind,
): void {
  db.prepare("DELETE FROM passage WHERE conversation_id = ? AND kind = ?").run(conversationId, kind);
}

interface PassageRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly kind: string;
  readonly start_ms: number;
  readonly end_ms: number;
}

function rowToPassage(row: PassageRow): MarkedPassage {
  return {
    id: row.id as PassageId,
    conversationId: row.conversation_id as ConversationId,
    kind: passageKindSchema.parse(row.kind),
    startMs: row.start_ms,
    endMs: row.end_ms,
  };
}

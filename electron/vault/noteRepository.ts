/** Rows of `note`. */
import type Database from "better-sqlite3";
import type { ConversationId, NoteId } from "../../shared/domain/ids.ts";
import type { Note } from "../../shared/domain/note.ts";

/** Inserts a note. */
export function insertNote(db: Database.Database, note: Note): void {
  db.prepare(
    `INSERT INTO note (id, kind, conversation_id, start_ms, end_ms, text, created_at, updated_at)
     VALUES (:id, :kind, :conversationId, :startMs, :endMs, :text, :createdAt, :updatedAt)`,
  ).run(note);
}

/** One note. @returns `undefined` if there is none */
export function findNote(db: Database.Database, id: NoteId): Note | undefined {
  const row = db.prepare<[string], NoteRow>("SELECT * FROM note WHERE id = ?").get(id);
  return row && rowToNote(row);
}

/** Removes the bookmarks of a conversation: those of a recording of which nothing is left. */
export function removeBookmarks(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM note WHERE conversation_id = ? AND kind = 'bookmark'").run(conversationId);
}

/** The conversation a note is about. @returns `undefined` if there is no such note */
export function findConversationOfNote(db: Database.Database, id: NoteId): ConversationId | undefined {
  const row = db
    .prepare<[string], { conversation_id: string }>("SELECT conversation_id FROM note WHERE id = ?")
    .get(id);
  return row?.conversation_id as ConversationId | undefined;
}

/** Rewrites a note's text. @returns the note as it is now; `undefined` if there is none */
export function updateNoteText(
  db: Database.Database,
  { id, text, updatedAt }: Pick<Note, "id" | "text" | "updatedAt">,
): Note | undefined {
  const row = db
    .prepare<[string, number, string], NoteRow>(
      "UPDATE note SET text = ?, updated_at = ? WHERE id = ? RETURNING *",
    )
    .get(text, updatedAt, id);
  return row && rowToNote(row);
}

/** Removes a note. @returns the conversation it was about; `undefined` if there was none */
export function removeNote(db: Database.Database, id: NoteId): ConversationId | undefined {
  const row = db
    .prepare<[string], { conversation_id: string }>("DELETE FROM note WHERE id = ? RETURNING conversation_id")
    .get(id);
  return row?.conversation_id as ConversationId | undefined;
}

/** A conversation's notes, by place in the recording. */
export function listNotes(db: Database.Database, conversationId: ConversationId): Note[] {
  return db
    .prepare<[string], NoteRow>(
      "SELECT * FROM note WHERE conversation_id = ? ORDER BY start_ms, end_ms, created_at, id",
    )
    .all(conversationId)
    .map(rowToNote);
}

/** Every note with words, the latest written first; one at a time, for there may be many. */
export function* eachNote(db: Database.Database): Generator<Note> {
  const rows = db
    .prepare<[], NoteRow>("SELECT * FROM note WHERE text <> '' ORDER BY created_at DESC, id")
    .iterate();
  for (const row of rows) yield rowToNote(row);
}

interface NoteRow {
  readonly id: string;
  readonly kind: Note["kind"];
  readonly conversation_id: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly text: string;
  readonly created_at: number;
  readonly updated_at: number;
}

function rowToNote(row: NoteRow): Note {
  return {
    id: row.id as NoteId,
    kind: row.kind,
    conversationId: row.conversation_id as ConversationId,
    startMs: row.start_ms,
    endMs: row.end_ms,
    text: row.text,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

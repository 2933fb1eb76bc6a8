/** Reading the whole database to see whether it can be read. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { presentColumns } from "./presentContent.ts";

/** What looking through the database gives. */
export interface DatabaseHealth {
  /** Whether pages, indexes and search rows agree (`PRAGMA integrity_check`). */
  readonly isWhole: boolean;
  /** Rows that could be read. */
  readonly rows: number;
  /** How many tables cannot be read to their end. */
  readonly unreadableTables: number;
}

/** Looks through every page on the medium and then reads every row. */
export function readWholeDatabase(db: Database.Database): DatabaseHealth {
  // What lies in the cache was read before; it is the medium that is asked.
  db.pragma("shrink_memory");
  const isWhole = isFoundWhole(db);
  const counts = listTables(db).map((table) => countReadable(db, table));
  return {
    isWhole,
    rows: counts.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    unreadableTables: counts.filter((count) => count === undefined).length,
  };
}

/** Conversations with content that nothing ever erases: no clock runs for it although it is not published material. */
export function listWithoutClock(db: Database.Database): ConversationId[] {
  return db
    .prepare<[], ConversationId>(
      /* sql */ `
      SELECT id FROM (
        SELECT id, created_at, sound_due_at, transcript_due_at, notes_due_at, ${presentColumns}
          FROM conversation WHERE kind <> 'published' AND is_example = 0)
      WHERE (sound_due_at IS NULL AND has_sound)
         OR (transcript_due_at IS NULL AND has_transcript)
         OR (notes_due_at IS NULL AND has_notes)
      ORDER BY created_at, id`,
    )
    .pluck()
    .all();
}

/** Reads, or gives something else where a page that is needed cannot be read. */
export function unlessDamaged<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch (error) {
    if (isDamage(error)) return otherwise;
    throw error;
  }
}

function isFoundWhole(db: Database.Database): boolean {
  return isReadable(() => {
    const found = db.pragma("integrity_check(1)", { simple: true });
    const foreign = db.pragma("foreign_key_check") as unknown[];
    return found === "ok" && foreign.length === 0;
  });
}

function listTables(db: Database.Database): string[] {
  return unlessDamaged(
    () =>
      db
        .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .pluck()
        .all(),
    [],
  );
}

/** @returns `undefined` if a row cannot be read */
function countReadable(db: Database.Database, table: string): number | undefined {
  let count = 0;
  const isWhole = isReadable(() => {
    for (const _ of db
      .prepare(`SELECT * FROM "${table.replaceAll('"', '""')}"`)
      .raw()
      .iterate())
      count += 1;
    return true;
  });
  return isWhole ? count : undefined;
}

function isReadable(read: () => boolean): boolean {
  return unlessDamaged(read, false);
}

/** What SQLite says of a page that is not as it was written. */
function isDamage(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(code);
}

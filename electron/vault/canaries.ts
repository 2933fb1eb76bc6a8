/** Looking for erased content in the pages of the database, also those that hold no rows any more. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { wipe } from "../crypto/wipe.ts";

/** Bytes that must not be found once what they were part of is erased; kept in memory only. */
export interface Canary {
  readonly bytes: Uint8Array;
  /** What it was as text; `undefined` for bytes that are random anyway. */
  readonly text?: string;
}

/** So many suffice: erasing works by rows and pages, not by what stands in them. */
const mostCanaries = 8;
const canaryCharacters = 48;
const leastCharacters = 16;
/** Larger databases are not read whole into memory; the certificate says that nothing was looked for. */
const mostDatabaseBytes = 256 * 1024 * 1024;

/** Takes canaries from content that is about to be erased. */
export function collectCanaries(
  db: Database.Database,
  erasing: readonly {
    readonly conversationId: ConversationId;
    readonly category: "sound" | "transcript" | "notes";
  }[],
): Canary[] {
  const canaries: Canary[] = [];
  for (const { conversationId, category } of erasing) {
    if (canaries.length >= mostCanaries) break;
    canaries.push(...canariesOf(db, conversationId, category));
  }
  return canaries.slice(0, mostCanaries);
}

/**
 * Looks for canaries in every page, free ones included; the write-ahead log must be empty.
 *
 * Words that also stand in content that is kept are left out.
 */
export function findCanaries(
  db: Database.Database,
  canaries: readonly Canary[],
): { readonly lookedFor: number; readonly found: number } {
  const telling = canaries.filter(({ text }) => text === undefined || !isStillKept(db, text));
  const sizeBytes = (db.pragma("page_count", { simple: true }) as number) * pageBytes(db);
  if (telling.length === 0 || sizeBytes > mostDatabaseBytes) return { lookedFor: 0, found: 0 };
  // Decrypted in memory, never on disk.
  const pages = db.serialize();
  const found = telling.filter(({ bytes }) => pages.includes(Buffer.from(bytes))).length;
  wipe(pages);
  return { lookedFor: telling.length, found };
}

function canariesOf(
  db: Database.Database,
  id: ConversationId,
  category: "sound" | "transcript" | "notes",
): Canary[] {
  if (category === "sound") {
    return db
      .prepare<[string], { key_half: Uint8Array }>(
        "SELECT key_half FROM recording WHERE conversation_id = ? AND key_half IS NOT NULL LIMIT 2",
      )
      .all(id)
      .map((row) => ({ bytes: Uint8Array.from(row.key_half) }));
  }
  const texts =
    category === "transcript"
      ? "SELECT text FROM segment WHERE conversation_id = :id"
      : `SELECT text FROM note WHERE conversation_id = :id
         UNION ALL SELECT target FROM coding WHERE conversation_id = :id AND target IS NOT NULL`;
  return db
    .prepare<{ id: string; leastCharacters: number }, { text: string }>(
      `SELECT text FROM (${texts}) WHERE length(text) >= :leastCharacters ORDER BY length(text) DESC LIMIT 2`,
    )
    .all({ id, leastCharacters })
    .map(({ text }) => {
      const start = Array.from(text).slice(0, canaryCharacters).join("");
      return { text: start, bytes: new TextEncoder().encode(start) };
    });
}

function isStillKept(db: Database.Database, text: string): boolean {
  const row = db
    .prepare<{ text: string }, { kept: number }>(
      `SELECT EXISTS (SELECT 1 FROM segment WHERE instr(text, :text))
           OR EXISTS (SELECT 1 FROM edit_step WHERE instr(edits, :text))
           OR EXISTS (SELECT 1 FROM transcript_version WHERE instr(lines, :text))
           OR EXISTS (SELECT 1 FROM coding WHERE instr(target, :text))
           OR EXISTS (SELECT 1 FROM note WHERE instr(text, :text)) AS kept`,
    )
    .get({ text });
  return row?.kept === 1;
}

function pageBytes(db: Database.Database): number {
  return db.pragma("page_size", { simple: true }) as number;
}

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
/**
 * Columns in which words of a person's may stand: quoting a line in one's log, or in what one calls a code, is no remnant of it.
 *
 * Not among them is what must hold no word of any conversation: the audit log and the certificates.
 */
export const columnsOfWords = {
  segment: ["text", "speaker_name"],
  speaker_name: ["name"],
  edit_step: ["edits"],
  transcript_version: ["name", "lines"],
  identifying_word: ["original", "replacement"],
  replaced_place: ["original", "replacement"],
  note: ["text"],
  coding: ["coder", "sample", "target", "reflection"],
  own_scheme: ["content"],
  scheme_word: ["text"],
  practice_step: ["skill", "situation", "effect", "learned"],
  practice_log: ["text"],
  conversation: ["title", "participants", "source", "licence", "occasion"],
  consent: ["pseudonym", "purpose", "audience", "others", "kept_where", "spoken"],
  outside_copy: ["contents"],
  receipt: ["text"],
  source_erasure: ["leftover", "path"],
  unfinished_file: ["path"],
  setting: ["value"],
} as const;

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
    category === "transcript" ? "SELECT text FROM segment WHERE conversation_id = :id" : notedTexts;
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

/** What stands in JSON is taken as it stands there, without the quotation marks around it. */
const notedTexts = `
  SELECT text FROM note WHERE conversation_id = :id
  UNION ALL SELECT target FROM coding WHERE conversation_id = :id
  UNION ALL SELECT substr(json, 2, length(json) - 2) FROM (
    SELECT sample -> '$.startSentence' AS json FROM coding WHERE conversation_id = :id
    UNION ALL SELECT sample -> '$.endSentence' FROM coding WHERE conversation_id = :id
    UNION ALL SELECT reflection -> '$.before' FROM coding WHERE conversation_id = :id
    UNION ALL SELECT reflection -> '$.after' FROM coding WHERE conversation_id = :id)`;

function isStillKept(db: Database.Database, text: string): boolean {
  const places = Object.entries(columnsOfWords).flatMap(([table, columns]) =>
    columns.map((column) => `EXISTS (SELECT 1 FROM ${table} WHERE instr(${column}, :text))`),
  );
  const row = db
    .prepare<{ text: string }, { kept: number }>(`SELECT ${places.join(" OR ")} AS kept`)
    .get({ text });
  return row?.kept === 1;
}

function pageBytes(db: Database.Database): number {
  return db.pragma("page_size", { simple: true }) as number;
}

/**
 * Coding files of CACTI (`.casaa`), the program of the University of New Mexico with which moments of a recording are
 * coded without a transcript.
 *
 * Since 2016 such a file is an SQLite database, `user_version` 1, in rollback mode (github.com/jling-NM/CACTI,
 * `SessionData.java`). Its columns of the type `string` have numeric affinity, so what looks like a number is one.
 *
 * | table | columns |
 * |---|---|
 * | `speakers` | `speaker_id`, `speaker_name` (`Therapist`, `Client`) |
 * | `codes` | `code_id`, `code_name`, `speaker_id`: what the user's configuration had |
 * | `utterances` | `utterance_id`, `code_id`, `annotation`, and where it begins: `time_marker`, or in the first files `audio_file_time_marker`, as `00:12:34.5` with the decimal sign of the computer |
 * | `ratings` | `rating_id`, `rating_name`, `response_value`; a preset value until someone rates |
 * | `utterances_ratings` | `utterance_id`, `rating_id`: the moments that speak for a rating |
 * | `attributes` | `name`, `value`: `GLOBAL_NOTES`, a note on the whole; where the sound lay is not read |
 *
 * An utterance ends where the next begins. Text files of before 2016 are not read: CACTI turns them into these.
 */
import Database from "better-sqlite3";
import { z } from "zod";
import { Failure } from "../../shared/errors.ts";
import { parseClockTime } from "../../shared/formats/cueTimes.ts";

/** A coded moment; the code is called what the coder's configuration calls it. */
export interface CactiUtterance {
  readonly startMs: number;
  /** Absent at the last. */
  readonly endMs?: number;
  /** Empty, as the code, where nothing was coded. */
  readonly speaker: string;
  readonly code: string;
  readonly notes: string;
}

/** A global rating as it stands, whether anyone gave it or not. */
export interface CactiRating {
  readonly name: string;
  readonly value: number;
  readonly evidenceMs: readonly number[];
}

export interface CactiFile {
  /** In order of their starts. */
  readonly utterances: readonly CactiUtterance[];
  /** Utterances whose time cannot be read. */
  readonly unreadableCount: number;
  readonly ratings: readonly CactiRating[];
  /** What the coder wrote of the whole; empty if nothing. */
  readonly remark: string;
}

const magic = "SQLite format 3\0";
/** More moments are in no session. */
const mostRows = 20_000;
const tables = ["speakers", "codes", "utterances", "ratings", "utterances_ratings"] as const;

/** Whether a file says that it is an SQLite database. */
export function isSqlite(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, magic.length)) === magic;
}

/**
 * Reads a coding of CACTI's from a copy in memory. Nothing that the file brings along is run: no view, no trigger, no
 * worked-out column, no table of another kind.
 *
 * @throws Failure `coding.unreadable` for a damaged or encrypted file, another database, or more than a session has
 */
export function readCactiFile(bytes: Uint8Array): CactiFile {
  const copy = Buffer.from(bytes);
  // A file that says it keeps a log beside itself cannot be opened from memory, and has none here.
  copy.fill(1, 18, 20);
  let db: Database.Database | undefined;
  try {
    db = new Database(copy, { readonly: true });
    db.pragma("trusted_schema = OFF");
    db.pragma("cell_size_check = ON");
    requirePlainTables(db);
    return readSession(db);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("coding.unreadable");
  } finally {
    db?.close();
    copy.fill(0);
  }
}

function readSession(db: Database.Database): CactiFile {
  const marker = columnsOf(db, "utterances").includes("time_marker")
    ? "time_marker"
    : "audio_file_time_marker";
  const rows = db
    .prepare<[number], UtteranceRow>(
      `SELECT CAST(utterances.utterance_id AS TEXT) AS id, CAST(${marker} AS TEXT) AS marker,
              CAST(annotation AS TEXT) AS notes, CAST(code_name AS TEXT) AS code, CAST(speaker_name AS TEXT) AS speaker
         FROM utterances LEFT JOIN codes USING (code_id) LEFT JOIN speakers USING (speaker_id) LIMIT ?`,
    )
    .all(mostRows + 1);
  if (rows.length > mostRows) throw new Failure("coding.unreadable");
  const timed = rows
    .flatMap(({ marker: written, code, speaker, notes, id }) => {
      const startMs = written === null ? undefined : parseClockTime(written.trim());
      if (startMs === undefined) return [];
      return [{ id, startMs, code: code ?? "", speaker: speaker ?? "", notes: (notes ?? "").trim() }];
    })
    .sort((a, b) => a.startMs - b.startMs || (a.id < b.id ? -1 : 1));
  const startById = new Map(timed.map(({ id, startMs }) => [id, startMs]));
  return {
    utterances: timed.map(({ id: _, ...utterance }, at) => {
      const endMs = timed[at + 1]?.startMs;
      return endMs === undefined ? utterance : { ...utterance, endMs };
    }),
    unreadableCount: rows.length - timed.length,
    ratings: readRatings(db, startById),
    remark: readRemark(db),
  };
}

/** Files without the table, or with another, have no remark. */
function readRemark(db: Database.Database): string {
  if (!isPlainTable(db, "attributes")) return "";
  const columns = columnsOf(db, "attributes");
  if (!columns.includes("name") || !columns.includes("value")) return "";
  const remark = db
    .prepare<[], string | null>(
      "SELECT CAST(value AS TEXT) FROM attributes WHERE name = 'GLOBAL_NOTES' LIMIT 1",
    )
    .pluck()
    .get();
  return (remark ?? "").trim();
}

function readRatings(db: Database.Database, startById: ReadonlyMap<string, number>): CactiRating[] {
  // An id there is a number, and has lost the zeros it began with.
  const startByNumber = new Map([...startById].map(([id, startMs]) => [id.replace(/^0+/, ""), startMs]));
  const momentsByRating = new Map<number, number[]>();
  const links = db
    .prepare<[number], { ratingId: number; utteranceId: string }>(
      `SELECT rating_id AS ratingId, CAST(utterance_id AS TEXT) AS utteranceId FROM utterances_ratings LIMIT ?`,
    )
    .all(mostRows);
  for (const { ratingId, utteranceId } of links) {
    const startMs = startById.get(utteranceId) ?? startByNumber.get(utteranceId);
    if (startMs === undefined) continue;
    const moments = momentsByRating.get(ratingId);
    if (moments === undefined) momentsByRating.set(ratingId, [startMs]);
    else moments.push(startMs);
  }
  return db
    .prepare<[], unknown>(
      `SELECT rating_id AS id, CAST(rating_name AS TEXT) AS name, response_value AS value
         FROM ratings ORDER BY rating_id LIMIT 100`,
    )
    .all()
    .flatMap((row) => {
      const rating = ratingSchema.safeParse(row);
      if (!rating.success) return [];
      const { id, name, value } = rating.data;
      const moments = new Set(momentsByRating.get(id));
      return [{ name: name.trim(), value, evidenceMs: [...moments].sort((a, b) => a - b) }];
    });
}

/** Sees to it that what is read are ordinary tables with ordinary columns. */
function requirePlainTables(db: Database.Database): void {
  if (!tables.every((table) => isPlainTable(db, table))) throw new Failure("coding.unreadable");
}

function isPlainTable(db: Database.Database, table: string): boolean {
  const sql = db
    .prepare<[string], string>("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck()
    .get(table);
  if (sql === undefined || /^\s*create\s+virtual/i.test(sql)) return false;
  const hidden = db
    .prepare<[string], number>("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden <> 0")
    .pluck()
    .get(table);
  return hidden === 0;
}

function columnsOf(db: Database.Database, table: string): string[] {
  return db.prepare<[string], string>("SELECT name FROM pragma_table_info(?)").pluck().all(table);
}

interface UtteranceRow {
  readonly id: string;
  readonly marker: string | null;
  readonly notes: string | null;
  readonly code: string | null;
  readonly speaker: string | null;
}

const ratingSchema = z.object({ id: z.number(), name: z.string().trim().min(1).max(200), value: z.int() });

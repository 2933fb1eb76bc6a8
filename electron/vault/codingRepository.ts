/** Rows of `coding` and its parts. */
import type Database from "better-sqlite3";
import { z } from "zod";
import {
  type CodedUnit,
  type Coding,
  type CodingChange,
  type CodingHead,
  type CodingSpan,
  codedUnitSchema,
  coderSchema,
  codingSchema,
  type Rating,
  ratingSchema,
  reflectionSchema,
  sampleSchema,
  spanSchema,
} from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";

/** A coding without its parts, and how far it is. */
export interface CodingCounted extends CodingHead {
  /** Units by who speaks in them, and how many of those are coded, or deliberately not. */
  readonly counts: readonly {
    readonly speaker: CodedUnit["speaker"];
    readonly units: number;
    readonly coded: number;
  }[];
}

/** Inserts a coding with all its parts. */
export function insertCoding(db: Database.Database, coding: Coding): void {
  db.prepare(
    `INSERT INTO coding (id, conversation_id, scheme_id, scheme_version, coder, sample, target, is_from_sound, passes,
                         pass, heard, reflection, version, created_at, changed_at, finished_at, expires_at)
     VALUES (:id, :conversationId, :schemeId, :schemeVersion, :coder, :sample, :target, :isFromSound, :passes,
             :pass, :heard, :reflection, :version, :createdAt, :changedAt, :finishedAt, :expiresAt)`,
  ).run({
    ...coding,
    coder: JSON.stringify(coding.coder),
    sample: JSON.stringify(coding.sample),
    isFromSound: Number(coding.isFromSound),
    heard: JSON.stringify(coding.heard),
    reflection: coding.reflection === null ? null : JSON.stringify(coding.reflection),
  });
  for (const unit of coding.units) saveUnit(db, coding.id, unit);
  for (const span of coding.spans) saveSpan(db, coding.id, span);
  for (const [itemId, rating] of Object.entries(coding.ratings)) saveRating(db, coding.id, itemId, rating);
}

/** A coding without its parts. @returns `undefined` if there is none */
export function findCodingHead(db: Database.Database, id: CodingId): CodingHead | undefined {
  const row = db.prepare<[string], CodingRow>("SELECT * FROM coding WHERE id = ?").get(id);
  return row && rowToHead(row);
}

/** A coding whole. @returns `undefined` if there is none */
export function findCoding(db: Database.Database, id: CodingId): Coding | undefined {
  const row = db.prepare<[string], CodingRow>("SELECT * FROM coding WHERE id = ?").get(id);
  if (row === undefined) return undefined;
  const order = "ORDER BY start_ms, end_ms, id";
  return {
    ...rowToHead(row),
    heard: codingSchema.shape.heard.parse(JSON.parse(row.heard)),
    units: db
      .prepare<[string], UnitRow>(`SELECT * FROM coded_unit WHERE coding_id = ? ${order}`)
      .all(id)
      .map(rowToUnit),
    spans: db
      .prepare<[string], SpanRow>(`SELECT * FROM coding_span WHERE coding_id = ? ${order}`)
      .all(id)
      .map(rowToSpan),
    ratings: Object.fromEntries(
      db
        .prepare<[string], RatingRow>("SELECT * FROM coding_rating WHERE coding_id = ? ORDER BY item_id")
        .all(id)
        .map((rating) => [rating.item_id, rowToRating(rating)]),
    ),
  };
}

/** A conversation's codings, the last begun first. */
export function listCodings(db: Database.Database, conversationId: ConversationId): CodingCounted[] {
  const count = db.prepare<[string], { speaker: CodedUnit["speaker"]; units: number; coded: number }>(
    `SELECT speaker, count(*) AS units, sum(codes <> '[]') AS coded
       FROM coded_unit WHERE coding_id = ? GROUP BY speaker`,
  );
  return db
    .prepare<[string], CodingRow>(
      "SELECT * FROM coding WHERE conversation_id = ? ORDER BY created_at DESC, id",
    )
    .all(conversationId)
    .map((row) => ({ ...rowToHead(row), counts: count.all(row.id) }));
}

/** How many codings the owner has made alone: those that are there, and those of which only figures are left. */
export function countOwnCodings(db: Database.Database): number {
  const count = db
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM coding WHERE coder ->> '$.kind' = 'owner')
            + (SELECT count(*) FROM practice_figure WHERE coding_id IS NULL)`,
    )
    .pluck()
    .get();
  return count ?? 0;
}

/** Codings of any conversation by any version of a scheme, the last begun first. */
export function listCodingsOfScheme(db: Database.Database, schemeId: SchemeId): CodingHead[] {
  return db
    .prepare<[string], CodingRow>("SELECT * FROM coding WHERE scheme_id = ? ORDER BY created_at DESC, id")
    .all(schemeId)
    .map(rowToHead);
}

/** Codings whose time was over by an instant, the earliest first. */
export function listExpiredCodings(
  db: Database.Database,
  until: number,
): Pick<CodingHead, "id" | "conversationId">[] {
  return db
    .prepare<[number], { id: CodingId; conversationId: ConversationId }>(
      "SELECT id, conversation_id AS conversationId FROM coding WHERE expires_at <= ? ORDER BY expires_at, id",
    )
    .all(until);
}

/** The ids of a conversation's codings, in the order in which they were begun. */
export function listCodingIds(db: Database.Database, conversationId: ConversationId): CodingId[] {
  return db
    .prepare<[string], CodingId>("SELECT id FROM coding WHERE conversation_id = ? ORDER BY created_at, id")
    .pluck()
    .all(conversationId);
}

/** Lets go of the sentences that samples of a conversation begin and end with. */
export function removeSampleSentences(db: Database.Database, conversationId: ConversationId): void {
  db.prepare(
    "UPDATE coding SET sample = json_remove(sample, '$.startSentence', '$.endSentence') WHERE conversation_id = ?",
  ).run(conversationId);
}

/** Makes a change that fits, as `applyCodingChange` has seen; nothing is checked here. */
export function saveCodingChange(db: Database.Database, id: CodingId, change: CodingChange): void {
  switch (change.kind) {
    case "unit":
      if (change.after !== null) saveUnit(db, id, change.after);
      else if (change.before !== null) removePart(db, "coded_unit", id, change.before.id);
      return;
    case "span":
      if (change.after !== null) saveSpan(db, id, change.after);
      else if (change.before !== null) removePart(db, "coding_span", id, change.before.id);
      return;
    case "rating":
      if (change.after !== null) saveRating(db, id, change.itemId, change.after);
      else db.prepare("DELETE FROM coding_rating WHERE coding_id = ? AND item_id = ?").run(id, change.itemId);
  }
}

/** Rewrites what is known of a coding beside its parts, under its next version. @returns that version */
export function updateCodingHead(
  db: Database.Database,
  id: CodingId,
  head: Pick<CodingHead, "pass" | "target" | "reflection" | "finishedAt" | "changedAt">,
): number {
  const version = db
    .prepare<Record<string, unknown>, number>(
      `UPDATE coding SET pass = :pass, target = :target, reflection = :reflection, finished_at = :finishedAt,
              changed_at = :changedAt, version = version + 1 WHERE id = :id RETURNING version`,
    )
    .pluck()
    .get({ ...head, id, reflection: head.reflection === null ? null : JSON.stringify(head.reflection) });
  if (version === undefined) throw new Error("a coding is gone within its own transaction");
  return version;
}

/** Keeps what of the sample has been heard. */
export function saveHeard(db: Database.Database, id: CodingId, heard: Coding["heard"]): void {
  db.prepare("UPDATE coding SET heard = ? WHERE id = ?").run(JSON.stringify(heard), id);
}

/** Removes a coding with its parts. */
export function removeCoding(db: Database.Database, id: CodingId): void {
  db.prepare("DELETE FROM coding WHERE id = ?").run(id);
}

/** Removes all codings of a conversation: they go with its notes. */
export function removeCodings(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM coding WHERE conversation_id = ?").run(conversationId);
}

function saveUnit(db: Database.Database, codingId: CodingId, unit: CodedUnit): void {
  db.prepare(
    `INSERT OR REPLACE INTO coded_unit (coding_id, id, start_ms, end_ms, speaker, segment_id, start_index, end_index,
                                        codes, is_uncertain, is_facilitative)
     VALUES (:codingId, :id, :startMs, :endMs, :speaker, :segmentId, :startIndex, :endIndex, :codes, :isUncertain,
             :isFacilitative)`,
  ).run({
    codingId,
    id: unit.id,
    startMs: unit.startMs,
    endMs: unit.endMs,
    speaker: unit.speaker,
    segmentId: unit.place?.segmentId ?? null,
    startIndex: unit.place?.startIndex ?? null,
    endIndex: unit.place?.endIndex ?? null,
    codes: JSON.stringify(unit.codes),
    isUncertain: Number(unit.isUncertain ?? false),
    isFacilitative: Number(unit.isFacilitative ?? false),
  });
}

function saveSpan(db: Database.Database, codingId: CodingId, span: CodingSpan): void {
  db.prepare(
    `INSERT OR REPLACE INTO coding_span (coding_id, id, kind, start_ms, end_ms)
     VALUES (:codingId, :id, :kind, :startMs, :endMs)`,
  ).run({ ...span, codingId });
}

function saveRating(db: Database.Database, codingId: CodingId, itemId: string, rating: Rating): void {
  db.prepare(
    "INSERT OR REPLACE INTO coding_rating (coding_id, item_id, value, evidence) VALUES (?, ?, ?, ?)",
  ).run(codingId, itemId, rating.value ?? null, JSON.stringify(rating.evidenceMs));
}

function removePart(
  db: Database.Database,
  table: "coded_unit" | "coding_span",
  codingId: CodingId,
  id: string,
): void {
  db.prepare(`DELETE FROM ${table} WHERE coding_id = ? AND id = ?`).run(codingId, id);
}

interface CodingRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly scheme_id: string;
  readonly scheme_version: number;
  readonly coder: string;
  readonly sample: string;
  readonly target: string | null;
  readonly is_from_sound: number;
  readonly passes: 1 | 2;
  readonly pass: CodingHead["pass"];
  readonly heard: string;
  readonly reflection: string | null;
  readonly version: number;
  readonly created_at: number;
  readonly changed_at: number;
  readonly finished_at: number | null;
  readonly expires_at: number | null;
}

function rowToHead(row: CodingRow): CodingHead {
  return {
    id: row.id as CodingId,
    conversationId: row.conversation_id as ConversationId,
    schemeId: row.scheme_id as SchemeId,
    schemeVersion: row.scheme_version,
    coder: coderSchema.parse(JSON.parse(row.coder)),
    sample: sampleSchema.parse(JSON.parse(row.sample)),
    target: row.target,
    isFromSound: row.is_from_sound === 1,
    passes: row.passes,
    pass: row.pass,
    reflection: row.reflection === null ? null : reflectionSchema.parse(JSON.parse(row.reflection)),
    version: row.version,
    createdAt: row.created_at,
    changedAt: row.changed_at,
    finishedAt: row.finished_at,
    expiresAt: row.expires_at,
  };
}

interface UnitRow {
  readonly id: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly speaker: string;
  readonly segment_id: string | null;
  readonly start_index: number | null;
  readonly end_index: number | null;
  readonly codes: string;
  readonly is_uncertain: number;
  readonly is_facilitative: number;
}

const codesSchema = z.array(z.string());

function rowToUnit(row: UnitRow): CodedUnit {
  const { segment_id, start_index, end_index } = row;
  return codedUnitSchema.parse({
    id: row.id,
    startMs: row.start_ms,
    endMs: row.end_ms,
    speaker: row.speaker,
    ...(segment_id === null
      ? {}
      : { place: { segmentId: segment_id, startIndex: start_index, endIndex: end_index } }),
    codes: codesSchema.parse(JSON.parse(row.codes)),
    ...(row.is_uncertain === 1 ? { isUncertain: true } : {}),
    ...(row.is_facilitative === 1 ? { isFacilitative: true } : {}),
  });
}

interface SpanRow {
  readonly id: string;
  readonly kind: string;
  readonly start_ms: number;
  readonly end_ms: number;
}

function rowToSpan(row: SpanRow): CodingSpan {
  return spanSchema.parse({ id: row.id, kind: row.kind, startMs: row.start_ms, endMs: row.end_ms });
}

interface RatingRow {
  readonly item_id: string;
  readonly value: number | null;
  readonly evidence: string;
}

function rowToRating(row: RatingRow): Rating {
  const evidenceMs: unknown = JSON.parse(row.evidence);
  return ratingSchema.parse(row.value === null ? { evidenceMs } : { value: row.value, evidenceMs });
}

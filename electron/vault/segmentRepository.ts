/** Rows of `segment`: the transcript, and the search over it. */
import type Database from "better-sqlite3";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { SearchTerm } from "../../shared/domain/searchTerms.ts";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";

/** Inserts segments of one conversation. */
export function insertSegments(
  db: Database.Database,
  conversationId: ConversationId,
  segments: readonly Segment[],
): void {
  const insert = db.prepare(
    `INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, speaker_name, text, is_unreviewed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const segment of segments) {
    const { id, startMs, endMs, speaker, text } = segment;
    const isUnreviewed = segment.isUnreviewed === true ? 1 : 0;
    insert.run(id, conversationId, startMs, endMs, speaker, segment.speakerName ?? null, text, isUnreviewed);
  }
}

/** Writes what has changed between two states of one segment. */
export function updateSegment(db: Database.Database, before: Segment, after: Segment): void {
  if (before.startMs !== after.startMs || before.endMs !== after.endMs) {
    db.prepare("UPDATE segment SET start_ms = ?, end_ms = ? WHERE id = ?").run(
      after.startMs,
      after.endMs,
      after.id,
    );
  }
  const isAsBefore =
    before.speaker === after.speaker &&
    before.speakerName === after.speakerName &&
    before.isUnreviewed === after.isUnreviewed;
  if (!isAsBefore) {
    db.prepare("UPDATE segment SET speaker = ?, speaker_name = ?, is_unreviewed = ? WHERE id = ?").run(
      after.speaker,
      after.speakerName ?? null,
      after.isUnreviewed === true ? 1 : 0,
      after.id,
    );
  }
  // The search index is rewritten with the text only.
  if (before.text !== after.text) {
    db.prepare("UPDATE segment SET text = ? WHERE id = ?").run(after.text, after.id);
  }
}

/** Removes one segment. */
export function removeSegment(db: Database.Database, id: SegmentId): void {
  db.prepare("DELETE FROM segment WHERE id = ?").run(id);
}

/** Removes the whole transcript of a conversation. */
export function removeAllSegments(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM segment WHERE conversation_id = ?").run(conversationId);
}

/** A conversation's transcript, in order (start, end, id). */
export function listSegments(db: Database.Database, conversationId: ConversationId): Segment[] {
  return db
    .prepare<[string], SegmentRow>(
      `SELECT id, start_ms, end_ms, speaker, speaker_name, text, is_unreviewed FROM segment WHERE conversation_id = ?
        ORDER BY start_ms, end_ms, id`,
    )
    .all(conversationId)
    .map(rowToSegment);
}

/** Those of some segments that are in a conversation's transcript, in order. */
export function findSegments(
  db: Database.Database,
  conversationId: ConversationId,
  ids: readonly SegmentId[],
): Segment[] {
  return db
    .prepare<[string, string], SegmentRow>(
      `SELECT id, start_ms, end_ms, speaker, speaker_name, text, is_unreviewed FROM segment
        WHERE id IN (SELECT value FROM json_each(?)) AND +conversation_id = ? ORDER BY start_ms, end_ms, id`,
    )
    .all(JSON.stringify(ids), conversationId)
    .map(rowToSegment);
}

/** Whether an id is in use in any transcript. */
export function isSegmentIdTaken(db: Database.Database, id: SegmentId): boolean {
  return db.prepare<[string]>("SELECT 1 FROM segment WHERE id = ?").get(id) !== undefined;
}

/** A segment that a search found. */
export interface FoundSegment extends Segment {
  readonly conversationId: ConversationId;
}

/** Indexes over the text: spelt as it is, or without signs on letters. */
const indexOf = { exact: "segment_search", folded: "segment_search_folded" } as const;

/**
 * Finds segments, those of the latest written first: the order the index has anyway, so that a common word
 * in a million segments costs no sorting.
 */
export function searchSegments(
  db: Database.Database,
  spelling: keyof typeof indexOf,
  terms: readonly SearchTerm[],
  limit: number,
): FoundSegment[] {
  const index = indexOf[spelling];
  return db
    .prepare<[string, number], SegmentRow & { readonly conversation_id: string }>(
      `SELECT segment.id, conversation_id, start_ms, end_ms, speaker, speaker_name, segment.text, is_unreviewed
         FROM ${index} JOIN segment ON segment.rowid = ${index}.rowid
        WHERE ${index} MATCH ? ORDER BY ${index}.rowid DESC LIMIT ?`,
    )
    .all(matchOf(terms), limit)
    .map((row) => ({ ...rowToSegment(row), conversationId: row.conversation_id as ConversationId }));
}

/** An FTS5 expression: quoted phrases, all of which must be there. */
function matchOf(terms: readonly SearchTerm[]): string {
  return terms.map(({ words, isBeginning }) => `"${words.join(" ")}"${isBeginning ? "*" : ""}`).join(" ");
}

interface SegmentRow {
  readonly id: string;
  readonly start_ms: number;
  readonly end_ms: number;
  readonly speaker: Speaker;
  readonly speaker_name: string | null;
  readonly text: string;
  readonly is_unreviewed: 0 | 1;
}

function rowToSegment(row: SegmentRow): Segment {
  return {
    id: row.id as SegmentId,
    startMs: row.start_ms,
    endMs: row.end_ms,
    speaker: row.speaker,
    ...(row.speaker_name === null ? {} : { speakerName: row.speaker_name }),
    text: row.text,
    ...(row.is_unreviewed === 0 ? {} : { isUnreviewed: true }),
  };
}

/** Rows of `segment`: the transcript, and the search over it. */
import type Database from "better-sqlite3";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
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

/** Whether an id is in use in any transcript. */
export function isSegmentIdTaken(db: Database.Database, id: SegmentId): boolean {
  return db.prepare<[string]>("SELECT 1 FROM segment WHERE id = ?").get(id) !== undefined;
}

/** A segment that a search found. */
export interface FoundSegment {
  readonly id: SegmentId;
  readonly conversationId: ConversationId;
  readonly startMs: number;
  /** About twelve words around the first hit, without markup. */
  readonly snippet: string;
}

/**
 * Finds segments, those of the latest written first: the order the index has anyway, so that a common word
 * in a million segments costs no sorting.
 *
 * @param match - an expression of FTS5, already quoted
 */
export function searchSegments(db: Database.Database, match: string, limit: number): FoundSegment[] {
  return db
    .prepare<[string, number], FoundRow>(
      `SELECT segment.id, segment.conversation_id, segment.start_ms,
              snippet(segment_search, 0, '', '', '…', 12) AS snippet
         FROM segment_search JOIN segment ON segment.rowid = segment_search.rowid
        WHERE segment_search MATCH ? ORDER BY segment_search.rowid DESC LIMIT ?`,
    )
    .all(match, limit)
    .map((row) => ({
      id: row.id as SegmentId,
      conversationId: row.conversation_id as ConversationId,
      startMs: row.start_ms,
      snippet: row.snippet,
    }));
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

interface FoundRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly start_ms: number;
  readonly snippet: string;
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

/** Rows of `transcript_version`: what a transcript was before. */
import type Database from "better-sqlite3";
import { z } from "zod";
import type { ConversationId, SegmentId, VersionId } from "../../shared/domain/ids.ts";
import { type Segment, type Speaker, segmentSchema } from "../../shared/domain/segment.ts";
import type { TranscriptVersion, VersionReason } from "../../shared/domain/transcriptVersion.ts";

/** Keeps lines as a version. */
export function insertVersion(
  db: Database.Database,
  conversationId: ConversationId,
  version: Omit<TranscriptVersion, "lineCount">,
  segments: readonly Segment[],
): void {
  db.prepare(
    `INSERT INTO transcript_version (id, conversation_id, name, reason, saved_at, line_count, lines)
     VALUES (:id, :conversationId, :name, :reason, :savedAt, :lineCount, :lines)`,
  ).run({ ...version, conversationId, lineCount: segments.length, lines: JSON.stringify(packed(segments)) });
}

/** A conversation's versions, the last kept first. */
export function listVersions(db: Database.Database, conversationId: ConversationId): TranscriptVersion[] {
  return db
    .prepare<[string], VersionRow>(
      `SELECT id, name, reason, saved_at, line_count FROM transcript_version WHERE conversation_id = ?
        ORDER BY saved_at DESC, rowid DESC`,
    )
    .all(conversationId)
    .map(rowToVersion);
}

/** Whose a version is. @returns `undefined` if there is none with this id */
export function conversationOfVersion(db: Database.Database, id: VersionId): ConversationId | undefined {
  return db
    .prepare<[string], ConversationId>("SELECT conversation_id FROM transcript_version WHERE id = ?")
    .pluck()
    .get(id);
}

/** The lines of a version, in order. */
export function readVersionLines(db: Database.Database, id: VersionId): Segment[] {
  const lines = db
    .prepare<[string], string>("SELECT lines FROM transcript_version WHERE id = ?")
    .pluck()
    .get(id);
  return linesSchema.parse(JSON.parse(lines ?? "[]")).map(unpacked);
}

/** Whether the version kept last is of just these lines. */
export function isLastVersion(
  db: Database.Database,
  conversationId: ConversationId,
  segments: readonly Segment[],
): boolean {
  const lines = db
    .prepare<[string], string>(
      "SELECT lines FROM transcript_version WHERE conversation_id = ? ORDER BY saved_at DESC, rowid DESC LIMIT 1",
    )
    .pluck()
    .get(conversationId);
  return lines === JSON.stringify(packed(segments));
}

/** Gives a version a name; one that was kept by itself is then one of the person's. */
export function renameVersion(db: Database.Database, id: VersionId, name: string): void {
  db.prepare("UPDATE transcript_version SET name = ?, reason = NULL WHERE id = ?").run(name, id);
}

/** Takes a version out; the text stays as it is. */
export function removeVersion(db: Database.Database, id: VersionId): void {
  db.prepare("DELETE FROM transcript_version WHERE id = ?").run(id);
}

/** Takes the oldest of those out that were kept by themselves, all but `most`. */
export function removeOldAutomatic(db: Database.Database, id: ConversationId, most: number): void {
  db.prepare(
    `DELETE FROM transcript_version WHERE id IN (
       SELECT id FROM transcript_version WHERE conversation_id = ? AND reason IS NOT NULL
        ORDER BY saved_at DESC, rowid DESC LIMIT -1 OFFSET ?)`,
  ).run(id, most);
}

/** Takes all versions of a transcript out: they go with it. */
export function removeVersions(db: Database.Database, id: ConversationId): void {
  db.prepare("DELETE FROM transcript_version WHERE conversation_id = ?").run(id);
}

/** A line without the names of its fields; its speaker's own name and that nobody has listened come last, where there. */
type PackedLine = readonly [...bare: BareLine, name?: string | null, isUnreviewed?: true];
type BareLine = [SegmentId, number, number, Speaker, string];

const { id, startMs, endMs, speaker, text, speakerName } = segmentSchema.shape;
const bare = [id, startMs, endMs, speaker, text] as const;
const named = speakerName.nullable();
const linesSchema = z.array(
  z.union([z.tuple([...bare]), z.tuple([...bare, named]), z.tuple([...bare, named, z.literal(true)])]),
);

function packed(segments: readonly Segment[]): PackedLine[] {
  return segments.map((segment) => {
    const { speakerName: name = null, isUnreviewed } = segment;
    const line: BareLine = [segment.id, segment.startMs, segment.endMs, segment.speaker, segment.text];
    if (isUnreviewed) return [...line, name, true];
    return name === null ? line : [...line, name];
  });
}

function unpacked(line: z.infer<typeof linesSchema>[number]): Segment {
  const [id, startMs, endMs, speaker, text, speakerName = null, isUnreviewed] = line;
  return {
    id,
    startMs,
    endMs,
    speaker,
    ...(speakerName === null ? {} : { speakerName }),
    text,
    ...(isUnreviewed ? { isUnreviewed } : {}),
  };
}

interface VersionRow {
  readonly id: string;
  readonly name: string | null;
  readonly reason: VersionReason | null;
  readonly saved_at: number;
  readonly line_count: number;
}

function rowToVersion(row: VersionRow): TranscriptVersion {
  return {
    id: row.id as VersionId,
    name: row.name,
    reason: row.reason,
    savedAt: row.saved_at,
    lineCount: row.line_count,
  };
}

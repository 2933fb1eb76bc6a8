/** Rows of `identifying_word` and `replaced_place`: what a person has decided while de-identifying. */
import type Database from "better-sqlite3";
import {
  type DecidedWord,
  identifyingKindSchema,
  type ReplacedPlace,
} from "../../shared/domain/deidentification.ts";
import type { ConversationId, IdentifyingWordId, PassageId, SegmentId } from "../../shared/domain/ids.ts";

/** Keeps a decision; one that is there under the same id is changed, its places stay. */
export function saveDecidedWord(db: Database.Database, word: Omit<DecidedWord, "places">): void {
  db.prepare(
    `INSERT INTO identifying_word (id, conversation_id, original, kind, replacement, is_left)
     VALUES (:id, :conversationId, :original, :kind, :replacement, :isLeft)
     ON CONFLICT (id) DO UPDATE SET kind = :kind, replacement = :replacement, is_left = :isLeft`,
  ).run({ ...word, isLeft: word.isLeft ? 1 : 0 });
}

/** Adds a place at which a word was replaced. */
export function insertReplacedPlace(
  db: Database.Database,
  wordId: IdentifyingWordId,
  place: ReplacedPlace,
): void {
  db.prepare(
    `INSERT INTO replaced_place (word_id, segment_id, field, start_index, original, replacement, passage_id)
     VALUES (:wordId, :segmentId, :field, :startIndex, :original, :replacement, :passageId)`,
  ).run({ wordId, ...place });
}

/** What was decided in a conversation, in the order in which it was; places likewise. */
export function listDecidedWords(db: Database.Database, conversationId: ConversationId): DecidedWord[] {
  const places = Map.groupBy(
    db
      .prepare<[string], PlaceRow>(
        `SELECT replaced_place.* FROM replaced_place JOIN identifying_word ON identifying_word.id = word_id
          WHERE conversation_id = ? ORDER BY replaced_place.rowid`,
      )
      .all(conversationId),
    ({ word_id }) => word_id,
  );
  return db
    .prepare<[string], WordRow>("SELECT * FROM identifying_word WHERE conversation_id = ? ORDER BY rowid")
    .all(conversationId)
    .map((row) => rowToWord(row, places.get(row.id) ?? []));
}

/** Forgets a decision with its places; where they are said stays marked. */
export function removeDecidedWord(db: Database.Database, id: IdentifyingWordId): void {
  db.prepare("DELETE FROM replaced_place WHERE word_id = ?").run(id);
  db.prepare("DELETE FROM identifying_word WHERE id = ?").run(id);
}

/** Forgets all decisions of a conversation. */
export function removeDecidedWords(db: Database.Database, conversationId: ConversationId): void {
  db.prepare(
    "DELETE FROM replaced_place WHERE word_id IN (SELECT id FROM identifying_word WHERE conversation_id = ?)",
  ).run(conversationId);
  db.prepare("DELETE FROM identifying_word WHERE conversation_id = ?").run(conversationId);
}

interface WordRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly original: string;
  readonly kind: string;
  readonly replacement: string | null;
  readonly is_left: 0 | 1;
}

interface PlaceRow {
  readonly word_id: string;
  readonly segment_id: string | null;
  readonly field: ReplacedPlace["field"];
  readonly start_index: number;
  readonly original: string;
  readonly replacement: string;
  readonly passage_id: string | null;
}

function rowToWord(row: WordRow, places: readonly PlaceRow[]): DecidedWord {
  return {
    id: row.id as IdentifyingWordId,
    conversationId: row.conversation_id as ConversationId,
    original: row.original,
    kind: identifyingKindSchema.parse(row.kind),
    replacement: row.replacement,
    isLeft: row.is_left === 1,
    places: places.map(rowToPlace),
  };
}

function rowToPlace(row: PlaceRow): ReplacedPlace {
  return {
    segmentId: row.segment_id as SegmentId | null,
    field: row.field,
    startIndex: row.start_index,
    original: row.original,
    replacement: row.replacement,
    passageId: row.passage_id as PassageId | null,
  };
}

/** Rows of `sound_whereabouts` and `sound_place`: where a sound may still be besides the vault. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import {
  placesFor,
  type Settlement,
  type SoundOrigin,
  type SoundPlace,
  type Whereabouts,
} from "../../shared/domain/whereabouts.ts";

/** Begins the list of a conversation whose sound is taken in from a file; one that is there stays. */
export function insertWhereabouts(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("INSERT INTO sound_whereabouts (conversation_id) VALUES (?) ON CONFLICT DO NOTHING").run(
    conversationId,
  );
}

/** Forgets the list of a sound that was taken out again. */
export function removeWhereabouts(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM sound_whereabouts WHERE conversation_id = ?").run(conversationId);
}

/** The list of a conversation. @returns `undefined` if there is none */
export function findWhereabouts(
  db: Database.Database,
  conversationId: ConversationId,
): Whereabouts | undefined {
  const row = db
    .prepare<[string], WhereaboutsRow>(`${selectWhereabouts} WHERE conversation_id = ?`)
    .get(conversationId);
  return row && rowToWhereabouts(db, row);
}

/** A conversation whose list is not settled. */
export interface OpenWhereabouts {
  readonly conversationId: ConversationId;
  readonly origin: SoundOrigin | null;
  readonly isErasureUnfinished: boolean;
}

/** All lists on which something is open, or whose file is half erased. */
export function listOpenWhereabouts(db: Database.Database): OpenWhereabouts[] {
  return db
    .prepare<[], WhereaboutsRow>(`${selectWhereabouts} WHERE settled_at IS NULL OR is_erasure_unfinished = 1`)
    .all()
    .map((row) => ({
      conversationId: row.conversation_id as ConversationId,
      origin: row.origin,
      isErasureUnfinished: row.is_erasure_unfinished === 1,
    }));
}

/** Keeps what the person says of where the sound came from. */
export function saveOrigin(db: Database.Database, conversationId: ConversationId, origin: SoundOrigin): void {
  db.prepare("UPDATE sound_whereabouts SET origin = ? WHERE conversation_id = ?").run(origin, conversationId);
}

/** Ticks a place. */
export function settlePlace(
  db: Database.Database,
  conversationId: ConversationId,
  place: SoundPlace,
  settled: { readonly as: Settlement; readonly at: number; readonly byLyhord: boolean },
): void {
  db.prepare(
    `INSERT OR REPLACE INTO sound_place (conversation_id, place, settled_as, settled_at, by_lyhord)
     VALUES (:conversationId, :place, :as, :at, :byLyhord)`,
  ).run({ conversationId, place, ...settled, byLyhord: settled.byLyhord ? 1 : 0 });
}

/** Takes a tick back. */
export function reopenPlace(db: Database.Database, conversationId: ConversationId, place: SoundPlace): void {
  db.prepare("DELETE FROM sound_place WHERE conversation_id = ? AND place = ?").run(conversationId, place);
}

/** Notes since when nothing is open; `null` where something is. @returns `false` if that was known */
export function markSettled(
  db: Database.Database,
  conversationId: ConversationId,
  settledAt: number | null,
): boolean {
  const { changes } = db
    .prepare(
      `UPDATE sound_whereabouts SET settled_at = :settledAt
        WHERE conversation_id = :conversationId AND (settled_at IS NULL) <> (:settledAt IS NULL)`,
    )
    .run({ conversationId, settledAt });
  return changes === 1;
}

const selectWhereabouts = /* sql */ `
  SELECT conversation_id, origin,
         EXISTS (SELECT 1 FROM source_erasure
                  WHERE source_erasure.conversation_id = sound_whereabouts.conversation_id)
           AS is_erasure_unfinished
    FROM sound_whereabouts`;

interface WhereaboutsRow {
  readonly conversation_id: string;
  readonly origin: SoundOrigin | null;
  readonly is_erasure_unfinished: number;
}

interface PlaceRow {
  readonly place: SoundPlace;
  readonly settled_as: Settlement;
  readonly settled_at: number;
  readonly by_lyhord: number;
}

function rowToWhereabouts(db: Database.Database, row: WhereaboutsRow): Whereabouts {
  const ticked = db
    .prepare<[string], PlaceRow>("SELECT * FROM sound_place WHERE conversation_id = ?")
    .all(row.conversation_id);
  const byPlace = new Map(
    ticked.map(({ place, settled_as, settled_at, by_lyhord }) => [
      place,
      { as: settled_as, at: settled_at, byLyhord: by_lyhord === 1 },
    ]),
  );
  return {
    origin: row.origin,
    places: placesFor(row.origin).map((place) => ({ place, settled: byPlace.get(place) ?? null })),
    isErasureUnfinished: row.is_erasure_unfinished === 1,
  };
}

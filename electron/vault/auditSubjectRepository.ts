/** When what the audit log is about was gone: conversations and permissions as their entries' retention sees them. */
import type Database from "better-sqlite3";
import { endOfDate } from "../../shared/domain/localMidnight.ts";

/**
 * When the last content of a conversation was erased, epoch ms.
 *
 * @returns `null` while some of it is there or nothing ever was; `undefined` if there is no such conversation
 */
export function conversationGoneAt(db: Database.Database, id: string): number | null | undefined {
  const row = db.prepare<[string], GoneRow>(`SELECT ${goneColumns} FROM conversation WHERE id = ?`).get(id);
  return row && rowToGoneAt(row);
}

/**
 * When a permission was over and the last content under it erased, epoch ms.
 *
 * @param zone - in which its last date ends
 * @returns `null` while something is there; `undefined` if there is no permission of this number
 */
export function consentGoneAt(
  db: Database.Database,
  number: number,
  zone: string,
): number | null | undefined {
  const consent = db
    .prepare<[number], { id: string; last_on: string; withdrawn_at: number | null }>(
      "SELECT id, last_on, withdrawn_at FROM consent WHERE number = ?",
    )
    .get(number);
  if (consent === undefined) return undefined;
  const conversations = db
    .prepare<[string], GoneRow>(`SELECT ${goneColumns} FROM conversation WHERE consent_id = ?`)
    .all(consent.id)
    .map(rowToGoneAt);
  const endedAt = Math.min(
    endOfDate(consent.last_on, zone),
    consent.withdrawn_at ?? Number.POSITIVE_INFINITY,
  );
  return conversations.reduce<number | null>(
    (latest, goneAt) => (latest === null || goneAt === null ? null : Math.max(latest, goneAt)),
    endedAt,
  );
}

const goneColumns = /* sql */ `
  max(coalesce(sound_erased_at, 0), coalesce(transcript_erased_at, 0), coalesce(notes_erased_at, 0)) AS erased_at,
  segment_count > 0
    OR EXISTS (SELECT 1 FROM recording WHERE conversation_id = conversation.id AND key_half IS NOT NULL)
    OR EXISTS (SELECT 1 FROM speaker_name WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM edit_step WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM transcript_version WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM coding WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM note WHERE conversation_id = conversation.id) AS has_content`;

interface GoneRow {
  readonly erased_at: number;
  readonly has_content: number;
}

function rowToGoneAt({ erased_at, has_content }: GoneRow): number | null {
  return has_content === 1 || erased_at === 0 ? null : erased_at;
}

/** What has become of what the audit log is about: conversations and permissions as their entries' retention sees them. */
import type Database from "better-sqlite3";
import type { ConversationKind } from "../../shared/domain/conversation.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { type PresentColumns, presentColumns, presentIn } from "./presentContent.ts";

/** A conversation that entries are about. */
export type LoggedConversation =
  /** Some of it is there. */
  | { readonly state: "kept" }
  /** The last of its content was erased then, epoch ms. */
  | { readonly state: "erased"; readonly at: number }
  /** Nothing is there and nothing was erased: never filled, emptied by hand, or taken out. */
  | { readonly state: "empty" }
  /** What is published rests on nobody's permission and has no clocks. */
  | { readonly state: "published" };

/** What has become of a conversation. */
export function findLoggedConversation(db: Database.Database, id: string): LoggedConversation {
  const row = db.prepare<[string], GoneRow>(`${selectGone} WHERE id = ?`).get(id);
  if (row === undefined) return { state: "empty" };
  if (row.kind === "published") return { state: "published" };
  if (presentIn(row).length > 0) return { state: "kept" };
  return row.erased_at === null ? { state: "empty" } : { state: "erased", at: row.erased_at };
}

/** A permission that entries are about. */
export interface LoggedConsent {
  /** When it was over, by its last date or by being taken back; epoch ms. */
  readonly endedAt: number;
  readonly conversationIds: readonly string[];
}

/**
 * What has become of a permission.
 *
 * @param zone - in which its last date ends
 * @returns `undefined` if there is none of this number
 */
export function findLoggedConsent(
  db: Database.Database,
  number: number,
  zone: string,
): LoggedConsent | undefined {
  const consent = db
    .prepare<[number], { id: string; last_on: string; withdrawn_at: number | null }>(
      "SELECT id, last_on, withdrawn_at FROM consent WHERE number = ?",
    )
    .get(number);
  if (consent === undefined) return undefined;
  return {
    endedAt: Math.min(endOfDate(consent.last_on, zone), consent.withdrawn_at ?? Number.POSITIVE_INFINITY),
    conversationIds: db
      .prepare<[string], string>("SELECT id FROM conversation WHERE consent_id = ?")
      .pluck()
      .all(consent.id),
  };
}

const selectGone = /* sql */ `
  SELECT kind, ${presentColumns},
         nullif(max(coalesce(sound_erased_at, 0), coalesce(transcript_erased_at, 0), coalesce(notes_erased_at, 0)), 0)
           AS erased_at
    FROM conversation`;

interface GoneRow extends PresentColumns {
  readonly kind: ConversationKind;
  readonly erased_at: number | null;
}

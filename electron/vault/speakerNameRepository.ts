/** Rows of `speaker_name`: what a role is called in one transcript. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type Speaker, speakers } from "../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../shared/domain/speakerCalled.ts";

/** What the roles are called; those that are not there have the vault's word. */
export function listSpeakerNames(db: Database.Database, conversationId: ConversationId): SpeakerNames {
  const rows = db
    .prepare<[string], { speaker: Speaker; name: string }>(
      "SELECT speaker, name FROM speaker_name WHERE conversation_id = ?",
    )
    .all(conversationId);
  return Object.fromEntries(rows.map(({ speaker, name }) => [speaker, name]));
}

/** Calls the roles so from now on; one that is not there goes back to the vault's word. */
export function saveSpeakerNames(
  db: Database.Database,
  conversationId: ConversationId,
  names: SpeakerNames,
): void {
  removeSpeakerNames(db, conversationId);
  const insert = db.prepare("INSERT INTO speaker_name (conversation_id, speaker, name) VALUES (?, ?, ?)");
  for (const speaker of speakers) {
    const name = names[speaker];
    if (name !== undefined) insert.run(conversationId, speaker, name);
  }
}

/** Takes a transcript's names out. */
export function removeSpeakerNames(db: Database.Database, conversationId: ConversationId): void {
  db.prepare("DELETE FROM speaker_name WHERE conversation_id = ?").run(conversationId);
}

/** A database as it was before one of the migrations, with a conversation in it. */
import path from "node:path";
import type Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** The conversation that lies in it: a role play, "Skorna vid dörren". */
export const olderConversationId = "11111111-2222-4333-8444-555555555555" as ConversationId;

/**
 * Makes it; it is closed when the test ends.
 *
 * @param step - the migration that is still to come
 * @returns the database, and what brings it up to that migration
 */
export async function olderDatabase(
  step: string,
): Promise<{ readonly db: Database.Database; readonly bringUp: () => void }> {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(step));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  db.prepare(
    `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
     VALUES (?, 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`,
  ).run(olderConversationId);
  return { db, bringUp: () => migrate(db, [...before, step]) };
}

/** Small named values of the vault: JSON texts, parsed by whoever owns the name. */
import type Database from "better-sqlite3";

/** Names in use; a new one belongs here. */
export type SettingName =
  | "settings"
  | "mandate"
  | "locked-notes-taken"
  | "header-revision"
  | "schedule-witness"
  | "withdrawals-witness"
  | "pages-witness"
  | "new-conversation-draft"
  | "scheme-draft"
  | "practice-draft"
  | "recovery-code-untyped"
  | "numbers-given-out";

/** The stored value. @returns `undefined` if it was never set */
export function findSetting(db: Database.Database, name: SettingName): unknown {
  const row = db.prepare<[string], { value: string }>("SELECT value FROM setting WHERE name = ?").get(name);
  return row === undefined ? undefined : JSON.parse(row.value);
}

/** Sets or replaces a value, which must survive JSON. */
export function upsertSetting(db: Database.Database, name: SettingName, value: unknown): void {
  db.prepare(
    `INSERT INTO setting (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  ).run(name, JSON.stringify(value));
}

/** Removes a value. @returns whether there was one */
export function removeSetting(db: Database.Database, name: SettingName): boolean {
  return db.prepare("DELETE FROM setting WHERE name = ?").run(name).changes > 0;
}

/** Brings the schema up to date: append-only numbered migrations, each in a transaction of its own. */
import type Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import { firstSchema } from "./migrations/0001-first-schema.ts";
import { copiesOutside } from "./migrations/0004-copies-outside.ts";

/** The migrations in order; the first leads to version 1. Never change one that was released. */
export const migrations: readonly string[] = [firstSchema, copiesOutside];

/**
 * Applies what is missing; `PRAGMA user_version` counts what was applied.
 *
 * @throws Failure `vault.format-too-new` for a database of a later version; nothing is touched then
 */
export function migrate(db: Database.Database, steps: readonly string[] = migrations): void {
  const version = db.pragma("user_version", { simple: true }) as number;
  if (version > steps.length) throw new Failure("vault.format-too-new");
  for (const [index, sql] of steps.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).exclusive();
  }
}

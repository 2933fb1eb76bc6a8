/** Rows of `own_scheme` and `scheme_word`. */
import type Database from "better-sqlite3";
import { type Scheme, type SchemeId, schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { type SchemeWord, schemeWordSchema } from "../../shared/domain/schemeWords.ts";

/** Keeps a version; those before it stay as they are. */
export function insertOwnScheme(db: Database.Database, scheme: Scheme, savedAt: number): void {
  db.prepare("INSERT INTO own_scheme (id, version, content, saved_at) VALUES (?, ?, ?, ?)").run(
    scheme.id,
    scheme.version,
    JSON.stringify(scheme),
    savedAt,
  );
}

/** One version, whether offered or not. @returns `undefined` if there never was one */
export function findOwnScheme(db: Database.Database, id: SchemeId, version: number): Scheme | undefined {
  const row = db
    .prepare<[string, number], SchemeRow>("SELECT content FROM own_scheme WHERE id = ? AND version = ?")
    .get(id, version);
  return row && rowToScheme(row);
}

/** The last version, whether offered or not. @returns `undefined` if there never was one */
export function findNewestOwnScheme(db: Database.Database, id: SchemeId): Scheme | undefined {
  const row = db
    .prepare<[string], SchemeRow>("SELECT content FROM own_scheme WHERE id = ? ORDER BY version DESC LIMIT 1")
    .get(id);
  return row && rowToScheme(row);
}

/** The last version of each that is offered, the first made first. */
export function listOwnSchemes(db: Database.Database): Scheme[] {
  return db
    .prepare<[], SchemeRow>(
      `SELECT content FROM own_scheme
        WHERE removed_at IS NULL
          AND version = (SELECT max(version) FROM own_scheme AS other WHERE other.id = own_scheme.id)
        ORDER BY (SELECT min(saved_at) FROM own_scheme AS other WHERE other.id = own_scheme.id), id`,
    )
    .all()
    .map(rowToScheme);
}

/** Says of all versions since when they are no longer offered; `null`: they are. @returns whether there are any */
export function setSchemeRemoved(db: Database.Database, id: SchemeId, removedAt: number | null): boolean {
  return db.prepare("UPDATE own_scheme SET removed_at = ? WHERE id = ?").run(removedAt, id).changes > 0;
}

/** How many codings were made with any version of a scheme. */
export function countCodingsWith(db: Database.Database, id: SchemeId): number {
  return db.prepare("SELECT count(*) FROM coding WHERE scheme_id = ?").pluck().get(id) as number;
}

/** What the person calls the parts of a scheme. */
export function listSchemeWords(db: Database.Database, id: SchemeId): SchemeWord[] {
  return db
    .prepare(
      "SELECT part_id AS partId, which, text FROM scheme_word WHERE scheme_id = ? ORDER BY part_id, which",
    )
    .all(id)
    .map((row) => schemeWordSchema.parse(row));
}

/** Calls a part something, or what the scheme calls it. */
export function saveSchemeWord(
  db: Database.Database,
  id: SchemeId,
  { partId, which, text }: Omit<SchemeWord, "text"> & { readonly text: string | null },
): void {
  if (text === null) {
    db.prepare("DELETE FROM scheme_word WHERE scheme_id = ? AND part_id = ? AND which = ?").run(
      id,
      partId,
      which,
    );
    return;
  }
  db.prepare(
    `INSERT INTO scheme_word (scheme_id, part_id, which, text) VALUES (?, ?, ?, ?)
     ON CONFLICT (scheme_id, part_id, which) DO UPDATE SET text = excluded.text`,
  ).run(id, partId, which, text);
}

interface SchemeRow {
  readonly content: string;
}

function rowToScheme({ content }: SchemeRow): Scheme {
  return schemeShapeSchema.parse(JSON.parse(content));
}

/** Brings the schema up to date: append-only numbered migrations, each in a transaction of its own, on a copy. */
import type Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";
import { openCopy, openDatabase } from "./database.ts";
import {
  copyDatabase,
  requireRoomForCopy,
  requireSameContent,
  requireWhole,
  syncDatabase,
} from "./databaseCopy.ts";
import { firstSchema } from "./migrations/0001-first-schema.ts";
import { auditCheckpoints } from "./migrations/0002-audit-checkpoints.ts";
import { withdrawalCode } from "./migrations/0003-withdrawal-code.ts";
import { copiesOutside } from "./migrations/0004-copies-outside.ts";
import { backups } from "./migrations/0005-backups.ts";
import { recorder } from "./migrations/0006-recorder.ts";
import { spokenPermission } from "./migrations/0007-spoken-permission.ts";
import { sourceErasure } from "./migrations/0008-source-erasure.ts";
import { soundOrigins } from "./migrations/0011-sound-origins.ts";
import { linesAsSpoken } from "./migrations/0012-lines-as-spoken.ts";
import { speakersAndBlankRows } from "./migrations/0013-speakers-and-blank-rows.ts";
import { history } from "./migrations/0014-history.ts";
import { deidentification } from "./migrations/0015-deidentification.ts";
import { foldedSearch } from "./migrations/0016-folded-search.ts";
import { coding } from "./migrations/0017-coding.ts";
import { ownPractice } from "./migrations/0018-own-practice.ts";
import { earlierStart } from "./migrations/0019-earlier-start.ts";
import { truncateWal } from "./truncateWal.ts";

/** The migrations in order; the first leads to version 1. Never change one that was released. */
export const migrations: readonly string[] = [
  firstSchema,
  auditCheckpoints,
  withdrawalCode,
  copiesOutside,
  backups,
  recorder,
  spokenPermission,
  sourceErasure,
  soundOrigins,
  linesAsSpoken,
  speakersAndBlankRows,
  history,
  deidentification,
  foldedSearch,
  coding,
  ownPractice,
  earlierStart,
];

/**
 * Opens a database of any released schema.
 *
 * An older one is copied, the copy is migrated, verified and synced, and then it takes the name of the old file, which
 * is whole until that moment: a crash leaves one or the other.
 *
 * @param destroy - overwrites and deletes a file
 * @throws Failure `vault.format-too-new`, `vault.tampered`, `vault.disk-full`, `vault.verification-failed`
 */
export function openMigrated(
  { files, destroy }: { readonly files: FilePort; readonly destroy: (path: string) => void },
  path: string,
  key: Uint8Array,
  steps: readonly string[] = migrations,
): Database.Database {
  const db = openDatabase(path, key);
  const copyPath = `${path}.new`;
  try {
    if (missingSteps(db, steps) === 0) return db;
    destroy(copyPath);
    requireRoomForCopy(files, db);
    copyDatabase(files, db, copyPath);
    migrateCopy(db, copyPath, key, steps);
    syncDatabase(files, copyPath);
    // What stood in a log would be read into the new file.
    if (!truncateWal(db)) throw new Failure("vault.in-use");
    db.close();
    files.rename(copyPath, path);
    syncDatabase(files, path);
  } catch (error) {
    db.close();
    // On a full disk the copy must not stay in the way.
    if (files.exists(copyPath)) destroyAfterFailure(destroy, copyPath);
    throw error;
  }
  return openDatabase(path, key);
}

/** The failure is what the caller is told of; a copy that stays is destroyed before the next one is made. */
function destroyAfterFailure(destroy: (path: string) => void, copyPath: string): void {
  try {
    destroy(copyPath);
  } catch {
    // As said above.
  }
}

function migrateCopy(
  original: Database.Database,
  copyPath: string,
  key: Uint8Array,
  steps: readonly string[],
): void {
  const copy = openCopy(copyPath, key);
  try {
    requireSameContent(copy, original);
    migrate(copy, steps);
    requireWhole(copy);
  } finally {
    copy.close();
  }
}

/**
 * Applies what is missing; `PRAGMA user_version` counts what was applied.
 *
 * @throws Failure `vault.format-too-new` for a database of a later version; nothing is touched then
 */
export function migrate(db: Database.Database, steps: readonly string[] = migrations): void {
  const version = steps.length - missingSteps(db, steps);
  for (const [index, sql] of steps.entries()) {
    if (index < version) continue;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version = ${index + 1}`);
    }).exclusive();
  }
}

function missingSteps(db: Database.Database, steps: readonly string[]): number {
  const version = db.pragma("user_version", { simple: true }) as number;
  if (version > steps.length) throw new Failure("vault.format-too-new");
  return steps.length - version;
}

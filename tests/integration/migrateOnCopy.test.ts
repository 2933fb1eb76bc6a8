import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { destroyFile } from "../../electron/audio/destroyFile.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createDatabase, openDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations, openMigrated } from "../../electron/vault/migrate.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const key = randomBytes(32);
const surroundings = { files: nodeFiles, destroy: (file: string) => void destroyFile(nodeFiles, file) };
/** Each makes one schema more. */
const next = "ALTER TABLE conversation ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'";
const later = [...migrations, next];

beforeAll(loadSodium);

/** A database of the present schema with rows in it, the last of them in the log only, as a kill leaves it. */
function oldDatabase(): string {
  const folder = temporaryFolder();
  const made = path.join(folder, "made.db");
  const db = createDatabase(made, key);
  migrate(db);
  const insert = db.prepare(`INSERT INTO conversation (id, kind, occasion, held_on, created_at, zone)
                             VALUES (?, 'role-play', '', '2026-03-02', 0, 'Europe/Stockholm')`);
  const say = db.prepare(`INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text)
                          VALUES (?, ?, 0, 1, 'client', 'Det har varit mycket.')`);
  for (const id of ["a", "b"]) {
    insert.run(id);
    say.run(`segment of ${id}`, id);
    if (id === "a") db.pragma("wal_checkpoint(TRUNCATE)");
  }
  db.prepare("INSERT INTO audit (sequence, body, hash) VALUES (1, '{}', ?)").run(randomBytes(32));
  const databasePath = path.join(folder, "vault-1.db");
  for (const suffix of ["", "-wal"]) fs.copyFileSync(`${made}${suffix}`, `${databasePath}${suffix}`);
  db.close();
  for (const name of fs.readdirSync(folder)) if (name.startsWith("made")) fs.rmSync(path.join(folder, name));
  return databasePath;
}

/** What is in a database: its schema, its rows, and whether words are found. */
function contentOf(databasePath: string): unknown {
  const db = openDatabase(databasePath, key);
  const content = {
    version: db.pragma("user_version", { simple: true }),
    conversations: db.prepare("SELECT * FROM conversation ORDER BY id").all(),
    found: db.prepare("SELECT count(*) FROM segment_search('mycket')").pluck().get(),
    audit: db.prepare("SELECT * FROM audit").all(),
  };
  db.close();
  return content;
}

const row = (id: string, mood: object = {}) => expect.objectContaining({ id, ...mood });
const asItWas = { version: migrations.length, conversations: [row("a"), row("b")], found: 2 };

describe("a database of an earlier schema", () => {
  it("is whole in the new one, with what stood in its log only, and nothing is left beside it", () => {
    const databasePath = oldDatabase();
    openMigrated(surroundings, databasePath, key, later).close();
    expect(contentOf(databasePath)).toMatchObject({
      version: later.length,
      conversations: [row("a", { mood: "calm" }), row("b", { mood: "calm" })],
      found: 2,
    });
    expect(fs.readdirSync(path.dirname(databasePath))).toEqual(["vault-1.db"]);
  });

  it("stays as it was if a step fails, and is migrated by a version that can", () => {
    const databasePath = oldDatabase();
    const broken = [...migrations, next, "UPDATE conversation SET no_such_column = 1"];
    expect(() => openMigrated(surroundings, databasePath, key, broken)).toThrow("no_such_column");
    expect(contentOf(databasePath)).toMatchObject(asItWas);
    expect(fs.readdirSync(path.dirname(databasePath))).toEqual(["vault-1.db"]);
    openMigrated(surroundings, databasePath, key, later).close();
    expect(fs.readdirSync(path.dirname(databasePath))).toEqual(["vault-1.db"]);
  });

  it("stays as it was if a step leaves references that lead nowhere", () => {
    const databasePath = oldDatabase();
    const careless = [
      ...migrations,
      "PRAGMA defer_foreign_keys = 0; CREATE TABLE loose (id TEXT REFERENCES conversation (id)) STRICT",
    ];
    const orphaning = [...careless, "INSERT INTO loose VALUES ('nobody')"];
    expect(() => openMigrated(surroundings, databasePath, key, orphaning)).toThrow();
    expect(contentOf(databasePath)).toMatchObject(asItWas);
  });

  it("is not copied where there is no room, and says so", () => {
    const databasePath = oldDatabase();
    const full = { ...surroundings, files: { ...nodeFiles, freeBytes: () => 1_000_000 } };
    expect(() => openMigrated(full, databasePath, key, later)).toThrow(
      expect.objectContaining({ code: "vault.disk-full" }),
    );
    expect(contentOf(databasePath)).toMatchObject(asItWas);
  });

  it("is not mistaken for a copy that an earlier try has left", () => {
    const databasePath = oldDatabase();
    fs.writeFileSync(`${databasePath}.new`, "half a copy");
    openMigrated(surroundings, databasePath, key, later).close();
    expect(contentOf(databasePath)).toMatchObject({ version: later.length });
  });
});

describe("a database of the present schema", () => {
  it("is opened as it is, without a copy", () => {
    const databasePath = oldDatabase();
    const { ino } = fs.statSync(databasePath);
    openMigrated(surroundings, databasePath, key).close();
    expect(fs.statSync(databasePath).ino).toBe(ino);
  });

  it("is refused by an earlier version, which touches nothing", () => {
    const databasePath = oldDatabase();
    expect(() => openMigrated(surroundings, databasePath, key, migrations.slice(0, 1))).toThrow(
      expect.objectContaining({ code: "vault.format-too-new" }),
    );
    expect(contentOf(databasePath)).toMatchObject(asItWas);
  });
});

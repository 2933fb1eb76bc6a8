import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import {
  assertEncrypted,
  connectionSettings,
  createDatabase,
  openDatabase,
} from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { truncateWal } from "../../electron/vault/truncateWal.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const key = new Uint8Array(32).fill(7);
const rawKey = Buffer.concat([Buffer.from("raw:"), key]);

function newPath(): string {
  return path.join(temporaryFolder(), "vault-1.db");
}

/** A connection as somebody would open it who knows none of the rules. */
function naiveConnection(file: string, legacy: number | null = 4): Database.Database {
  const db = new Database(file);
  db.pragma("cipher = 'sqlcipher'");
  if (legacy !== null) db.pragma(`legacy = ${legacy}`);
  return db;
}

function codeOf(act: () => unknown): string {
  try {
    act();
    return "no error";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe("rule 1: the key is raw", () => {
  it("a database opens again with the same 32 bytes", () => {
    const file = newPath();
    const db = createDatabase(file, key);
    db.exec("CREATE TABLE t (x TEXT) STRICT; INSERT INTO t VALUES ('ja')");
    db.close();
    const again = openDatabase(file, key);
    expect(again.prepare("SELECT x FROM t").all()).toEqual([{ x: "ja" }]);
    again.close();
  });

  it("the bytes without the prefix are a passphrase, and that is another key", () => {
    const file = newPath();
    createDatabase(file, key).close();
    const db = naiveConnection(file);
    db.key(Buffer.from(key));
    expect(codeOf(() => db.prepare("SELECT * FROM sqlite_schema").all())).toBe("SQLITE_NOTADB");
    db.close();
  });

  it("a key of another length is refused", () => {
    const file = newPath();
    expect(() => createDatabase(file, key.subarray(1))).toThrow(RangeError);
  });
});

describe("rule 2: what SQLite does not say by itself is asserted", () => {
  it("another key is noticed at opening", () => {
    const file = newPath();
    createDatabase(file, key).close();
    expect(codeOf(() => openDatabase(file, new Uint8Array(32).fill(8)))).toBe("vault.tampered");
  });

  it("setting another key alone goes unnoticed until the first read", () => {
    const file = newPath();
    createDatabase(file, key).close();
    const db = naiveConnection(file);
    const wrong = Buffer.concat([Buffer.from("raw:"), new Uint8Array(32).fill(8)]);
    expect(codeOf(() => db.key(wrong))).toBe("no error");
    expect(codeOf(() => db.prepare("SELECT * FROM sqlite_schema").all())).toBe("SQLITE_NOTADB");
    db.close();
  });

  it("a new file is encrypted from its first byte, and one without a key is told apart", () => {
    const file = newPath();
    createDatabase(file, key).close();
    expect(() => assertEncrypted(file)).not.toThrow();
    expect(fs.readFileSync(file).includes("CREATE TABLE")).toBe(false);

    const plain = newPath();
    const db = new Database(plain);
    db.exec("CREATE TABLE t (x TEXT)");
    db.close();
    expect(() => assertEncrypted(plain)).toThrow("not encrypted");
  });

  it("a file that is empty is not taken for an encrypted one", () => {
    const file = newPath();
    fs.writeFileSync(file, "");
    expect(() => assertEncrypted(file)).toThrow("not written");
  });

  it("a database is not created over another", () => {
    const file = newPath();
    createDatabase(file, key).close();
    expect(codeOf(() => createDatabase(file, key))).toBe("EEXIST");
  });

  it("a database that is gone is not silently created anew", () => {
    expect(codeOf(() => openDatabase(newPath(), key))).toBe("vault.tampered");
  });

  it("the other page layout of the cipher cannot read it", () => {
    const file = newPath();
    createDatabase(file, key).close();
    const db = naiveConnection(file, 0);
    db.key(rawKey);
    expect(codeOf(() => db.prepare("SELECT * FROM sqlite_schema").all())).toBe("SQLITE_NOTADB");
    db.close();
  });
});

describe("rule 3: every connection has the settings", () => {
  const wanted = {
    journal_mode: "wal",
    synchronous: 2,
    temp_store: 2,
    secure_delete: 1,
    foreign_keys: 1,
    trusted_schema: 0,
    cell_size_check: 1,
  };

  function settingsOf(db: Database.Database) {
    return Object.fromEntries(Object.keys(wanted).map((name) => [name, db.pragma(name, { simple: true })]));
  }

  it("when it creates, and when it opens", () => {
    const file = newPath();
    const created = createDatabase(file, key);
    expect(settingsOf(created)).toEqual(wanted);
    created.close();
    const opened = openDatabase(file, key);
    expect(settingsOf(opened)).toEqual(wanted);
    expect(connectionSettings.map(([name]) => name)).toEqual(expect.arrayContaining(Object.keys(wanted)));
    opened.close();
  });

  it("which the driver does not set by itself", () => {
    const file = newPath();
    createDatabase(file, key).close();
    const db = naiveConnection(file);
    db.key(rawKey);
    const found = settingsOf(db);
    db.close();
    const differing = Object.entries(wanted).filter(([name, value]) => found[name] !== value);
    expect(differing.map(([name]) => name)).toEqual([
      "synchronous",
      "temp_store",
      "trusted_schema",
      "cell_size_check",
    ]);
  });

  it("and a cache no smaller than the database", () => {
    const file = newPath();
    createDatabase(file, key).close();
    // Only the size counts here: SQLite ignores what lies behind its last page.
    fs.truncateSync(file, 80 * 1024 * 1024);
    const opened = openDatabase(file, key);
    expect(-(opened.pragma("cache_size", { simple: true }) as number) * 1024).toBeGreaterThanOrEqual(
      fs.statSync(file).size,
    );
    opened.close();
  });

  it.skipIf(process.platform !== "linux")("so that sorting writes no file, which it does without", () => {
    const file = newPath();
    const db = createDatabase(file, key);
    db.exec("CREATE TABLE t (x TEXT) STRICT");
    const insert = db.prepare("INSERT INTO t VALUES (?)");
    db.transaction(() => {
      for (let i = 0; i < 20_000; i += 1) insert.run(`kanariefågel ${(i * 7_919) % 20_000} `.repeat(20));
    })();
    const whileSorting = (settings: string) => {
      db.exec(settings);
      const rows = db.prepare("SELECT x FROM t ORDER BY x").iterate();
      rows.next();
      const temporary = openFiles().filter((name) => name.includes("etilqs"));
      rows.return?.();
      return temporary.length;
    };
    expect(whileSorting("PRAGMA cache_size = 10")).toBe(0);
    expect(whileSorting("PRAGMA temp_store = FILE")).toBeGreaterThan(0);
    db.close();
  });
});

function openFiles(): string[] {
  return fs.readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      return [fs.readlinkSync(`/proc/self/fd/${name}`)];
    } catch {
      return [];
    }
  });
}

describe("rule 4: deleted text is gone", () => {
  const texts = Array.from(
    { length: 100 },
    (_, i) => `Kanariefågel nummer ${i} sjöng en visa som ingen hört förut`,
  );

  /** Writes and deletes the texts, and counts how many are found in the files afterwards. */
  function survivors({ secureIndex, truncate }: { secureIndex: boolean; truncate: boolean }): number {
    const file = newPath();
    const db = createDatabase(file, key);
    migrate(db);
    if (!secureIndex)
      db.exec("INSERT INTO segment_search (segment_search, rank) VALUES ('secure-delete', 0)");
    insertConversation(db);
    const insert = db.prepare(
      "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, 'c', ?, ?, 'client', ?)",
    );
    // One commit each, as typing gives: the index then has many small pieces.
    for (const [i, text] of texts.entries())
      insert.run(`s${i}`, i * 1_000, i * 1_000 + 900, `${text} ord${i}ord`);
    db.exec("DELETE FROM segment");
    if (truncate) expect(truncateWal(db)).toBe(true);
    const bytes = decryptedBytes(file, key);
    db.close();
    return texts.filter((text, i) => bytes.includes(text) || bytes.includes(`ord${i}ord`)).length;
  }

  it("with secure-delete in the index and the log emptied nothing is found", () => {
    expect(survivors({ secureIndex: true, truncate: true })).toBe(0);
  });

  it("without secure-delete in the index words survive there", () => {
    expect(survivors({ secureIndex: false, truncate: true })).toBeGreaterThan(0);
  });

  it("without emptying the log nearly everything survives there", () => {
    expect(survivors({ secureIndex: true, truncate: false })).toBeGreaterThan(80);
  });

  it("emptying the log says so if somebody is reading", () => {
    const file = newPath();
    const db = createDatabase(file, key);
    db.exec("CREATE TABLE t (x TEXT) STRICT; INSERT INTO t VALUES ('ja')");
    const reader = openDatabase(file, key);
    reader.exec("BEGIN; SELECT * FROM t");
    db.exec("INSERT INTO t VALUES ('nej')");
    db.pragma("busy_timeout = 0");
    expect(truncateWal(db)).toBe(false);
    reader.exec("COMMIT");
    reader.close();
    expect(truncateWal(db)).toBe(true);
    db.close();
  });
});

function insertConversation(db: Database.Database): void {
  db.exec(`INSERT INTO conversation (id, kind, occasion, held_on, created_at, zone)
           VALUES ('c', 'role-play', '', '2026-03-02', 0, 'Europe/Stockholm')`);
}

describe("rules 5 and 6: what writes plaintext or risks the vault is never called", () => {
  it("no product code attaches, backs up or writes a serialized database, and one place rekeys a copy", () => {
    const root = path.resolve(import.meta.dirname, "../..");
    const sources = fs
      .readdirSync(path.join(root, "electron"), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => ({ name, text: fs.readFileSync(path.join(root, "electron", name), "utf8") }));
    const using = (pattern: RegExp) =>
      sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
    expect(using(/ATTACH\s|\.backup\(|\brekey\s*=/i)).toEqual([]);
    expect(using(/\.rekey\(/)).toEqual([path.join("vault", "database.ts")]);
    expect(using(/\brekeyCopy\(/)).toEqual([
      path.join("vault", "database.ts"),
      path.join("vault", "rotation.ts"),
    ]);
    // Only to look through the pages in memory.
    expect(using(/\.serialize\(/)).toEqual([path.join("vault", "canaries.ts")]);
  });
});

describe("rule 7: a changed page is noticed", () => {
  it("one flipped bit in any page makes reading it fail", () => {
    const file = newPath();
    const db = createDatabase(file, key);
    db.exec("CREATE TABLE t (x TEXT) STRICT");
    for (let i = 0; i < 50; i += 1) db.prepare("INSERT INTO t VALUES (?)").run("fågel ".repeat(300));
    db.close();
    const original = fs.readFileSync(file);
    const pages = original.length / 4096;
    const unnoticed: number[] = [];
    for (let page = 0; page < pages; page += 1) {
      const changed = Buffer.from(original);
      const position = page * 4096 + ((page * 977) % 4096);
      changed[position] = (changed[position] ?? 0) ^ 1;
      fs.writeFileSync(file, changed);
      if (codeOf(() => readAll(file)) === "no error") unnoticed.push(page);
    }
    expect(pages).toBeGreaterThan(20);
    expect(unnoticed).toEqual([]);
  });

  function readAll(file: string): void {
    const db = openDatabase(file, key);
    try {
      db.prepare("SELECT sum(length(x)) FROM t").get();
      if (db.pragma("integrity_check", { simple: true }) !== "ok") throw new Error("damaged");
    } finally {
      db.close();
    }
  }
});

describe("migrations", () => {
  it("bring an empty database to the newest version, and touch it no more", () => {
    const db = createDatabase(newPath(), key);
    migrate(db);
    expect(db.pragma("user_version", { simple: true })).toBe(migrations.length);
    const schema = db.prepare("SELECT sql FROM sqlite_schema").all();
    migrate(db);
    expect(db.prepare("SELECT sql FROM sqlite_schema").all()).toEqual(schema);
    db.close();
  });

  it("apply only what is missing, with the rows kept", () => {
    const db = createDatabase(newPath(), key);
    migrate(db);
    insertConversation(db);
    migrate(db, [...migrations, "ALTER TABLE conversation ADD COLUMN mood TEXT"]);
    expect(db.prepare("SELECT id, mood FROM conversation").all()).toEqual([{ id: "c", mood: null }]);
    db.close();
  });

  it("that fail leave the version before", () => {
    const db = createDatabase(newPath(), key);
    const broken = [...migrations, "CREATE TABLE half (x TEXT) STRICT; SELECT no_such_column FROM half"];
    expect(() => migrate(db, broken)).toThrow("no_such_column");
    expect(db.pragma("user_version", { simple: true })).toBe(migrations.length);
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
    db.close();
  });

  it("refuse a database of a later version without touching it", () => {
    const db = createDatabase(newPath(), key);
    db.pragma("user_version = 99");
    expect(codeOf(() => migrate(db))).toBe("vault.format-too-new");
    expect(db.prepare("SELECT count(*) AS tables FROM sqlite_schema").get()).toEqual({ tables: 0 });
    db.close();
  });
});

it("a process that is killed loses nothing that was committed", () => {
  const file = newPath();
  const module = path.resolve(import.meta.dirname, "../../electron/vault/database.ts");
  const script = `
    const { createDatabase } = await import(${JSON.stringify(module)});
    const db = createDatabase(${JSON.stringify(file)}, new Uint8Array(32).fill(7));
    db.exec("CREATE TABLE t (x INTEGER) STRICT");
    for (let i = 0; i < 20; i += 1) db.prepare("INSERT INTO t VALUES (?)").run(i);
    process.kill(process.pid, "SIGKILL");`;
  expect(() =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", script], { stdio: "pipe" }),
  ).toThrow();
  const db = openDatabase(file, key);
  expect(db.prepare("SELECT count(*) AS rows FROM t").get()).toEqual({ rows: 20 });
  db.close();
});

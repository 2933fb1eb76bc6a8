import path from "node:path";
import type Database from "better-sqlite3";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { readAuditHead, writeAuditHead } from "../../electron/vault/auditHeadFile.ts";
import { appendAudit, auditHead, verifyAuditLog } from "../../electron/vault/auditLog.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate } from "../../electron/vault/migrate.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { testStart } from "../support/vaultHostForTest.ts";

const conversationId = "00000000-0000-4000-8000-000000000001" as ConversationId;

async function logOf(entries: number): Promise<Database.Database> {
  await loadSodium();
  const db = createDatabase(path.join(temporaryFolder(), "vault-1.db"), new Uint8Array(32));
  migrate(db);
  for (let i = 1; i <= entries; i += 1) {
    appendAudit(db, {
      at: testStart + i,
      event: i % 2 === 0 ? "open" : "play",
      conversationId,
      consentNumber: i,
    });
  }
  return db;
}

describe("the audit log", () => {
  it("stores each entry as the text that was hashed, with its fields in a fixed order", async () => {
    const db = await logOf(0);
    appendAudit(db, {
      detail: { rule: "clock", category: "sound" },
      event: "erase",
      consentNumber: 17,
      conversationId,
      at: testStart,
    });
    expect(db.prepare("SELECT body FROM audit").get()).toEqual({
      body:
        `{"sequence":1,"at":${testStart},"event":"erase","consentNumber":17,` +
        `"conversationId":"${conversationId}","detail":{"category":"sound","rule":"clock"}}`,
    });
  });

  it("is whole as it was written, and when it is empty", async () => {
    const db = await logOf(5);
    expect(verifyAuditLog(db)).toEqual({ isWhole: true, head: auditHead(db) });
    const empty = await logOf(0);
    expect(verifyAuditLog(empty)).toEqual({ isWhole: true, head: { sequence: 0, hash: new Uint8Array(32) } });
  });

  it.each([
    ["an edited entry", "UPDATE audit SET body = replace(body, 'open', 'play') WHERE sequence = 2", 2],
    [
      "an edited entry with a hash of something else",
      "UPDATE audit SET hash = zeroblob(32) WHERE sequence = 3",
      3,
    ],
    ["a deleted entry", "DELETE FROM audit WHERE sequence = 2", 2],
    ["a deleted first entry", "DELETE FROM audit WHERE sequence = 1", 1],
    [
      "an entry deleted and the rest moved up",
      "DELETE FROM audit WHERE sequence = 2; UPDATE audit SET sequence = sequence - 1 WHERE sequence > 2",
      2,
    ],
    ["an inserted entry", "INSERT INTO audit SELECT 6, body, hash FROM audit WHERE sequence = 5", 6],
    [
      "two entries in each other's place",
      "UPDATE audit SET sequence = 99 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = 99",
      2,
    ],
    ["two bodies in each other's place", swapBodies(2, 4), 2],
  ])("shows %s", async (_, sql, sequence) => {
    const db = await logOf(5);
    const head = auditHead(db);
    db.exec(sql);
    expect(verifyAuditLog(db, head)).toEqual({ isWhole: false, sequence });
  });

  it("shows that its end was cut off, if its head was kept outside", async () => {
    const db = await logOf(5);
    const head = auditHead(db);
    db.exec("DELETE FROM audit WHERE sequence > 3");
    expect(verifyAuditLog(db, head)).toEqual({ isWhole: false, sequence: 4 });
    // The negative control: a chain alone cannot know its end.
    expect(verifyAuditLog(db).isWhole).toBe(true);
  });

  it("shows that it was written anew, if its head was kept outside", async () => {
    const db = await logOf(5);
    const head = auditHead(db);
    const rewritten = await logOf(0);
    for (let i = 1; i <= 6; i += 1) appendAudit(rewritten, { at: testStart, event: "open" });
    expect(verifyAuditLog(rewritten, head)).toEqual({ isWhole: false, sequence: 5 });
    expect(verifyAuditLog(rewritten).isWhole).toBe(true);
  });

  it("shows any changed character of any entry", async () => {
    const db = await logOf(12);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(200),
        fc.integer({ min: 1, max: 127 }),
        (sequence, at, by) => {
          const body = db
            .prepare("SELECT body FROM audit WHERE sequence = ?")
            .pluck()
            .get(sequence) as string;
          const position = at % body.length;
          const changed = String.fromCharCode((body.charCodeAt(position) + by) % 128);
          fc.pre(changed !== body[position]);
          const set = db.prepare("UPDATE audit SET body = ? WHERE sequence = ?");
          set.run(body.slice(0, position) + changed + body.slice(position + 1), sequence);
          const verdict = verifyAuditLog(db);
          set.run(body, sequence);
          expect(verdict).toEqual({ isWhole: false, sequence });
        },
      ),
      { numRuns: 200 },
    );
  });
});

function swapBodies(one: number, other: number): string {
  return `CREATE TEMP TABLE kept AS SELECT sequence, body FROM audit WHERE sequence IN (${one}, ${other});
    UPDATE audit SET body = (SELECT body FROM kept WHERE kept.sequence <> audit.sequence)
     WHERE sequence IN (${one}, ${other})`;
}

describe("the head of the audit log outside the database", () => {
  it("is what was written, and nothing that was changed", async () => {
    const { vault } = await vaultForTest();
    writeAuditHead(vault);
    expect(readAuditHead(vault)).toEqual(auditHead(vault.db));
    const forged = { ...vault, keys: { ...vault.keys, auditMacKey: new Uint8Array(32) } };
    writeAuditHead(forged);
    expect(readAuditHead(vault)).toBe("tampered");
  });

  it("lets the next unlock log that entries are missing", async () => {
    const test = await vaultForTest();
    for (let i = 0; i < 3; i += 1)
      appendAudit(test.vault.db, { at: testStart, event: "open", conversationId });
    writeAuditHead(test.vault);
    test.vault.db.exec("DELETE FROM audit WHERE sequence > 2");

    const { vault } = await test.reopen();

    const events = vault.db
      .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
      .pluck()
      .all() as string[];
    expect(events.map((body) => JSON.parse(body)).slice(-2)).toMatchObject([
      { event: "damage", detail: { what: "audit log" } },
      { event: "unlock" },
    ]);
  });
});

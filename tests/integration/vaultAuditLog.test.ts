import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { readCheckpoint } from "../../electron/vault/auditCheckpoint.ts";
import { readAuditHead, writeAuditHead } from "../../electron/vault/auditHeadFile.ts";
import { appendAudit, auditHead } from "../../electron/vault/auditLog.ts";
import { checkAuditLog } from "../../electron/vault/auditVerification.ts";
import { readCheckpointCopies } from "../../electron/vault/checkpointFile.ts";
import { listCheckpoints } from "../../electron/vault/checkpointRepository.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { auditCheckpoints } from "../../electron/vault/migrations/0002-audit-checkpoints.ts";
import { pruneAudit } from "../../electron/vault/pruneAudit.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import {
  checkpointDeeds,
  type Forgery,
  isRollback,
  logDeeds,
  outsideDeeds,
  withForgery,
} from "../support/auditForger.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { type LoggedVault, logEntries, loggedVault } from "../support/loggedVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { testStart } from "../support/vaultHostForTest.ts";

const conversationId = "00000000-0000-4000-8000-000000000001" as ConversationId;
const whole = { verdict: "whole" };

const logOf = (entries: number): Promise<LoggedVault> => loggedVault(temporaryFolder(), entries);

/** Which checkpoints there are: kind and entry. */
function checkpointsOf({ db }: LoggedVault) {
  return listCheckpoints(db).map((stored) => {
    const { number, kind, sequence } = readCheckpoint(stored) ?? expect.unreachable();
    return `${number}: ${kind} ${sequence}`;
  });
}

describe("the audit log", () => {
  it("stores each entry as the text that was hashed, with its fields in a fixed order", async () => {
    const { db } = await logOf(0);
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

  it("is whole as it was written", async () => {
    expect(checkAuditLog(await logOf(5))).toEqual(whole);
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
  ])("shows %s, and where", async (_, sql, sequence) => {
    const vault = await logOf(5);
    vault.db.exec(sql);
    expect(checkAuditLog(vault)).toEqual({
      verdict: "broken",
      findings: [{ finding: "entries-changed", first: sequence, last: sequence }],
    });
  });

  it("shows that its end was cut off", async () => {
    const vault = await logOf(5);
    vault.db.exec("DELETE FROM audit WHERE sequence > 3");
    expect(checkAuditLog(vault)).toEqual({
      verdict: "broken",
      findings: [{ finding: "end-missing", after: 3, last: 5 }],
    });
  });

  it("shows between which checkpoints it was written anew", async () => {
    const vault = await logOf(120);
    const forgery: Forgery = {
      deed: "edit",
      at: 69,
      rehashed: true,
      checkpoints: "left",
      outside: "left",
    };
    const verdict = withForgery(vault, forgery, new Uint8Array(), () => checkAuditLog(vault));
    expect(verdict).toEqual({
      verdict: "broken",
      findings: [{ finding: "entries-changed", first: 52, last: 101 }],
    });
  });

  it("shows any changed character of any entry", async () => {
    const vault = await logOf(12);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(200),
        fc.integer({ min: 1, max: 127 }),
        (sequence, at, by) => {
          const body = vault.db
            .prepare("SELECT body FROM audit WHERE sequence = ?")
            .pluck()
            .get(sequence) as string;
          const position = at % body.length;
          const changed = String.fromCharCode((body.charCodeAt(position) + by) % 128);
          fc.pre(changed !== body[position]);
          const set = vault.db.prepare("UPDATE audit SET body = ? WHERE sequence = ?");
          set.run(body.slice(0, position) + changed + body.slice(position + 1), sequence);
          const verdict = checkAuditLog(vault);
          set.run(body, sequence);
          expect(verdict).toEqual({
            verdict: "broken",
            findings: [{ finding: "entries-changed", first: sequence, last: sequence }],
          });
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

describe("checkpoints", () => {
  it("are signed with the first entry, after every fifty, and when the vault locks", async () => {
    const vault = await logOf(110);
    writeAuditHead(vault, "lock");
    writeAuditHead(vault, "lock");
    expect(checkpointsOf(vault)).toEqual([
      "1: interval 1",
      "2: interval 51",
      "3: interval 101",
      "4: lock 110",
    ]);
    expect(readCheckpointCopies(vault)).toEqual(listCheckpoints(vault.db));
    expect(checkAuditLog(vault)).toEqual(whole);
  });

  it("show whatever somebody with the database's key does to log and witnesses", async () => {
    const vault = await logOf(110);
    const olderHead = fs.readFileSync(vaultPaths(vault.folder).auditHead);
    logEntries(vault, 3);
    writeAuditHead(vault, "lock");
    fc.assert(
      fc.property(
        fc.record({
          deed: fc.constantFrom(...logDeeds),
          at: fc.nat(112),
          rehashed: fc.boolean(),
          checkpoints: fc.constantFrom(...checkpointDeeds),
          outside: fc.constantFrom(...outsideDeeds),
        }),
        (forgery) => {
          fc.pre(!isRollback(forgery));
          const verdict = withForgery(vault, forgery, olderHead, () => checkAuditLog(vault));
          expect(verdict.verdict).toBe("broken");
        },
      ),
      { numRuns: 300 },
    );
    expect(checkAuditLog(vault)).toEqual(whole);
  });

  it.each([
    [
      "taken out of the database",
      "DELETE FROM audit_checkpoint WHERE number = 2",
      [{ finding: "checkpoint-missing", number: 2 }],
    ],
    [
      "of another vault",
      `UPDATE audit_checkpoint SET text = replace(text, '"vault":"', '"vault":"0') WHERE number = 3`,
      [{ finding: "checkpoint-forged", number: 3 }],
    ],
    [
      "with another time",
      `UPDATE audit_checkpoint SET text = replace(text, '"at":1', '"at":2') WHERE number = 1`,
      [{ finding: "checkpoint-forged", number: 1 }],
    ],
  ])("show one %s", async (_, sql, findings) => {
    const vault = await logOf(110);
    vault.db.exec(sql);
    expect(checkAuditLog(vault)).toEqual({ verdict: "broken", findings });
  });

  it.each([
    ["checkpoints", "checkpoints.jsonl"],
    ["auditHead", "audit.json"],
  ] as const)("that lie outside in %s are missed, and a forged one is told", async (name, file) => {
    const vault = await logOf(60);
    const copy = vaultPaths(vault.folder)[name];
    const bytes = fs.readFileSync(copy);
    fs.rmSync(copy);
    expect(checkAuditLog(vault)).toEqual({
      verdict: "broken",
      findings: [{ finding: "copy-missing", file }],
    });
    fs.writeFileSync(copy, bytes.toString().replace("a", "b"));
    expect(checkAuditLog(vault)).toEqual({
      verdict: "broken",
      findings: [{ finding: "copy-forged", file }],
    });
  });

  it("may be torn from their copies by a crash at any write: the log is whole, and what is missing follows", async () => {
    for (let failAt = 1; failAt < 40; failAt += 1) {
      const vault = await logOf(50);
      appendAudit(vault.db, { at: testStart, event: "search" });
      const { files } = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      let isDone = true;
      try {
        writeAuditHead({ ...vault, files }, "lock");
      } catch {
        isDone = false;
      }
      expect(checkAuditLog(vault)).toEqual(whole);
      writeAuditHead(vault, "unlock");
      expect([readCheckpointCopies(vault), checkAuditLog(vault)]).toEqual([listCheckpoints(vault.db), whole]);
      vault.db.close();
      if (isDone) return expect(failAt).toBeGreaterThan(8);
    }
    expect.unreachable("the writing never ended");
  });
});

describe("the schema with checkpoints", () => {
  it("leaves the entries of the schema before as they were, with no checkpoint yet", async () => {
    await loadSodium();
    const db = createDatabase(path.join(temporaryFolder(), "vault-1.db"), new Uint8Array(32));
    migrate(db, migrations.slice(0, migrations.indexOf(auditCheckpoints)));
    for (let at = 1; at <= 3; at += 1) appendAudit(db, { at, event: "open" });
    const before = db.prepare("SELECT * FROM audit").all();
    migrate(db);
    expect([db.prepare("SELECT * FROM audit").all(), listCheckpoints(db)]).toEqual([before, []]);
    db.close();
  });
});

describe("pruning", () => {
  it("takes a beginning away, and the signed checkpoint is the new beginning", async () => {
    const vault = await logOf(120);
    pruneAudit(vault, 70);
    expect(checkAuditLog(vault)).toEqual(whole);
    writeAuditHead(vault, "unlock");
    expect(checkAuditLog(vault)).toEqual(whole);
    expect([checkpointsOf(vault), readCheckpointCopies(vault)]).toEqual([
      ["3: interval 101", "4: pruned 70", "5: unlock 120"],
      listCheckpoints(vault.db),
    ]);
    expect(vault.db.prepare("SELECT min(sequence), max(sequence) FROM audit").raw().get()).toEqual([71, 120]);
    pruneAudit(vault, 119);
    writeAuditHead(vault);
    expect(checkAuditLog(vault)).toEqual(whole);
    expect(checkpointsOf(vault)).toEqual(["5: unlock 120", "6: pruned 119"]);
  });

  it("is not to be had without the vault's key: a beginning cut off is shown, before and after pruning", async () => {
    const vault = await logOf(120);
    vault.db.exec("DELETE FROM audit WHERE sequence <= 50; DELETE FROM audit_checkpoint WHERE number = 1");
    expect(checkAuditLog(vault)).toMatchObject({
      verdict: "broken",
      findings: [
        { finding: "entries-changed", first: 1, last: 1 },
        { finding: "checkpoint-missing", number: 1 },
      ],
    });
    const pruned = await logOf(120);
    pruneAudit(pruned, 20);
    writeAuditHead(pruned);
    pruned.db.exec("DELETE FROM audit WHERE sequence <= 30");
    expect(checkAuditLog(pruned)).toEqual({
      verdict: "broken",
      findings: [{ finding: "entries-changed", first: 21, last: 21 }],
    });
  });

  it("leaves nothing of what went on the pages or in the write-ahead log", async () => {
    const vault = await logOf(60);
    const find = (sequence: number) =>
      decryptedBytes(vault.db.name, new Uint8Array(32)).includes(`{"sequence":${sequence},`);
    expect([find(10), find(50)]).toEqual([true, true]);
    pruneAudit(vault, 40);
    expect([find(10), find(50)]).toEqual([false, true]);
  });

  it("keeps the log safe from somebody with the database's key", async () => {
    const vault = await logOf(110);
    pruneAudit(vault, 60);
    writeAuditHead(vault);
    const olderHead = fs.readFileSync(vaultPaths(vault.folder).auditHead);
    logEntries(vault, 2);
    writeAuditHead(vault, "lock");
    fc.assert(
      fc.property(
        fc.record({
          deed: fc.constantFrom(...logDeeds),
          at: fc.nat(51),
          rehashed: fc.boolean(),
          checkpoints: fc.constantFrom(...checkpointDeeds),
          outside: fc.constantFrom(...outsideDeeds),
        }),
        (forgery) => {
          fc.pre(!isRollback(forgery));
          const verdict = withForgery(vault, forgery, olderHead, () => checkAuditLog(vault));
          expect(verdict.verdict).toBe("broken");
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe("the head of the audit log outside the database", () => {
  it("is what was written, and nothing that was changed", async () => {
    const { vault } = await vaultForTest();
    writeAuditHead(vault);
    expect(readAuditHead(vault)).toMatchObject(auditHead(vault.db));
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
      { event: "damage", detail: { what: "audit log", finding: "end-missing", after: 2, last: 4 } },
      { event: "unlock" },
    ]);
  });
});

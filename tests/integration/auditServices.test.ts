import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logAccess } from "../../electron/services/accessLog.ts";
import { exportAudit, listAudit, verifyAudit } from "../../electron/services/auditEvents.ts";
import { confirmClock } from "../../electron/services/confirmClock.ts";
import { createConsent } from "../../electron/services/consents.ts";
import {
  createConversation,
  discardConversation,
  readConversation,
} from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { createNote, removeNote } from "../../electron/services/notes.ts";
import { requireConversation } from "../../electron/services/requireConversation.ts";
import { updateSettings } from "../../electron/services/settings.ts";
import { createSitting } from "../../electron/services/sitting.ts";
import { editTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { readCheckpoint } from "../../electron/vault/auditCheckpoint.ts";
import { appendAudit } from "../../electron/vault/auditLog.ts";
import { checkAuditLog } from "../../electron/vault/auditVerification.ts";
import { readCheckpointCopies } from "../../electron/vault/checkpointFile.ts";
import { listCheckpoints } from "../../electron/vault/checkpointRepository.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { ConversationDraft } from "../../shared/domain/conversation.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { walk, walkSteps } from "../support/accessWalk.ts";
import { decryptedBytes } from "../support/databaseBytes.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { filledVault } from "../support/filledVault.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import {
  rolePlayDraft,
  testConsent,
  testMandate,
  type VaultForTest,
  vaultForTest,
} from "../support/vaultForTest.ts";
import {
  clockForTest,
  dayMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";
import { verifyAuditExport } from "../support/verifyAuditExport.ts";
import { walkedVault } from "../support/walkedVault.ts";

const whole = { verdict: "whole" };
const publishedDraft: ConversationDraft = {
  permission: { kind: "published", title: "En film", source: "https://example.org", licence: "CC BY 4.0" },
  occasion: "",
  heldOn: "2026-03-02",
};

function eventsOf({ db }: Pick<OpenVault, "db">): string[] {
  const bodies = db.prepare<[], string>("SELECT body FROM audit ORDER BY sequence").pluck().all();
  return bodies.map((body) => (JSON.parse(body as string) as { event: string }).event);
}

function kindsOf({ db }: Pick<OpenVault, "db">) {
  return listCheckpoints(db).map((stored) => readCheckpoint(stored)?.kind);
}

describe("the event log", () => {
  it("is read newest first, a page at a time, each entry once", async () => {
    const { vault } = await vaultForTest();
    for (let i = 1; i <= 9; i += 1)
      appendAudit(vault.db, { at: testStart + i, event: "search", consentNumber: i });
    const first = listAudit({ vault }, { before: null, limit: 4 });
    const second = listAudit({ vault }, { before: first.next, limit: 4 });
    const third = listAudit({ vault }, { before: second.next, limit: 4 });
    expect([first, second, third].map(({ entries, next }) => [entries.map((e) => e.sequence), next])).toEqual(
      [
        [[10, 9, 8, 7], 7],
        [[6, 5, 4, 3], 3],
        [[2, 1], null],
      ],
    );
    expect(first.entries[0]).toEqual({
      sequence: 10,
      at: testStart + 9,
      event: "search",
      consentNumber: 9,
      conversationId: null,
      detail: {},
    });
    expect(listAudit({ vault }, { before: null, limit: 10 })).toMatchObject({ next: null, pruned: null });
  });

  it("gives whatever is chosen by kind, permission and time, and nothing else", async () => {
    const { vault } = await vaultForTest();
    const events = ["play", "permission", "hold", "unlock"] as const;
    for (let i = 0; i < 40; i += 1)
      appendAudit(vault.db, { at: testStart + i, event: events[i % 4] ?? "play", consentNumber: i % 3 });
    const all = listAudit({ vault }, { before: null, limit: 500 }).entries;
    const kinds = { play: "content", permission: "permission", hold: "erasure" } as Record<string, string>;
    fc.assert(
      fc.property(
        fc.record(
          {
            kinds: fc.subarray(["content", "permission", "erasure", "vault"] as const, { minLength: 1 }),
            consentNumber: fc.integer({ min: 1, max: 3 }),
            from: fc.integer({ min: testStart - 5, max: testStart + 45 }),
            until: fc.integer({ min: testStart - 5, max: testStart + 45 }),
          },
          { requiredKeys: [] },
        ),
        (filter) => {
          const { entries } = listAudit({ vault }, { before: null, limit: 500, ...filter });
          expect(entries).toEqual(
            all.filter(
              ({ event, consentNumber, at }) =>
                (filter.kinds?.includes((kinds[event] ?? "vault") as "vault") ?? true) &&
                (filter.consentNumber === undefined || filter.consentNumber === consentNumber) &&
                at >= (filter.from ?? 0) &&
                at < (filter.until ?? Number.POSITIVE_INFINITY),
            ),
          );
        },
      ),
    );
  });

  it("shows also what a later version has written, and what nobody can read", async () => {
    const { vault } = await vaultForTest();
    const insert = vault.db.prepare("INSERT INTO audit (sequence, body, hash) VALUES (?, ?, zeroblob(32))");
    insert.run(2, '{"sequence":2,"at":7,"event":"moon-phase","detail":{"full":true}}');
    insert.run(3, "not JSON");
    const { entries } = listAudit({ vault }, { before: null, limit: 10, kinds: ["vault"] });
    expect(entries.map(({ event, at, detail }) => [event, at, detail])).toEqual([
      ["unreadable", 0, {}],
      ["moon-phase", 7, { full: true }],
      ["create", testStart, {}],
    ]);
  });

  it("is exported so that a stranger can check it, and that is in the export", async () => {
    const { test } = await filledVault();
    const { context, vault } = test;
    const file = path.join(temporaryFolder(), "log.jsonl");
    const { entries } = exportAudit(context, { targetId: context.sources.offerTarget(file) });
    const exported = fs.readFileSync(file, "utf8");
    expect(await verifyAuditExport(exported)).toBe(entries);
    expect(eventsOf(vault).at(-1)).toBe("export");
    expect(exported).toContain('\\"event\\":\\"export\\"');
    expect([testConsent.pseudonym, testConsent.keptWhere].filter((name) => exported.includes(name))).toEqual(
      [],
    );
    expect(
      await verifyAuditExport(exported.replace('\\"event\\":\\"import\\"', '\\"event\\":\\"search\\"')),
    ).toBe(undefined);
    const [header, ...rest] = exported.trimEnd().split("\n");
    expect(await verifyAuditExport([header, ...rest.toSpliced(4, 1)].join("\n"))).toBe(undefined);
  });

  it("is not exported where that cannot be logged", async () => {
    const { context, vault } = await vaultForTest();
    const file = path.join(temporaryFolder(), "log.jsonl");
    vault.db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect(() => exportAudit(context, { targetId: context.sources.offerTarget(file) })).toThrow("full");
    expect(fs.existsSync(file)).toBe(false);
  });

  it("logs a change of how long it is itself kept", async () => {
    const { context, vault } = await vaultForTest();
    updateSettings(context, { auditMonths: 36 });
    updateSettings(context, { theme: "dark" });
    expect(listAudit({ vault }, { before: null, limit: 1 }).entries[0]).toMatchObject({
      event: "settings",
      detail: { auditMonths: 36 },
    });
  });
});

describe("checkpoints of a vault", () => {
  it("are signed when it is made, when it is unlocked, and when it is about to lock", async () => {
    const requester = await requesterForTest();
    const { session } = await requester.get("vault.create", {
      name: "Provvalv",
      passphrase: secretOf(testPassphrase),
      language: "sv",
      rolePair: "adviser-client",
    });
    const { vault } = requester.context();
    await requester.get("settings.update", { auditMonths: 24 });
    expect(await requester.ask("internal.signLog", {})).toEqual({ ok: true, value: {} });
    expect(kindsOf(vault)).toEqual(["interval", "lock"]);
    requester.end();
    const again = await requesterForTest({ home: requester.gate.host.home });
    expect(await again.ask("internal.signLog", {})).toEqual({ ok: true, value: {} });
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    await again.get("vault.unlock", { vaultId: session.vaultId, secret });
    expect(kindsOf(again.context().vault)).toEqual(["interval", "lock", "unlock"]);
    expect(await again.get("audit.verify", {})).toEqual({
      verdict: whole,
      entries: 3,
      checkpoints: 3,
      fingerprint: session.fingerprint,
      lastNotedAt: null,
    });
  });

  it("protect what a request has logged before its answer leaves, though the process is killed then", async () => {
    const requester = await requesterForTest();
    await requester.get("vault.create", {
      name: "Provvalv",
      passphrase: secretOf(testPassphrase),
      language: "sv",
      rolePair: "adviser-client",
    });
    await requester.get("vault.rename", { name: "Ett annat namn" });
    const { vault } = requester.context();
    vault.db.exec("DELETE FROM audit WHERE sequence = 2");
    expect(checkAuditLog(vault)).toEqual({
      verdict: "broken",
      findings: [{ finding: "end-missing", after: 1, last: 2 }],
    });
  });

  it("that somebody deleted outside are missed at unlock, logged, and written again", async () => {
    const test = await vaultForTest();
    fs.rmSync(vaultPaths(test.vault.folder).checkpoints);
    const { vault } = await test.reopen();
    expect(listAudit({ vault }, { before: null, limit: 2 }).entries).toMatchObject([
      { event: "unlock" },
      { event: "damage", detail: { what: "checkpoints.jsonl", finding: "copy-missing" } },
    ]);
    expect(readCheckpointCopies(vault)).toEqual(listCheckpoints(vault.db));
    expect(verifyAudit({ vault })).toMatchObject({ verdict: whole, lastNotedAt: testStart });
  });

  it("begin at the next unlock of a vault from before there were any, and its log is whole", async () => {
    const home = temporaryFolder();
    fs.cpSync(fixturePath("vault-format-1"), home, { recursive: true });
    const [name] = fs.readdirSync(path.join(home, "vaults"));
    const { derive: _, ...host } = await vaultHostForTest(home, { clock: clockForTest(testStart + dayMs) });
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    const { vault } = await unlockVault(host, { vaultId: name as VaultId, secret });
    expect(eventsOf(vault)).not.toContain("damage");
    expect([kindsOf(vault), checkAuditLog(vault)]).toEqual([["unlock"], whole]);
    vault.close();
  });

  it("of a log that was forged before there were any do not make it whole", async () => {
    const home = temporaryFolder();
    fs.cpSync(fixturePath("vault-format-1"), home, { recursive: true });
    const [name] = fs.readdirSync(path.join(home, "vaults"));
    const { derive: _, ...host } = await vaultHostForTest(home, { clock: clockForTest(testStart + dayMs) });
    const unlock = () =>
      unlockVault(host, {
        vaultId: name as VaultId,
        secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
      });
    const first = await unlock();
    first.vault.db.exec("UPDATE audit SET body = replace(body, 'import', 'search') WHERE sequence < 12");
    first.vault.close();
    const { vault } = await unlock();
    expect([eventsOf(vault).includes("damage"), checkAuditLog(vault).verdict]).toEqual([true, "broken"]);
    vault.close();
  });
});

describe("old entries", () => {
  /** Months later somebody says that the date is right, and unlocks once more. */
  async function later(test: VaultForTest, months: number): Promise<VaultForTest> {
    test.clock.run(months * 31 * dayMs);
    const opened = await test.reopen();
    confirmClock(opened.context, { verdict: "right" });
    return opened.reopen();
  }

  /** Gives a conversation a note that no clock erases, as if a hold were renewed again and again. */
  function keptForEver({ context, vault }: VaultForTest, conversationId: ConversationId): void {
    createNote(context, { conversationId, startMs: 0, endMs: 0, text: "Fint" });
    vault.db.exec("UPDATE conversation SET notes_due_at = NULL");
  }

  /** What is in the log besides unlocking and the date. */
  const othersOf = (vault: OpenVault) =>
    eventsOf(vault).filter((event) => !["unlock", "clock"].includes(event));

  it("go at an unlock 24 months after everything they are about was erased, and leave no trace", async () => {
    const { test, consent } = await filledVault();
    const key = await databaseKeyForTest(test.vault);
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: consent.pseudonym });
    const before = eventsOf(test.vault).length;
    const early = await later(test, 20);
    expect([eventsOf(early.vault)[0], kindsOf(early.vault).includes("pruned")]).toEqual(["create", false]);
    const late = await later(early, 5);
    expect([othersOf(late.vault), checkAuditLog(late.vault)]).toEqual([[], whole]);
    expect(kindsOf(late.vault)).toEqual(["unlock", "unlock", "unlock", "pruned", "unlock"]);
    expect(listAudit({ vault: late.vault }, { before: null, limit: 10 }).pruned).toMatchObject({
      sequence: before,
    });
    expect(decryptedBytes(late.vault.db.name, key).includes('"event":"withdraw"')).toBe(false);
    const again = await late.reopen();
    expect(checkAuditLog(again.vault)).toEqual(whole);
  });

  it("stay as long as one in front of them does: the log is cut from its beginning only", async () => {
    const test = await vaultForTest();
    keptForEver(test, test.rolePlay());
    discardConversation(test.context, createConversation(test.context, rolePlayDraft));
    const { vault } = await later(test, 40);
    // Only the making of the vault is about nothing that is still there.
    expect(othersOf(vault)).toEqual(["conversation", "open", "conversation", "discard"]);
  });

  it("go although a conversation was begun before them and never filled, under a permission that is over", async () => {
    const test = await vaultForTest();
    saveMandate(test.context, testMandate);
    const { id: consentId } = createConsent(test.context, testConsent);
    const permission = { kind: "client", consentId } as const;
    createConversation(test.context, { ...rolePlayDraft, permission });
    test.rolePlay();
    updateSettings(test.context, { auditMonths: 24 });
    const early = await later(test, 23);
    expect(othersOf(early.vault)).toContain("permission");
    const late = await later(early, 8);
    expect([othersOf(late.vault), checkAuditLog(late.vault)]).toEqual([[], whole]);
  });

  it("of a conversation that was emptied by hand go 24 months after the last thing that was done with it", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const { id: noteId } = createNote(test.context, { conversationId, startMs: 0, endMs: 0, text: "Fint" });
    const noted = await later(test, 1);
    removeNote(noted.context, { noteId });
    const early = await later(noted, 23);
    expect(othersOf(early.vault)).toEqual(["conversation", "open", "open"]);
    const late = await later(early, 2);
    expect([othersOf(late.vault), checkAuditLog(late.vault)]).toEqual([[], whole]);
  });

  it("of what is published count from themselves: it is kept without end, and rests on nobody's permission", async () => {
    const test = await vaultForTest();
    const { conversationId } = createConversation(test.context, publishedDraft);
    createNote(test.context, { conversationId, startMs: 0, endMs: 0, text: "Fint" });
    const { vault, context } = await later(test, 25);
    expect([othersOf(vault), readConversation(context, { conversationId }).present]).toEqual([[], ["notes"]]);
  });

  it("about a conversation that was taken out empty go, too", async () => {
    const test = await vaultForTest();
    discardConversation(test.context, createConversation(test.context, rolePlayDraft));
    const { vault } = await later(test, 25);
    expect(othersOf(vault)).toEqual([]);
  });

  it("are kept as many months as the organisation has chosen", async () => {
    const test = await vaultForTest();
    updateSettings(test.context, { auditMonths: 60 });
    const early = await later(test, 58);
    expect(othersOf(early.vault)).toEqual(["create", "settings"]);
    const late = await later(early, 2);
    expect(othersOf(late.vault)).toEqual([]);
  });

  it("of a conversation of which only the sound is gone stay", async () => {
    const { test, conversationId } = await filledVault();
    eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "" });
    // As if a hold were renewed again and again.
    test.vault.db.exec("UPDATE conversation SET transcript_due_at = NULL, notes_due_at = NULL");
    test.vault.db.exec("UPDATE consent SET last_on = '2099-01-01'");
    const { vault } = await later(test, 60);
    expect(othersOf(vault).slice(0, 2)).toEqual(["permission", "conversation"]);
  });

  it("stay where the log is not as it was written: it is evidence", async () => {
    const test = await vaultForTest();
    updateSettings(test.context, { auditMonths: 12 });
    test.vault.db.exec("UPDATE audit SET body = replace(body, '12', '13') WHERE sequence = 2");
    const { vault } = await later(test, 30);
    expect(othersOf(vault)).toEqual(["create", "settings", "damage", "damage"]);
    expect(verifyAudit({ vault }).verdict.verdict).toBe("broken");
  });
});

describe("accesses", () => {
  it("are in the log before their answers over random sittings, also where it cannot be written", async () => {
    const folder = temporaryFolder();
    const vault = await walkedVault(folder);
    let index = 0;
    await fc.assert(
      fc.asyncProperty(walkSteps(40), async (steps) => {
        index += 1;
        expect(await walk(vault, path.join(folder, `walk-${index}`), steps)).toEqual([]);
      }),
      { numRuns: 3 },
    );
  });

  it("include reading what was taken out of a text, and is kept in the steps that lead back to it", async () => {
    const { test, conversationId } = await filledVault();
    const { version: baseVersion, segments } = readTranscript(test.context, { conversationId });
    const edits = segments.map((segment) => ({ kind: "remove-segment" as const, segment }));
    editTranscript(test.context, { conversationId, baseVersion, edits });
    const { context, vault } = await test.reopen();
    expect(readTranscript(context, { conversationId }).history.past).toEqual([edits]);
    expect(eventsOf(vault).slice(-2)).toEqual(["unlock", "open"]);
  });

  it("are never part of a transaction that could be taken back, and the log with it", async () => {
    const { test, conversationId } = await filledVault();
    const again = await test.reopen();
    const conversation = requireConversation(again.vault, conversationId);
    const log = () => logAccess(again.vault, createSitting(), conversation, "open");
    expect(() => again.vault.db.transaction(log).immediate()).toThrow("before its transaction");
    log();
    expect(eventsOf(again.vault).at(-1)).toBe("open");
  });
});

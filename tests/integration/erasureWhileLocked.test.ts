import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { readCertificate } from "../../electron/services/certificates.ts";
import { createVault } from "../../electron/services/createVault.ts";
import { setHold } from "../../electron/services/hold.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { setRetention } from "../../electron/services/retention.ts";
import { listVaults } from "../../electron/services/vaults.ts";
import { writeAuthenticated } from "../../electron/vault/authenticatedText.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import type { VaultClock } from "../../electron/vault/openVault.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { copyVault } from "../support/copiedVault.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import {
  dayMs,
  hourMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";

const soundDueAt = endOfLocalDay(testStart, 30, "Europe/Stockholm");

/** A filled vault that was locked, as the end of its process leaves it. */
async function locked(prepare: (filled: FilledVault) => void = () => {}): Promise<FilledVault> {
  const filled = await filledVault();
  prepare(filled);
  filled.test.vault.close();
  return filled;
}

function start(test: VaultForTest, files = nodeFiles, clocks?: Map<VaultId, VaultClock>) {
  return eraseWhileLocked({ home: test.home, files, clock: test.clock, zone: "Europe/Stockholm" }, clocks);
}

function mediaFiles({ vault }: VaultForTest): string[] {
  return fs.readdirSync(path.join(vault.folder, "media"));
}

function auditOf({ vault }: VaultForTest) {
  const bodies = vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all() as string[];
  return bodies.map((body) => JSON.parse(body));
}

describe("at the start of a locked program", () => {
  it("sound that is due is gone before anyone unlocks, and nothing else is touched", async () => {
    const { test } = await locked();
    test.clock.set(soundDueAt);
    expect(start(test)).toEqual([{ vaultId: test.vault.id, phase: "done", erasedSounds: 1 }]);
    expect(mediaFiles(test)).toEqual([]);
    expect(start(test)).toEqual([{ vaultId: test.vault.id, phase: "done", erasedSounds: 0 }]);
  });

  it("sound that is due in a minute stays", async () => {
    const { test } = await locked();
    test.clock.set(soundDueAt - 60_000);
    start(test);
    expect(mediaFiles(test)).toHaveLength(2);
  });

  it("the unlock screen says how many sounds went, and unlocking says so once more", async () => {
    const { test, conversationId } = await locked();
    test.clock.set(soundDueAt);
    start(test);
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    expect(listVaults(host)).toMatchObject([{ erasedWhileLocked: 1, clockNeedsConfirmation: false }]);
    const again = await test.reopen();
    expect(findRetained(again.vault.db, conversationId)?.present).toEqual(["transcript", "notes"]);
    expect(listVaults(host)).toMatchObject([{ erasedWhileLocked: 0 }]);
  });

  it("the certificate claims no more than what was found at unlock", async () => {
    const { test, recordingId } = await locked();
    test.clock.set(soundDueAt);
    start(test);
    test.clock.set(soundDueAt + dayMs);

    const again = await test.reopen();

    const { text, isValid } = readCertificate(again.context, { number: 1 });
    expect(isValid).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      executedWhileLocked: true,
      keyHalfFoundAbsentNotLaterThan: new Date(soundDueAt + dayMs).toISOString(),
      whatIsClaimed: expect.stringContaining("inte vem"),
      rule: "clock",
      method: { keyHalfInFile: "found absent", encryptedSound: "absent" },
      verification: { filesAbsent: true, cannotBeOpened: true },
    });
    expect(auditOf(again).filter(({ event }) => event.startsWith("erase"))).toMatchObject([
      { event: "erase-locked", detail: { whileLocked: true, saidAt: soundDueAt, recordingId } },
      { event: "erase-begin", detail: { keyHalfFoundAbsent: true } },
      { event: "erase", detail: { executedWhileLocked: true } },
    ]);
  });

  it("transcripts and notes that are overdue go during unlock, before a row can be read", async () => {
    const { test, conversationId } = await locked(({ test: { context }, conversationId: id }) =>
      setRetention(context, { conversationId: id, soundDays: 7, transcriptDays: 7, notesDays: null }),
    );
    test.clock.set(testStart + 10 * dayMs);
    start(test);
    const again = await test.reopen();
    expect(findRetained(again.vault.db, conversationId)?.present).toEqual([]);
  });

  it("a long weekend makes no difference", async () => {
    const { test } = await locked();
    test.clock.set(soundDueAt - dayMs);
    start(test);
    expect(mediaFiles(test)).toHaveLength(2);
    test.clock.set(soundDueAt + 3 * dayMs);
    start(test);
    expect(mediaFiles(test)).toEqual([]);
  });

  it("a clock turned back postpones nothing while the program goes on running behind the unlock screen", async () => {
    const { test } = await locked();
    test.clock.set(soundDueAt - hourMs);
    start(test);
    test.clock.set(testStart - 100 * dayMs);
    const clocks = new Map<VaultId, VaultClock>();
    expect(start(test, nodeFiles, clocks)).toMatchObject([{ erasedSounds: 0 }]);
    test.clock.run(2 * hourMs);
    expect(start(test, nodeFiles, clocks)).toMatchObject([{ erasedSounds: 1 }]);
  });

  it("after two months' absence only what was due within 45 days goes; the rest waits for a person", async () => {
    const { test } = await locked(({ test: { context }, conversationId }) =>
      setRetention(context, { conversationId, soundDays: 50, transcriptDays: 90, notesDays: null }),
    );
    test.clock.set(testStart + 60 * dayMs);
    expect(start(test)).toMatchObject([{ erasedSounds: 0 }]);
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    expect(listVaults(host)).toMatchObject([{ clockNeedsConfirmation: true }]);
    // However often it is started: an unconfirmed date does not become the last one seen.
    test.clock.set(testStart + 61 * dayMs);
    expect(start(test)).toMatchObject([{ erasedSounds: 0 }]);
    test.clock.set(testStart + 2 * dayMs);
    expect(start(test)).toMatchObject([{ erasedSounds: 0 }]);
  });

  it("a hold is kept, and ends by itself", async () => {
    const { test } = await locked(({ test: { context, clock }, conversationId }) => {
      clock.run(soundDueAt - dayMs - testStart);
      setHold(context, { conversationId, reason: "access-request", days: 10 });
    });
    test.clock.set(soundDueAt + 8 * dayMs);
    expect(start(test)).toMatchObject([{ erasedSounds: 0 }]);
    test.clock.set(soundDueAt + 9 * dayMs);
    expect(start(test)).toMatchObject([{ erasedSounds: 1 }]);
  });

  it("a hold is not ended by a leap to 2099", async () => {
    const { test } = await locked(({ test: { context }, conversationId }) =>
      setHold(context, { conversationId, reason: "access-request", days: 30 }),
    );
    test.clock.set(Date.parse("2099-01-01T12:00:00Z"));
    expect(start(test)).toMatchObject([{ erasedSounds: 0 }]);
  });

  it("one vault that cannot be read does not keep the others from being swept", async () => {
    const { test } = await locked();
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    const { vault: broken } = await createVault(host, {
      name: "Trasigt",
      passphrase: secretOf(testPassphrase),
      language: "sv",
      rolePair: "adviser-client",
    });
    broken.close();
    fs.writeFileSync(vaultPaths(broken.folder).header, "{}");
    fs.rmSync(vaultPaths(broken.folder).clock);
    test.clock.set(soundDueAt);
    const outcomes = new Map(start(test).map((outcome) => [outcome.vaultId, outcome]));
    expect(outcomes.get(test.vault.id)).toMatchObject({ phase: "done", erasedSounds: 1 });
    expect(outcomes.get(broken.id)).toMatchObject({ phase: "failed", error: { code: "vault.tampered" } });
  });

  it("a vault that is open elsewhere is left to whoever has it", async () => {
    const { test } = await filledVault();
    test.clock.set(soundDueAt);
    expect(start(test)).toEqual([{ vaultId: test.vault.id, phase: "in-use" }]);
    expect(mediaFiles(test)).toHaveLength(2);
  });

  it.each(["{}", "", "[]", '{"text":"{}","mac":""}'])(
    "a schedule that reads %j erases nothing",
    async (content) => {
      const { test } = await locked();
      fs.writeFileSync(vaultPaths(test.vault.folder).schedule, content);
      test.clock.set(soundDueAt);
      expect(start(test)).toMatchObject([{ phase: "done", erasedSounds: 0 }]);
      // Unlocking makes up for it.
      const again = await test.reopen();
      expect(mediaFiles(again)).toEqual([]);
      expect(auditOf(again)).toContainEqual(
        expect.objectContaining({ event: "damage", detail: { what: "schedule.json" } }),
      );
    },
  );

  it.each([
    ["schedule", "schedule.json"],
    ["auditHead", "audit.json"],
  ] as const)("a missing %s is logged as damage at unlock, and is there again", async (name, what) => {
    const { test } = await locked();
    const file = vaultPaths(test.vault.folder)[name];
    fs.rmSync(file);
    const again = await test.reopen();
    expect(auditOf(again)).toContainEqual(
      expect.objectContaining({ event: "damage", detail: expect.objectContaining({ what }) }),
    );
    expect(fs.existsSync(file)).toBe(true);
  });

  it("a disk without room for a note does not keep a sound alive", async () => {
    const { test, recordingId } = await locked();
    const full = () => {
      throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    };
    test.clock.set(soundDueAt);
    start(test, { ...nodeFiles, createNew: full, write: full });
    expect(fs.existsSync(path.join(vaultPaths(test.vault.folder).media, `${recordingId}.shred`))).toBe(false);
    const again = await test.reopen();
    expect(mediaFiles(again)).toEqual([]);
    expect(JSON.parse(readCertificate(again.context, { number: 1 }).text)).toMatchObject({
      executedWhileLocked: true,
    });
  });

  it("an id in a forged schedule leads to no file outside the folder", async () => {
    const { test } = await locked();
    const outside = path.join(test.vault.folder, "outside.blob");
    fs.writeFileSync(outside, "important");
    const text = JSON.stringify({
      format: 1,
      vaultId: test.vault.id,
      entries: [{ recordingId: "../outside", dueAt: 0, heldUntil: null }],
    });
    writeAuthenticated(nodeFiles, vaultPaths(test.vault.folder).schedule, text, new Uint8Array(32));
    start(test);
    expect(fs.readFileSync(outside, "utf8")).toBe("important");
  });

  it("a sound whose key half vanished before its time is logged as damage, and nothing is claimed", async () => {
    const { test, recordingId } = await locked();
    fs.rmSync(path.join(vaultPaths(test.vault.folder).media, `${recordingId}.shred`));
    const again = await test.reopen();
    expect(auditOf(again)).toContainEqual(
      expect.objectContaining({ event: "damage", detail: { recordingId, what: "key half" } }),
    );
    expect(() => readCertificate(again.context, { number: 1 })).toThrow("certificate.not-found");
  });

  it("a process that ends at any file operation leaves something the next start finishes", async () => {
    const { test, conversationId } = await locked();
    let failAt = 1;
    for (; ; failAt += 1) {
      const copy = await copyVault(test, soundDueAt);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      eraseWhileLocked({ ...copy.host, files: faulty.files });
      eraseWhileLocked(copy.host);
      expect(fs.readdirSync(copy.media)).toEqual([]);
      const vault = await copy.unlock();
      expect(findRetained(vault.db, conversationId)?.present).toEqual(["transcript", "notes"]);
      expect(readCertificate({ vault }, { number: 1 }).isValid).toBe(true);
      vault.close();
      copy.remove();
      if (!faulty.struck()) break;
    }
    expect(failAt).toBeGreaterThan(20);
  });
});

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { createConsent } from "../../electron/services/consents.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { listVaults } from "../../electron/services/vaults.ts";
import { carryOutWithdrawal, checkWithdrawal } from "../../electron/services/withdrawLocked.ts";
import { readClockFile } from "../../electron/vault/clockFile.ts";
import { readLockedNotes } from "../../electron/vault/lockedNotes.ts";
import type { VaultClock } from "../../electron/vault/openVault.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { RecordingId, VaultId } from "../../shared/domain/ids.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { refusingFiles } from "../support/refusingFiles.ts";
import { testConsent, type VaultForTest } from "../support/vaultForTest.ts";
import { dayMs, secretOf, testStart, vaultHostForTest } from "../support/vaultHostForTest.ts";

const soundDueAt = endOfLocalDay(testStart, 30, "Europe/Stockholm");

/** A locked vault a day after the sounds of two permissions were due. */
async function overdueVault() {
  const { test, recordingId: first } = await filledVault();
  const other = createConsent(test.context, { ...testConsent, number: 18, pseudonym: "Björken" });
  const { recordingId: second } = await addConversation(test, other, "speech.ogg");
  test.vault.close();
  test.clock.run(soundDueAt + dayMs - testStart);
  // The order of what is due at one time is that of the ids.
  return { test, earlier: first < second ? first : second };
}

async function start(test: VaultForTest, files: FilePort, clocks?: Map<VaultId, VaultClock>) {
  return eraseWhileLocked(await vaultHostForTest(test.home, { clock: test.clock, files }), clocks);
}

async function door(test: VaultForTest, files: FilePort = nodeFiles) {
  return listVaults(await vaultHostForTest(test.home, { clock: test.clock, files }));
}

function keyHalves({ vault }: VaultForTest): string[] {
  return fs.readdirSync(vaultPaths(vault.folder).media).filter((name) => name.includes(".shred"));
}

function fileOf(recordingId: RecordingId, kind: "blob" | "shred") {
  return (file: string) => path.basename(file).startsWith(`${recordingId}.${kind}`);
}

function auditEvents({ vault }: VaultForTest): string[] {
  const bodies = vault.db.prepare<[], string>("SELECT body FROM audit ORDER BY sequence").pluck().all();
  return bodies.map((body) => JSON.parse(body).event);
}

describe("a file that will not go", () => {
  it.each(["blob", "shred"] as const)(
    "keeps nothing else of any sound, nor time from going on: a %s",
    async (kind) => {
      const { test, earlier } = await overdueVault();
      const outcome = await start(test, refusingFiles("EACCES", fileOf(earlier, kind)));
      expect(outcome).toMatchObject([{ phase: "failed", error: { code: "EACCES" } }]);
      expect(fs.readdirSync(vaultPaths(test.vault.folder).media)).toEqual([`${earlier}.${kind}`]);
      expect(readClockFile(nodeFiles, test.vault.folder)?.lastSeenAt).toBe(test.clock.now());
    },
  );

  it("is told at the door, not as erased, and noted once however often it is tried", async () => {
    const { test, earlier } = await overdueVault();
    const busy = refusingFiles("EBUSY", fileOf(earlier, "shred"));
    const clocks = new Map<VaultId, VaultClock>();
    for (let minute = 0; minute < 10; minute += 1) {
      test.clock.run(60_000);
      await start(test, busy, clocks);
    }
    expect(await door(test)).toMatchObject([{ erasedWhileLocked: 1, overdueSounds: 1 }]);
    expect(readLockedNotes(nodeFiles, test.vault.folder)).toHaveLength(2);
    const tombstones = fs.readFileSync(
      path.join(test.home, "tombstones", `${test.vault.id}.locked.jsonl`),
      "utf8",
    );
    expect(tombstones.split("\n").filter((line) => line.includes(earlier))).toHaveLength(1);

    await start(test, nodeFiles, clocks);
    expect(await door(test)).toMatchObject([{ erasedWhileLocked: 2, overdueSounds: 0 }]);
  });

  it("is not logged as erased while locked if it still was there at the unlock", async () => {
    const { test, earlier } = await overdueVault();
    await start(test, refusingFiles("EBUSY", fileOf(earlier, "shred")));
    const again = await test.reopen();
    expect(auditEvents(again).filter((event) => event === "erase-locked")).toHaveLength(1);
    expect(keyHalves(test)).toEqual([]);
  });

  it("is not said to be overdue in the minute in which it comes due", async () => {
    const { test } = await overdueVault();
    test.clock.set(soundDueAt + 60_000);
    expect(await door(test)).toMatchObject([{ overdueSounds: 0 }]);
  });
});

describe("a note or list that cannot be written", () => {
  it.each([
    ["the notes", (file: string) => file.endsWith("locked.jsonl")],
    ["the list beside the vault", (file: string) => file.includes("tombstones")],
  ])("keeps no sound alive: %s", async (_, refuses) => {
    const { test } = await overdueVault();
    expect(await start(test, refusingFiles("EACCES", refuses))).toMatchObject([
      { phase: "done", erasedSounds: 2 },
    ]);
    expect(keyHalves(test)).toEqual([]);
  });

  it.each(["notes", "header"] as const)(
    "keeps no sound alive, nor does what cannot be read: the %s",
    async (what) => {
      const { test } = await overdueVault();
      const { lockedNotes, header } = vaultPaths(test.vault.folder);
      if (what === "notes") fs.mkdirSync(lockedNotes);
      else fs.writeFileSync(header, "");
      await start(test, nodeFiles);
      expect(keyHalves(test)).toEqual([]);
    },
  );

  it("on a disk that cannot be written at all, the door says that nothing went", async () => {
    const { test } = await overdueVault();
    const files = refusingFiles("EROFS", () => true);
    await start(test, files);
    expect(await door(test, files)).toMatchObject([{ erasedWhileLocked: 0, overdueSounds: 2 }]);
  });
});

describe("a permission that is taken back by number and code", () => {
  it("leaves no key half, and is not done already while a file is left", async () => {
    const { test, consent, recordingId: first } = await filledVault();
    const { recordingId: second } = await addConversation(test, consent, "speech.ogg");
    const { code } = await issueWithdrawalCode(test.context, { consentId: consent.id });
    test.vault.close();
    const typed = () => ({ vaultId: test.vault.id, consentNumber: 17, code: secretOf(code) });
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    const [earlier] = [first, second].sort();
    const files = refusingFiles("EACCES", fileOf(earlier ?? first, "blob"));
    await expect(carryOutWithdrawal({ ...host, files }, { ...typed(), wish: "erase" })).rejects.toThrow(
      "erasure.incomplete",
    );
    expect(keyHalves(test)).toEqual([]);
    expect(await checkWithdrawal(host, typed())).toMatchObject({ phase: "possible", sounds: 1 });
    await carryOutWithdrawal(host, { ...typed(), wish: "erase" });
    expect(await checkWithdrawal(host, typed())).toEqual({ phase: "already" });
  });

  it("destroys the sound also where it cannot be noted", async () => {
    const { test, consent } = await filledVault();
    const { code } = await issueWithdrawalCode(test.context, { consentId: consent.id });
    test.vault.close();
    const typed = { vaultId: test.vault.id, consentNumber: 17, code: secretOf(code) };
    const files = refusingFiles("EACCES", (file) => file.endsWith("locked.jsonl"));
    const host = await vaultHostForTest(test.home, { clock: test.clock, files });
    await expect(carryOutWithdrawal(host, { ...typed, wish: "erase" })).rejects.toThrow("EACCES");
    expect(keyHalves(test)).toEqual([]);
  });
});

describe("a folder in place of a vault's file", () => {
  it.each(["lockedNotes", "clock", "header"] as const)(
    "keeps no vault from being listed: %s",
    async (name) => {
      const { test } = await overdueVault();
      const file = vaultPaths(test.vault.folder)[name];
      fs.rmSync(file, { force: true });
      fs.mkdirSync(file);
      expect(await door(test)).toMatchObject([
        { id: test.vault.id, name: name === "header" ? test.vault.id.slice(0, 8) : "Provvalv" },
      ]);
    },
  );
});

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createBlobStore } from "../../electron/audio/blobStore.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures, readCertificate } from "../../electron/services/certificates.ts";
import { setHold } from "../../electron/services/hold.ts";
import { setRetention } from "../../electron/services/retention.ts";
import { finishUnfinishedErasures, sweepDueErasures } from "../../electron/services/sweep.ts";
import { listToday } from "../../electron/services/today.ts";
import { isPassed, verifyErased } from "../../electron/services/verifyErased.ts";
import { checkAuditLog } from "../../electron/vault/auditVerification.ts";
import { openDatabase } from "../../electron/vault/database.ts";
import {
  advanceErasure,
  findRetained,
  listUnfinishedErasures,
} from "../../electron/vault/erasureRepository.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { saveClock } from "../../electron/vault/unlockedVault.ts";
import { databasePath, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { copyVault } from "../support/copiedVault.ts";
import { crashingDatabase } from "../support/crashingDatabase.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { erasureContextOf } from "../support/erasureContextOf.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import type { VaultForTest } from "../support/vaultForTest.ts";
import { type ClockForTest, dayMs, testStart } from "../support/vaultHostForTest.ts";

const transcriptDueAt = endOfLocalDay(testStart, 90, "Europe/Stockholm");

/** Everything of it is due. */
async function overdueVault(): Promise<FilledVault> {
  const filled = await filledVault();
  filled.test.clock.run(transcriptDueAt - testStart);
  // The computer was on all the time: there is no gap that anyone need confirm.
  saveClock(filled.test.vault);
  return filled;
}

/** What must hold after any crash, once the vault was opened again. */
function expectErasedOnce(vault: OpenVault, { conversationId }: FilledVault): void {
  expect(findRetained(vault.db, conversationId)?.present).toEqual([]);
  expect(fs.readdirSync(vaultPaths(vault.folder).media)).toEqual([]);
  expect(listUnfinishedErasures(vault.db)).toEqual([]);
  const done = listDoneErasures({ vault });
  expect(done.map(({ category }) => category).sort()).toEqual(["notes", "sound", "transcript"]);
  expect(
    done.map(({ certificateNumber }) => readCertificate({ vault }, { number: certificateNumber }).isValid),
  ).toEqual([true, true, true]);
  expect(checkAuditLog(vault)).toEqual({ verdict: "whole" });
}

/** A closed vault in which everything is due after 20 days: no gap that anyone need confirm. */
async function closedVault(): Promise<FilledVault> {
  const filled = await filledVault();
  const { test, conversationId } = filled;
  setRetention(test.context, { conversationId, soundDays: 20, transcriptDays: 20, notesDays: null });
  test.vault.close();
  return filled;
}

async function ignoreCrash(act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) throw error;
  }
}

/** The kinds of content that have a certificate, read without unlocking. */
async function certifiedIn({ folder, id }: Pick<OpenVault, "folder" | "id">): Promise<unknown[]> {
  const db = openDatabase(databasePath(folder, 1), await databaseKeyForTest({ folder, id }));
  try {
    return db
      .prepare("SELECT category FROM certificate JOIN erasure ON erasure.id = erasure_id")
      .pluck()
      .all();
  } finally {
    db.close();
  }
}

describe("a process that ends while erasing", () => {
  it("at any file operation is finished by the next unlock, with one certificate each", async () => {
    const filled = await closedVault();
    let failAt = 1;
    for (; ; failAt += 1) {
      const copy = await copyVault(filled.test, testStart + 21 * dayMs);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      await ignoreCrash(async () => (await copy.unlock({ files: faulty.files })).close());
      const vault = await copy.unlock();
      expectErasedOnce(vault, filled);
      vault.close();
      copy.remove();
      if (!faulty.struck()) break;
    }
    expect(failAt).toBeGreaterThan(40);
  });

  it("at any call of the database is finished by the next unlock, and has certified nothing early", async () => {
    const filled = await closedVault();
    let failAt = 1;
    for (; ; failAt += 1) {
      const copy = await copyVault(filled.test, testStart + dayMs);
      const vault = await copy.unlock();
      (copy.host.clock as ClockForTest).run(20 * dayMs);
      const crashing = crashingDatabase(vault.db, failAt);
      await ignoreCrash(() => sweepDueErasures(erasureContextOf({ ...vault, db: crashing.db })));
      vault.close();
      const mediaAtCrash = fs.readdirSync(copy.media);
      // As the crash has left it; unlocking would carry on.
      expect(await certifiedIn(vault)).toSatisfy(
        (certified: string[]) => mediaAtCrash.length === 0 || !certified.includes("sound"),
      );
      const again = await copy.unlock();
      expectErasedOnce(again, filled);
      again.close();
      copy.remove();
      if (!crashing.struck()) break;
    }
    expect(failAt).toBeGreaterThan(100);
  });

  it.each([1, 2, 3, 4, 5, 6] as const)("after step %i is resumed there", async (step) => {
    const filled = await overdueVault();
    const { test } = filled;
    // Runs to the end of the step, then ends: the database call that would count the next one is the last.
    const stopped = stopAfterStep(test, step);
    expect(stopped.every((reached) => reached === step)).toBe(true);
    expectErasedOnce((await test.reopen()).vault, filled);
  });
});

/** Lets erasures come as far as a step, by ending the process at the first write of the following one. */
function stopAfterStep(test: VaultForTest, step: 1 | 2 | 3 | 4 | 5 | 6): number[] {
  const { db } = test.vault;
  db.exec(`CREATE TEMP TRIGGER stop BEFORE UPDATE OF step ON erasure WHEN new.step > ${step}
           BEGIN SELECT raise(ABORT, 'stopped'); END`);
  expect(() => sweepDueErasures(test.context)).toThrow("stopped");
  db.exec("DROP TRIGGER stop");
  return listUnfinishedErasures(db).map((erasure) => erasure.step);
}

describe("an erasure that meets a system error", () => {
  it.each([
    ["EIO", "unlink"],
    ["EIO", "rename"],
    ["EIO", "write"],
  ] as const)(
    "%s at %s stays where it is, is told, and is finished by a later sweep",
    async (kind, operation) => {
      const filled = await overdueVault();
      const { test } = filled;
      const faulty = faultyFiles(nodeFiles, { failAt: 1, kind, forever: true, only: [operation] });
      const audio = createBlobStore({ files: faulty.files, folder: vaultPaths(test.vault.folder).media });

      expect(sweepDueErasures({ ...test.context, audio })).toEqual({ finished: 2, incomplete: 1 });

      expect(
        listDoneErasures(test.context)
          .map(({ category }) => category)
          .sort(),
      ).toEqual(["notes", "transcript"]);
      expect(listToday(test.context)).toContainEqual(
        expect.objectContaining({ about: "erasure-incomplete", category: "sound" }),
      );
      expect(sweepDueErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });
      expectErasedOnce(test.vault, filled);
    },
  );

  it("waits while a hold has been set meanwhile", async () => {
    const { test, conversationId } = await overdueVault();
    const faulty = faultyFiles(nodeFiles, { failAt: 1, kind: "EIO", forever: true, only: ["write"] });
    const audio = createBlobStore({ files: faulty.files, folder: vaultPaths(test.vault.folder).media });
    sweepDueErasures({ ...test.context, audio });
    setHold(test.context, { conversationId, reason: "complaint", days: 3 });
    expect(finishUnfinishedErasures(test.context)).toEqual({ finished: 0, incomplete: 0 });
    expect(findRetained(test.vault.db, conversationId)?.present).toEqual(["sound"]);
  });
});

describe("no certificate is written", () => {
  it("while a file of the sound is left, whatever the steps say", async () => {
    const filled = await overdueVault();
    const { test, recordingId } = filled;
    const real = test.context.audio;
    // A store that claims to have destroyed the blob.
    const lying = { ...real, destroyBlob: () => ({ wasThere: true, wasOverwritten: true }) };
    expect(sweepDueErasures({ ...test.context, audio: lying })).toEqual({ finished: 2, incomplete: 1 });
    expect(real.hasBlob(recordingId)).toBe(true);
    expect(listUnfinishedErasures(test.vault.db)).toMatchObject([{ category: "sound", step: 1 }]);
    expect(sweepDueErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });
    expectErasedOnce(test.vault, filled);
  });

  it("if what was verified does not verify any more; then it is erased once more", async () => {
    const filled = await overdueVault();
    const { test, recordingId } = filled;
    stopAfterStep(test, 6);
    fs.writeFileSync(path.join(vaultPaths(test.vault.folder).media, `${recordingId}.blob`), "back again");
    expect(sweepDueErasures(test.context)).toEqual({ finished: 2, incomplete: 1 });
    expect(sweepDueErasures(test.context)).toEqual({ finished: 1, incomplete: 0 });
    expectErasedOnce(test.vault, filled);
  });

  it("for an erasure that was only counted through its steps", async () => {
    const filled = await overdueVault();
    const { test, conversationId } = filled;
    stopAfterStep(test, 1);
    for (const { id } of listUnfinishedErasures(test.vault.db)) advanceErasure(test.vault.db, id, 5);
    expect(finishUnfinishedErasures(test.context)).toEqual({ finished: 0, incomplete: 3 });
    expect(findRetained(test.vault.db, conversationId)?.present).toEqual(["sound", "transcript", "notes"]);
    expect(finishUnfinishedErasures(test.context)).toEqual({ finished: 3, incomplete: 0 });
    expectErasedOnce(test.vault, filled);
  });

  it.each([
    ["rows are left", { rowsAbsent: false }],
    ["files are left", { filesAbsent: false }],
    ["the sound can be opened", { cannotBeOpened: false }],
    ["the log is not empty", { writeAheadLogEmpty: false }],
    ["a piece of the content was found", { canariesFound: 1 }],
  ])("if %s", async (_, fault) => {
    const check = {
      rowsAbsent: true,
      filesAbsent: true,
      cannotBeOpened: true,
      writeAheadLogEmpty: true,
      canariesLookedFor: 1,
      canariesFound: 0,
    };
    expect([isPassed(check), isPassed({ ...check, ...fault })]).toEqual([true, false]);
  });

  it("before anything was erased the check finds everything still there", async () => {
    const { test, conversationId } = await overdueVault();
    const database = { writeAheadLogEmpty: true, canariesLookedFor: 0, canariesFound: 0 };
    const check = (category: "sound" | "transcript") =>
      verifyErased(test.context, { conversationId, category }, database);
    expect(check("sound")).toMatchObject({ rowsAbsent: false, filesAbsent: false, cannotBeOpened: false });
    expect(check("transcript")).toMatchObject({ rowsAbsent: false });
  });
});

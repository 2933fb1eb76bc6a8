import type Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures, readCertificate } from "../../electron/services/certificates.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { findRetained, listUnfinishedErasures } from "../../electron/vault/erasureRepository.ts";
import { saveClock } from "../../electron/vault/unlockedVault.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import { refusingFiles } from "../support/refusingFiles.ts";
import { testStart } from "../support/vaultHostForTest.ts";

const soundDueAt = endOfLocalDay(testStart, 30, "Europe/Stockholm");

/** A vault that has been open until its sound came due. */
async function dueVault(): Promise<FilledVault> {
  const filled = await filledVault();
  filled.test.clock.run(soundDueAt - testStart);
  saveClock(filled.test.vault);
  return filled;
}

/** The same open vault over a disk on which nothing can be committed for as long as it is full. */
function onFullDisk({ test: { context, vault } }: FilledVault, isFull: () => boolean) {
  const full = () => {
    throw Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });
  };
  const db = new Proxy(vault.db, {
    get(target, name) {
      if (name === "transaction" && isFull()) return () => ({ immediate: full });
      const value = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  }) as Database.Database;
  return { ...context, vault: { ...context.vault, db } };
}

/** What the first certificate says of the way in which the sound went. */
function certified({ test }: FilledVault) {
  const { executedWhileLocked, method } = JSON.parse(readCertificate(test.context, { number: 1 }).text);
  return { executedWhileLocked, keyHalfInFile: method.keyHalfInFile };
}

const erasedHere = { executedWhileLocked: false, keyHalfInFile: "overwritten and deleted" };

describe("an open vault on a full disk", () => {
  it("erases what is due also where the time that was seen cannot be kept", async () => {
    const { test, recordingId } = await dueVault();
    const failing = test.withFiles(refusingFiles("ENOSPC", (file) => file.includes("clock.json")));
    expect(sweepDueErasures(failing.context)).toEqual({ finished: 1, incomplete: 0 });
    expect(test.context.audio.hasShred(recordingId)).toBe(false);
  });

  it("makes the room that the note of the erasure needs by destroying due sound, and certifies it", async () => {
    const filled = await dueVault();
    const { audio } = filled.test.context;
    const context = onFullDisk(filled, () => audio.hasBlob(filled.recordingId));
    expect(sweepDueErasures(context)).toEqual({ finished: 1, incomplete: 0 });
    expect(certified(filled)).toEqual(erasedHere);
  });

  it("goes on with an erasure for which there is no room, by what is left of its sound", async () => {
    const filled = await dueVault();
    const { test, recordingId } = filled;
    const { audio } = test.context;
    const busy = { ...audio, destroyBlob: () => expect.unreachable("comes after the rows") };
    let commits = 0;
    const stopped = onFullDisk(filled, () => ++commits > 1);
    expect(() => sweepDueErasures({ ...stopped, audio: busy })).toThrow("full");
    expect(listUnfinishedErasures(test.vault.db)).toMatchObject([{ step: 1 }]);

    const context = onFullDisk(filled, () => audio.hasBlob(recordingId));
    expect(sweepDueErasures(context)).toEqual({ finished: 1, incomplete: 0 });
    expect(certified(filled)).toEqual(erasedHere);
  });

  it("leaves no due sound readable where that makes no room, and certifies it once there is some", async () => {
    const filled = await dueVault();
    const { test, recordingId } = filled;
    let isFull = true;
    const context = onFullDisk(filled, () => isFull);
    for (let minute = 0; minute < 2; minute += 1) {
      expect(() => sweepDueErasures(context)).toThrow("full");
      expect(test.context.audio.listIds()).not.toContain(recordingId);
      expect(listDoneErasures(test.context)).toEqual([]);
    }
    isFull = false;
    expect(sweepDueErasures(context)).toEqual({ finished: 1, incomplete: 0 });
    expect(certified(filled)).toEqual(erasedHere);
    expect(listUnfinishedErasures(test.vault.db)).toEqual([]);
  });

  it("says of a sound that went before a restart no more than that its key half is absent", async () => {
    const filled = await dueVault();
    expect(() => sweepDueErasures(onFullDisk(filled, () => true))).toThrow("full");
    const again = await filled.test.reopen();
    expect(certified({ ...filled, test: again })).toEqual({
      executedWhileLocked: true,
      keyHalfInFile: "found absent",
    });
  });

  it("touches nothing that is to be erased by choice", async () => {
    const filled = await filledVault();
    const { conversationId, test } = filled;
    const context = onFullDisk(filled, () => true);
    expect(() => eraseNow(context, { conversationId, categories: ["sound"], typedTitle: "" })).toThrow(
      "full",
    );
    expect(findRetained(test.vault.db, conversationId)?.present).toContain("sound");
    expect(test.context.audio.readShred(filled.recordingId)).toHaveLength(32);
  });

  it("erases what is due also where its key half cannot be read", async () => {
    const { test, recordingId } = await dueVault();
    const openRead = (file: string) => {
      if (file.endsWith(".shred")) throw Object.assign(new Error("EACCES: simulated"), { code: "EACCES" });
      return nodeFiles.openRead(file);
    };
    const failing = test.withFiles({ ...nodeFiles, openRead });
    expect(sweepDueErasures(failing.context)).toEqual({ finished: 1, incomplete: 0 });
    expect(test.context.audio.hasShred(recordingId)).toBe(false);
  });

  it("erases what is due also where the list beside the vault cannot be written", async () => {
    const filled = await dueVault();
    const { test, recordingId } = filled;
    const failing = test.withFiles(refusingFiles("EACCES", (file) => file.includes("tombstones")));
    sweepDueErasures(failing.context);
    expect(test.context.audio.hasShred(recordingId)).toBe(false);
  });
});

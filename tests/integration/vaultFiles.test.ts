import fs from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { laterSeen, readClockFile, writeClockFile } from "../../electron/vault/clockFile.ts";
import {
  appendLockedNote,
  readLockedNotes,
  soundsNotedWhileLocked,
} from "../../electron/vault/lockedNotes.ts";
import {
  isErasable,
  isScheduleAuthentic,
  readScheduleWhileLocked,
  writeSchedule,
} from "../../electron/vault/schedule.ts";
import { createVaultClock } from "../../electron/vault/vaultClock.ts";
import { listVaultIds, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { clockForTest, dayMs, testStart } from "../support/vaultHostForTest.ts";

const recordingId = "00000000-0000-4000-8000-000000000001" as RecordingId;

describe("the schedule", () => {
  it("lists each sound with its end, readable without a key", async () => {
    const filled = await filledVault();
    const { vault } = filled.test;
    expect(readScheduleWhileLocked(nodeFiles, vault.folder)).toEqual([
      {
        recordingId: filled.recordingId,
        dueAt: endOfLocalDay(testStart, 30, "Europe/Stockholm"),
        heldUntil: null,
      },
    ]);
    expect(isScheduleAuthentic(vault)).toBe(true);
  });

  it("says nothing of who or what it is about", async () => {
    const { test } = await filledVault();
    const text = fs.readFileSync(vaultPaths(test.vault.folder).schedule, "utf8");
    expect(["Tallen", "andra samtalet", "17,", "Ärende"].filter((word) => text.includes(word))).toEqual([]);
  });

  it("with any byte changed is not authentic, and without its code's key neither", async () => {
    const { test } = await filledVault();
    const { vault } = test;
    const { schedule } = vaultPaths(vault.folder);
    const original = fs.readFileSync(schedule);
    for (let position = 0; position < original.length; position += 1) {
      const changed = Buffer.from(original);
      changed[position] = (changed[position] ?? 0) ^ (1 << (position % 8));
      fs.writeFileSync(schedule, changed);
      expect(isScheduleAuthentic(vault)).toBe(false);
    }
    writeSchedule({ ...vault, keys: { ...vault.keys, scheduleMacKey: new Uint8Array(32) } });
    expect(isScheduleAuthentic(vault)).toBe(false);
    writeSchedule(vault);
    expect(isScheduleAuthentic(vault)).toBe(true);
  });

  it("lets a sound go when it is due and no hold keeps it at a time that nobody need confirm", () => {
    const sound = { dueAt: 1_000, heldUntil: 2_000 };
    expect([
      isErasable({ ...sound, heldUntil: null }, 999, 999),
      isErasable({ ...sound, heldUntil: null }, 1_000, 0),
      isErasable(sound, 5_000, 1_999),
      isErasable(sound, 5_000, 2_000),
    ]).toEqual([false, true, false, true]);
  });
});

describe("notes made while locked", () => {
  const failed = { event: "unlock-failed", at: testStart, secret: "passphrase" } as const;
  const erased = { event: "sound-erasure", at: testStart, recordingId, dueAt: testStart } as const;

  it("are read in order, and a sound noted twice counts once", () => {
    const folder = temporaryFolder();
    for (const note of [failed, erased, erased]) appendLockedNote(nodeFiles, folder, note);
    const notes = readLockedNotes(nodeFiles, folder);
    expect(notes).toEqual([failed, erased, erased]);
    expect(soundsNotedWhileLocked(notes).size).toBe(1);
  });

  it("after a torn line are still read", () => {
    const folder = temporaryFolder();
    appendLockedNote(nodeFiles, folder, failed);
    fs.appendFileSync(vaultPaths(folder).lockedNotes, '{"event":"sound-eras');
    appendLockedNote(nodeFiles, folder, erased);
    expect(readLockedNotes(nodeFiles, folder)).toEqual([failed, erased]);
  });

  it("do not fill the disk, however often somebody tries, and erasures are noted all the same", () => {
    const folder = temporaryFolder();
    appendLockedNote(nodeFiles, folder, failed);
    fs.appendFileSync(vaultPaths(folder).lockedNotes, "\n".repeat(300_000));
    const { size } = fs.statSync(vaultPaths(folder).lockedNotes);
    appendLockedNote(nodeFiles, folder, failed);
    expect(fs.statSync(vaultPaths(folder).lockedNotes).size).toBe(size);
    appendLockedNote(nodeFiles, folder, erased);
    expect(readLockedNotes(nodeFiles, folder)).toEqual([failed, erased]);
  });
});

describe("the time last seen", () => {
  it("is read as it was written", () => {
    const folder = temporaryFolder();
    expect(readClockFile(nodeFiles, folder)).toBeUndefined();
    writeClockFile(nodeFiles, folder, { lastSeenAt: 2, trustedAt: 1 });
    expect(readClockFile(nodeFiles, folder)).toEqual({ lastSeenAt: 2, trustedAt: 1 });
  });

  it.each([
    "",
    "{}",
    '{"lastSeenAt":-1,"trustedAt":0}',
    '{"lastSeenAt":9e15,"trustedAt":0}',
    "null",
    "\u0000",
  ])("that reads %j is as good as none: the header remembers", (content) => {
    const folder = temporaryFolder();
    fs.writeFileSync(vaultPaths(folder).clock, content);
    expect(readClockFile(nodeFiles, folder)).toBeUndefined();
    const header = { lastSeenAt: 5, trustedAt: 4 };
    expect(laterSeen(header, readClockFile(nodeFiles, folder))).toEqual(header);
  });

  it("never goes back over any sequence of running, setting and restarting", () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("run" as const), ms: fc.integer({ min: 0, max: 40 * dayMs }) }),
      fc.record({ kind: fc.constant("set" as const), ms: fc.integer({ min: 0, max: testStart * 2 }) }),
      fc.record({ kind: fc.constant("restart" as const), ms: fc.constant(0) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const port = clockForTest();
        let clock = createVaultClock(port, "Europe/Stockholm", {
          lastSeenAt: testStart,
          trustedAt: testStart,
        });
        let before = clock.now();
        for (const { kind, ms } of steps) {
          if (kind === "run") port.run(ms);
          if (kind === "set") port.set(ms);
          if (kind === "restart") clock = createVaultClock(port, "Europe/Stockholm", clock.seen());
          const now = clock.now();
          expect(now).toBeGreaterThanOrEqual(before);
          expect(clock.erasableUntil()).toBeLessThanOrEqual(clock.seen().trustedAt + 45 * dayMs);
          before = now;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("the list of vaults", () => {
  it("holds no folder without a header, and none that is not named as a vault is", () => {
    const home = temporaryFolder();
    const id = "00000000-0000-4000-8000-00000000000a";
    for (const name of [id, "00000000-0000-4000-8000-00000000000b", "not-a-vault"]) {
      fs.mkdirSync(`${home}/vaults/${name}`, { recursive: true });
    }
    fs.writeFileSync(`${home}/vaults/${id}/vault.json`, "");
    fs.writeFileSync(`${home}/vaults/not-a-vault/vault.json`, "");
    expect(listVaultIds(nodeFiles, home)).toEqual([id]);
    expect(listVaultIds(nodeFiles, `${home}/nothing`)).toEqual([]);
  });
});

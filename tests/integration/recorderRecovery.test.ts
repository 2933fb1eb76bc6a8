import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { checkFolder } from "../../electron/services/checkFolder.ts";
import { readConversation } from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { listNotes } from "../../electron/services/notes.ts";
import { sweepOrphans } from "../../electron/services/orphans.ts";
import { finishPreparation, listPreparations } from "../../electron/services/preparation.ts";
import { setBookmark } from "../../electron/services/recorder.ts";
import {
  listRecoveredRecordings,
  recoverRecordings,
  seeRecovered,
} from "../../electron/services/recoverRecordings.ts";
import { listToday } from "../../electron/services/today.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import { findConversation } from "../../electron/vault/conversationRepository.ts";
import { findRecording } from "../../electron/vault/recordingRepository.ts";
import { backUp, restore } from "../support/backups.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import {
  clientRecordingForTest,
  mediaFilesOf,
  playedBytes,
  type RecordingForTest,
  recordingForTest,
  recovered,
} from "../support/recordingForTest.ts";
import { createRequester } from "../support/requester.ts";
import { lengthMsAfter, syntheticBytes } from "../support/syntheticOgg.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { dayMs, secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

function partPathOf({ vault, recordingId }: RecordingForTest) {
  return path.join(vault.folder, "media", `${recordingId}.part`);
}

function soundOf({ context, conversationId }: RecordingForTest) {
  return readConversation(context, { conversationId }).sound;
}

function rethrow(error: unknown): never {
  throw error;
}

describe("a recording that was cut off", () => {
  it("is whole again up to its last piece, with its bookmarks, and told of until it is seen", async () => {
    const test = await recordingForTest(12);
    const { conversationId, recordingId } = test;
    const beganAt = test.vault.clock.now();
    setBookmark(test.context, { recordingId, atMs: 4_000, label: "vändning" });

    const next = await recovered(test);

    const durationMs = lengthMsAfter(12);
    expect(soundOf(next)).toEqual({ phase: "preparing", recordingId, durationMs, isPlayable: true });
    expect(Buffer.compare(playedBytes(next, conversationId), syntheticBytes(12))).toBe(0);
    expect(mediaFilesOf(next)).toEqual([`${recordingId}.blob`, `${recordingId}.shred`]);
    expect(listNotes(next.context, { conversationId })).toMatchObject([
      { kind: "bookmark", text: "vändning" },
    ]);
    const told = { recordingId, outcome: "whole", durationMs, bookmarks: 1 } as const;
    expect(listRecoveredRecordings(next.context)).toEqual([{ ...told, conversationId, beganAt }]);
    expect(listToday(next.context)).toContainEqual({
      about: "recording-recovered",
      conversationId,
      title: "Skorna vid dörren",
      occasion: "andra samtalet",
      ...told,
    });
    expect(listPreparations(next.context)).toEqual([{ recordingId, conversationId }]);
    await finishPreparation(next.context, { recordingId, durationMs, peaks: new Int8Array(2 * 600) });
    seeRecovered(next.context, { recordingId });
    expect([listRecoveredRecordings(next.context), soundOf(next).phase]).toEqual([[], "ready"]);
  });

  it("loses only the piece that was torn", async () => {
    const test = await recordingForTest(5);
    const size = fs.statSync(partPathOf(test)).size;

    fs.truncateSync(partPathOf(test), size - 7);
    const next = await recovered(test);

    expect(Buffer.compare(playedBytes(next, test.conversationId), syntheticBytes(4))).toBe(0);
  });

  it("keeps its clocks from its last piece, as far as that is known", async () => {
    const test = await recordingForTest(60);
    const beganAt = test.vault.clock.now();
    const at = new Date(beganAt + 75_000);
    fs.utimesSync(partPathOf(test), at, at);

    test.clock.run(3 * dayMs);
    const next = await recovered(test);

    const { retention } = readConversation(next.context, next);
    expect(retention.startedAt).toBe(beganAt + 75_000);
  });

  it("that never held a second goes without a trace", async () => {
    const test = await recordingForTest();
    setBookmark(test.context, { recordingId: test.recordingId, atMs: 0, label: "" });

    const next = await recovered(test);

    const { sound, noteCount } = readConversation(next.context, next);
    expect({
      sound,
      noteCount,
      files: mediaFilesOf(next),
      told: listRecoveredRecordings(next.context),
    }).toEqual({
      sound: { phase: "none" },
      noteCount: 0,
      files: [],
      told: [],
    });
  });

  it("whose beginning was taken back, and whose row came through a sync that failed, goes without a trace", async () => {
    const test = await recordingForTest();
    for (const name of mediaFilesOf(test)) fs.rmSync(path.join(test.vault.folder, "media", name));

    const next = await recovered(test);

    expect([soundOf(next), listRecoveredRecordings(next.context)]).toEqual([{ phase: "none" }, []]);
  });

  it("whose file is gone or cannot be read is told as such, tried again, and can be erased", async () => {
    const test = await recordingForTest(3);
    const partPath = partPathOf(test);
    const away = `${partPath}.away`;
    fs.renameSync(partPath, away);

    const gone = await recovered(test);
    const told = { sound: soundOf(gone), outcome: listRecoveredRecordings(gone.context)[0]?.outcome };
    seeRecovered(gone.context, test);
    const stillTold = listRecoveredRecordings(gone.context).length;
    const bytes = fs.readFileSync(away);
    fs.rmSync(away);
    fs.writeFileSync(partPath, bytes.fill(1, 70, 80));
    const damaged = await recovered(gone);
    const afterDamage = soundOf(damaged);
    eraseNow(damaged.context, { ...test, categories: ["sound"], typedTitle: "Skorna vid dörren" });

    const cutOff = { phase: "cut-off", recordingId: test.recordingId, reason: "damaged" };
    expect({ told, stillTold, afterDamage }).toEqual({
      told: { sound: cutOff, outcome: "damaged" },
      stillTold: 1,
      afterDamage: cutOff,
    });
    expect([mediaFilesOf(damaged), listRecoveredRecordings(damaged.context)]).toEqual([[], []]);
  });

  it("waits for room, and is put together at the unlock after there is some", async () => {
    const test = await recordingForTest(6);
    const full = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", forever: true, only: ["createNew"] });
    const reopened = await test.reopen();
    const disk = reopened.withFiles(full.files);

    await recoverRecordings(disk.context, rethrow);
    const told = listRecoveredRecordings(reopened.context);
    const next = await recovered({ ...reopened, ...ids(test) });

    expect(told).toMatchObject([{ outcome: "no-room", durationMs: null }]);
    expect(Buffer.compare(playedBytes(next, test.conversationId), syntheticBytes(6))).toBe(0);
    expect(listRecoveredRecordings(next.context)).toMatchObject([{ outcome: "whole" }]);
  });

  it("is not even tried without room for it, so that the disk is not filled", async () => {
    const test = await recordingForTest(6);
    const reopened = await test.reopen();
    const partBytes = fs.statSync(partPathOf(test)).size;
    const disk = reopened.withFiles({ ...nodeFiles, freeBytes: () => partBytes - 1 });

    await recoverRecordings(disk.context, rethrow);

    expect(listRecoveredRecordings(disk.context)).toMatchObject([{ outcome: "no-room" }]);
    expect(mediaFilesOf(disk)).toEqual([`${test.recordingId}.part`, `${test.recordingId}.shred`]);
  });

  it("is put together whichever file operation ended the first attempt", async () => {
    const count = faultyFiles(nodeFiles, { failAt: 0, kind: "crash" });
    const counted = await recordingForTest(3);
    const reopened = await counted.reopen();
    await recoverRecordings(reopened.withFiles(count.files).context, rethrow);

    for (let failAt = 1; failAt <= count.operations.length; failAt += 5) {
      const test = await recordingForTest(3);
      const broken = await test.reopen();
      const { files } = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      await recoverRecordings(broken.withFiles(files).context, () => {});
      const next = await recovered({ ...broken, ...ids(test) });
      expect(Buffer.compare(playedBytes(next, test.conversationId), syntheticBytes(3)), `${failAt}`).toBe(0);
      expect(mediaFilesOf(next)).toEqual([`${test.recordingId}.blob`, `${test.recordingId}.shred`]);
    }
  }, 60_000);

  it("is neither an orphan nor a finding of the check", async () => {
    const test = await recordingForTest(3);
    const next = await test.reopen();

    expect(sweepOrphans(next.context)).toBe(0);
    const computer = { isOpenToOthers: () => false, freeBytes: () => 1e12 };
    const found = checkFolder(next.context, computer as unknown as Parameters<typeof checkFolder>[1]);
    expect([found, mediaFilesOf(next)]).toEqual([
      [],
      [`${test.recordingId}.part`, `${test.recordingId}.shred`],
    ]);
  });

  it("is in no backup: there it counts as erased, and here it is put together", async () => {
    const test = await recordingForTest(3);
    const reopened = await test.reopen();
    const file = await backUp(reopened.context, temporaryFolder(), { withSound: true });
    const host = await vaultHostForTest(temporaryFolder(), { clock: test.clock });

    const outcome = await restore(host, file);
    const { vault } = await unlockVault(host, { vaultId: test.vault.id, secret: passphrase() });
    const restored = findConversation(vault.db, test.conversationId, vault.clock.now())?.sound;
    vault.close();
    const here = await recovered({ ...reopened, ...ids(test) });

    expect({ outcome, restored, here: soundOf(here).phase }).toMatchObject({
      outcome: { soundsRestored: 0, soundsLeftOut: 1 },
      restored: { phase: "erased" },
      here: "preparing",
    });
  });

  it("is put together also under new keys", async () => {
    const test = await recordingForTest(3);
    const { conversationId } = test;
    test.context.tokens.close();
    test.vault.close();
    const noBlobs: FilePort = {
      ...nodeFiles,
      createNew(file) {
        if (file.endsWith(".blob")) throw Object.assign(new Error("ENOSPC: simulated"), { code: "ENOSPC" });
        return nodeFiles.createNew(file);
      },
    };
    const before = await unlockedRequester(test, noBlobs);
    const { sound } = await before.get("conversation.read", { conversationId });

    await before.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    before.end();
    const after = await unlockedRequester(test, nodeFiles);
    const bytes = playedBytes({ context: after.context() }, conversationId);
    after.end();

    expect(sound).toMatchObject({ phase: "cut-off", reason: "no-room" });
    expect(Buffer.compare(bytes, syntheticBytes(3))).toBe(0);
  });

  it("is put together after an unlock has been answered", async () => {
    const test = await recordingForTest(3);
    const { id } = test.vault;
    test.context.tokens.close();
    test.vault.close();
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    const requester = createRequester(host);

    await requester.get("vault.unlock", {
      vaultId: id,
      secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
    });
    const { conversationId } = test;
    const { sound: before } = await requester.get("conversation.read", { conversationId });
    await vi.waitFor(() => expect(requester.events.map(({ name }) => name)).toContain("recordings.changed"));
    const { sound: after } = await requester.get("conversation.read", { conversationId });
    requester.end();

    expect([before.phase === "recording" || before.phase === "preparing", after.phase]).toEqual([
      true,
      "preparing",
    ]);
  });
});

describe("a recording that was cut off, while locked", () => {
  it("is erased when its time comes, and that is certified at unlock", async () => {
    const test = await recordingForTest(3);
    const { recordingId } = test;
    test.context.tokens.close();
    test.vault.close();
    const host = await vaultHostForTest(test.home, { clock: test.clock });

    test.clock.run(31 * dayMs);
    const outcome = eraseWhileLocked(host);
    const left = mediaFilesOf(test);
    const next = await recovered(test);

    expect([outcome, left]).toMatchObject([[{ phase: "done", erasedSounds: 1 }], []]);
    expect(findRecording(next.vault.db, recordingId)).toMatchObject({ state: "erased", keyHalf: null });
    expect(listRecoveredRecordings(next.context)).toEqual([]);
  });

  it("is destroyed by the client's number and code", async () => {
    const test = await clientRecordingForTest(3);
    const { code } = await issueWithdrawalCode(test.context, { consentId: test.consent.id });
    test.context.tokens.close();
    test.vault.close();
    const requester = createRequester(await vaultHostForTest(test.home, { clock: test.clock }));

    const outcome = await requester.get("withdrawal.carryOut", {
      vaultId: test.vault.id,
      consentNumber: 17,
      code: secretOf(code),
      wish: "erase",
    });

    expect([outcome.erasedSounds, mediaFilesOf(test)]).toEqual([1, []]);
  });
});

function passphrase() {
  return { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
}

/** A process that has unlocked the vault and gone through what was cut off. */
async function unlockedRequester(test: RecordingForTest, files: FilePort) {
  const requester = createRequester(await vaultHostForTest(test.home, { clock: test.clock, files }));
  await requester.get("vault.unlock", { vaultId: test.vault.id, secret: passphrase() });
  await vi.waitFor(() => expect(requester.events.map(({ name }) => name)).toContain("recordings.changed"));
  return requester;
}

function ids({ conversationId, recordingId }: RecordingForTest) {
  return { conversationId, recordingId };
}

import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../electron/crypto/hash.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createConsent } from "../../electron/services/consents.ts";
import { createConversation, readConversation } from "../../electron/services/conversations.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { cancelImport, importAudio } from "../../electron/services/importAudio.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { openRecording } from "../../electron/services/openRecording.ts";
import { sweepOrphans } from "../../electron/services/orphans.ts";
import { findRecording, listRecordings } from "../../electron/vault/recordingRepository.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import { type FaultKind, faultyFiles } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs, testStart } from "../support/vaultHostForTest.ts";

function importFile(test: VaultForTest, fileName: string, conversationId: ConversationId) {
  return importAudio(test.context, { conversationId, sourceId: test.offer(fileName), durationMs: null });
}

/** Everything there is of sound in a vault: rows, files, and what the conversation says. */
function traces({ vault, context }: VaultForTest, conversationId: ConversationId) {
  return {
    rows: listRecordings(vault.db, conversationId).length,
    files: fs.readdirSync(path.join(vault.folder, "media")).length,
    sound: readConversation(context, { conversationId }).sound.phase,
    startedAt: readConversation(context, { conversationId }).retention.startedAt,
  };
}
const nothing = { rows: 0, files: 0, sound: "none", startedAt: null };

describe("importing sound", () => {
  it.each([
    ["speech.wav", "wav"],
    ["speech.ogg", "ogg"],
    ["speech.m4a", "m4a"],
    ["speech.flac", "flac"],
    ["speech.webm", "webm"],
    ["speech.aac", "adts"],
    ["beeps-vbr-noxing.mp3", "mp3"],
    ["unknown-size.wav", "wav-other"],
    ["speech.amr", "amr"],
    ["foreign/alac.m4a", "mp4-other"],
    ["foreign/gsm.wav", "wav-other"],
  ])("takes in %s as it is, encrypted, with its hash", async (fileName, mediaType) => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();

    const { recordingId } = await importFile(test, fileName, conversationId);

    const original = fs.readFileSync(fixturePath(fileName));
    const recording = findRecording(test.vault.db, recordingId);
    expect(recording).toMatchObject({
      mediaType,
      state: "preparing",
      role: "original",
      sizeBytes: original.length,
      sha256: sha256(original),
    });
    if (recording === undefined) return;
    const reader = openRecording(test.vault, test.context.audio, recording);
    expect(Buffer.compare(reader.read(0, reader.sizeBytes), original)).toBe(0);
    reader.close();
  });

  it("starts the clocks, is logged, and stands in the schedule", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    test.clock.run(3 * dayMs);

    const { recordingId } = await importFile(test, "speech.wav", conversationId);

    const { clocks, retention } = readConversation(test.context, { conversationId });
    expect(retention.startedAt).toBe(testStart + 3 * dayMs);
    const dueAt = endOfLocalDay(testStart + 3 * dayMs, 30, "Europe/Stockholm");
    expect(clocks.sound).toEqual({ dueAt, erasedAt: null });
    const schedule = fs.readFileSync(path.join(test.vault.folder, "schedule.json"), "utf8");
    expect(schedule).toContain(recordingId);
    const last = test.vault.db.prepare("SELECT body FROM audit ORDER BY sequence DESC LIMIT 1").pluck().get();
    expect(JSON.parse(String(last))).toMatchObject({ event: "import", conversationId });
  });

  it("tells of its progress to the end of both phases", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();

    await importFile(test, "speech.wav", conversationId);

    const totalBytes = fs.statSync(fixturePath("speech.wav")).size;
    const progress = test.events.filter(({ name }) => name === "import.progress");
    expect(progress.map(({ payload }) => payload)).toEqual([
      { conversationId, phase: "encrypting", doneBytes: totalBytes, totalBytes },
      { conversationId, phase: "verifying", doneBytes: totalBytes, totalBytes },
    ]);
    expect(test.events.at(-1)).toEqual({ name: "library.changed", payload: {} });
    expect(test.events).toContainEqual({ name: "preparation.wanted", payload: {} });
  });

  it.each([
    ["empty.wav", { code: "media.empty" }],
    ["not-audio.mp3", { code: "media.not-audio" }],
    ["truncated.m4a", { code: "media.no-index" }],
    ["foreign/voice.wma", { code: "media.unsupported", detail: { format: "WMA" } }],
    ["foreign/g726.wav", { code: "media.unsupported", detail: { format: "WAV (G.726)" } }],
    ["talk.vtt", { code: "media.not-audio" }],
  ])("refuses %s and leaves nothing behind", async (fileName, failure) => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();

    await expect(importFile(test, fileName, conversationId)).rejects.toMatchObject(failure);

    expect(traces(test, conversationId)).toEqual(nothing);
  });

  it("names what it cannot take", async () => {
    const test = await vaultForTest();
    const folder = temporaryFolder();
    const wma = Buffer.from("3026b2758e66cf11a6d900aa0062ce6c", "hex");
    const heads = { "a.wma": wma, "b.dss": Buffer.from("\u0002dss  "), "c.ds2": Buffer.from("\u0003ds2  ") };
    for (const [name, head] of Object.entries(heads)) fs.writeFileSync(path.join(folder, name), head);
    const conversationId = test.rolePlay();

    const formats: unknown[] = [];
    for (const name of Object.keys(heads)) {
      await importFile(test, path.join(folder, name), conversationId).catch((error) =>
        formats.push(error.detail),
      );
    }

    expect(formats).toEqual([{ format: "WMA" }, { format: "DSS" }, { format: "DS2" }]);
  });

  it("refuses a file that is gone, a folder, and an id that was never given", async () => {
    const test = await vaultForTest();
    const folder = temporaryFolder();
    const file = path.join(folder, "speech.wav");
    fs.copyFileSync(fixturePath("speech.wav"), file);
    const conversationId = test.rolePlay();
    const sourceId = test.offer(file);
    fs.unlinkSync(file);

    const input = { conversationId, durationMs: null };
    await expect(importAudio(test.context, { ...input, sourceId })).rejects.toThrow("media.source-gone");
    await expect(importFile(test, folder, conversationId)).rejects.toThrow("media.source-gone");
    const unknown = randomUUID() as typeof sourceId;
    await expect(importAudio(test.context, { ...input, sourceId: unknown })).rejects.toThrow(
      "media.source-gone",
    );
    expect(traces(test, conversationId)).toEqual(nothing);
  });

  it("takes the same sound once, and says when it came", async () => {
    const test = await vaultForTest();
    await importFile(test, "speech.wav", test.rolePlay());
    const other = test.rolePlay();
    test.clock.run(dayMs);

    await expect(importFile(test, "speech.wav", other)).rejects.toMatchObject({
      code: "media.already-there",
      detail: { date: "2026-03-02" },
    });

    expect(traces(test, other)).toMatchObject({ rows: 0, files: 2, sound: "none" });
  });

  it("takes the same sound once, also where two conversations ask for it at the same time", async () => {
    const test = await vaultForTest();
    const [one, other] = [test.rolePlay(), test.rolePlay()];

    const outcomes = await Promise.allSettled([one, other].map((id) => importFile(test, "speech.wav", id)));

    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "media.already-there" },
    });
    expect([one, other].map((id) => traces(test, id).rows).sort()).toEqual([0, 1]);
  });

  it("takes one sound for a conversation", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    await importFile(test, "speech.wav", conversationId);

    await expect(importFile(test, "speech.ogg", conversationId)).rejects.toThrow("media.already-there");
  });

  it("notices that the source is written to while it is read", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "growing.wav");
    fs.copyFileSync(fixturePath("speech.wav"), file);
    const conversationId = test.rolePlay();

    const importing = importFile(test, file, conversationId);
    fs.appendFileSync(file, "more");

    await expect(importing).rejects.toThrow("media.source-changed");
    expect(traces(test, conversationId)).toEqual(nothing);
  });

  it("can be cancelled in either phase, and leaves nothing", async () => {
    for (const phase of ["encrypting", "verifying"]) {
      const test = await vaultForTest();
      const conversationId = test.rolePlay();
      const { context } = test;
      const emit: typeof context.emit = (event) => {
        if (event.name === "import.progress" && event.payload.phase === phase) {
          cancelImport(context, conversationId);
        }
      };

      const file = path.join(temporaryFolder(), "long.wav");
      fs.copyFileSync(fixturePath("speech.wav"), file);
      fs.appendFileSync(file, Buffer.alloc(3_000_000));
      const sourceId = test.offer(file);
      const importing = importAudio({ ...context, emit }, { conversationId, sourceId, durationMs: null });

      await expect(importing).rejects.toThrow("media.import-cancelled");
      expect(traces(test, conversationId)).toEqual(nothing);
    }
  });

  it("answers others between two pieces", async () => {
    const test = await vaultForTest();
    const file = path.join(temporaryFolder(), "long.wav");
    fs.copyFileSync(fixturePath("speech.wav"), file);
    fs.appendFileSync(file, Buffer.alloc(3_000_000));
    const conversationId = test.rolePlay();

    let turns = 0;
    let isDone = false;
    const importing = importFile(test, file, conversationId).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await importing;

    expect(turns).toBeGreaterThanOrEqual(6);
  });

  it("needs the client's permission, also at the very end", async () => {
    const test = await vaultForTest();
    const { context, vault } = test;
    saveMandate(context, testMandate);
    const consent = createConsent(context, testConsent);
    const permission = { kind: "client", consentId: consent.id } as const;
    const { conversationId } = createConversation(context, {
      permission,
      occasion: "",
      heldOn: "2026-03-02",
    });

    const importing = importFile(test, "speech.wav", conversationId);
    vault.db.prepare("UPDATE consent SET withdrawn_at = 1").run();

    await expect(importing).rejects.toThrow("consent.withdrawn");
    expect(traces(test, conversationId)).toEqual(nothing);
    await expect(importFile(test, "speech.wav", conversationId)).rejects.toThrow("consent.withdrawn");
    vault.db.prepare("UPDATE consent SET withdrawn_at = NULL").run();
    vault.db.prepare("DELETE FROM setting WHERE name = 'mandate'").run();
    await expect(importFile(test, "speech.wav", conversationId)).rejects.toThrow("mandate.missing");
    saveMandate(context, testMandate);
    test.clock.run(121 * dayMs);
    await expect(importFile(test, "speech.wav", conversationId)).rejects.toThrow("consent.expired");
  });

  it("takes nothing in under a hold, also where one is set while the file is read, and moves no date", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    setHold(test.context, { conversationId, reason: "complaint", days: 5 });
    await expect(importFile(test, "speech.wav", conversationId)).rejects.toThrow("conversation.on-hold");
    // Not a byte of it was read.
    expect(test.events.map(({ name }) => name)).not.toContain("import.progress");
    endHold(test.context, { conversationId });
    const importing = importFile(test, "speech.wav", conversationId);
    setHold(test.context, { conversationId, reason: "complaint", days: 5 });
    await expect(importing).rejects.toThrow("conversation.on-hold");
    expect(traces(test, conversationId)).toEqual(nothing);
  });

  it("is refused if what was written does not read back as it was", async () => {
    const damaging = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" }).files;
    const test = await vaultForTest({
      files: {
        ...damaging,
        write(descriptor, bytes, position) {
          const isChunk = bytes.length > 60_000;
          damaging.write(descriptor, isChunk ? bytes.with(100, (bytes[100] ?? 0) ^ 1) : bytes, position);
        },
      },
    });
    const conversationId = test.rolePlay();

    await expect(importFile(test, "speech.wav", conversationId)).rejects.toThrow("media.verification-failed");

    expect(traces(test, conversationId)).toEqual(nothing);
  });

  it("is whole or leaves nothing, whichever file operation fails", async () => {
    for (const kind of ["ENOSPC", "EIO", "crash"] as const satisfies FaultKind[]) {
      let failAt = 1;
      let test = await vaultForTest();
      for (; ; failAt += 1) {
        const faulty = faultyFiles(nodeFiles, { failAt, kind });
        const conversationId = test.rolePlay();
        const outcome = await importFile(test.withFiles(faulty.files), "speech.wav", conversationId).catch(
          (error) => error,
        );
        if (!faulty.struck()) {
          expect(outcome).toHaveProperty("recordingId");
          break;
        }
        test = await test.reopen();
        sweepOrphans(test.context);
        expect([kind, failAt, outcome instanceof Error, traces(test, conversationId)]).toEqual([
          kind,
          failAt,
          true,
          nothing,
        ]);
      }
      expect(failAt).toBeGreaterThan(10);
    }
  });
});

import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import {
  createConversation,
  discardConversation,
  readConversation,
} from "../../electron/services/conversations.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { makeBackup } from "../../electron/services/makeBackup.ts";
import { listNotes, updateNote } from "../../electron/services/notes.ts";
import { openAudio, readPeaks } from "../../electron/services/openAudio.ts";
import { sweepOrphans } from "../../electron/services/orphans.ts";
import {
  appendToRecording,
  beginRecording,
  finishRecording,
  labelBookmark,
  markRecording,
  setBookmark,
} from "../../electron/services/recorder.ts";
import { requireQuiet } from "../../electron/services/requireQuiet.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { listPassages } from "../../electron/vault/passageRepository.ts";
import { findRecording } from "../../electron/vault/recordingRepository.ts";
import { isScheduleCurrent, listScheduled } from "../../electron/vault/schedule.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import {
  appendPieces,
  clientRecordingForTest,
  codeOf,
  mediaFilesOf,
  oneChannel,
  playedBytes,
  type RecordingForTest,
  recordingForTest,
} from "../support/recordingForTest.ts";
import { lengthMsAfter, syntheticBytes, syntheticPiece } from "../support/syntheticOgg.ts";
import { rolePlayDraft, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

const mebibyte = 1_048_576;

function finish({ context, recordingId }: RecordingForTest) {
  return finishRecording(context, { recordingId });
}

function soundOf({ context, conversationId }: RecordingForTest) {
  return readConversation(context, { conversationId }).sound;
}

function auditOf({ vault }: VaultForTest) {
  return vault.db
    .prepare<[], { body: string }>("SELECT body FROM audit ORDER BY sequence")
    .all()
    .map(({ body }) => JSON.parse(body) as { event: string; consentNumber?: number; detail?: unknown });
}

describe("a recording", () => {
  it("is ready the moment it ends: sound, length, waveform, thumbnail, clocks", async () => {
    const test = await recordingForTest(30);
    const { conversationId, recordingId } = test;

    const underWay = { sound: soundOf(test), files: mediaFilesOf(test) };
    test.clock.run(30_000);
    const { durationMs } = finish(test);

    expect(underWay).toEqual({
      sound: { phase: "recording", recordingId },
      files: [`${recordingId}.part`, `${recordingId}.shred`],
    });
    expect(durationMs).toBe(lengthMsAfter(30));
    expect(Buffer.compare(playedBytes(test, conversationId), syntheticBytes(30))).toBe(0);
    expect(mediaFilesOf(test)).toEqual([`${recordingId}.blob`, `${recordingId}.shred`]);
    const { sound, retention, thumbnail, clocks } = readConversation(test.context, { conversationId });
    expect(sound).toEqual({ phase: "ready", recordingId, durationMs });
    expect(retention.startedAt).toBe(test.vault.clock.now());
    expect(thumbnail).toHaveLength(120);
    expect(listScheduled(test.vault)).toEqual([{ recordingId, dueAt: clocks.sound.dueAt, heldUntil: null }]);
    expect(isScheduleCurrent(test.vault)).toBe(true);
    const bins = ([20, 80, 640] as const).map(
      (binMs) => readPeaks(test.context, { recordingId, binMs }).peaks.length / 2,
    );
    expect(bins).toEqual([1_500, 375, 47]);
  });

  it("has its key half, its clocks and its place in the schedule from the start", async () => {
    const test = await recordingForTest();
    const { recordingId } = test;

    const recording = findRecording(test.vault.db, recordingId);

    expect(recording).toMatchObject({ state: "recording", role: "original", mediaType: "ogg", sha256: null });
    expect(recording?.keyHalf).toHaveLength(32);
    expect(listScheduled(test.vault).map((entry) => entry.recordingId)).toEqual([recordingId]);
    expect(isScheduleCurrent(test.vault)).toBe(true);
  });

  it("is in the log before its first second, with the number of the permission, and when it ends", async () => {
    const test = await clientRecordingForTest();

    const before = auditOf(test).at(-1);
    appendPieces(test, test.recordingId, 2);
    finish(test);

    expect(before).toMatchObject({ event: "record", consentNumber: 17, detail: { channels: 1 } });
    expect(auditOf(test).at(-1)).toMatchObject({
      event: "record-end",
      consentNumber: 17,
      detail: { sizeBytes: syntheticBytes(2).length },
    });
  });

  it("says how it was made: channels, who is in the first, pauses by place", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const { recordingId } = beginRecording(test.context, {
      conversationId,
      channels: 2,
      firstChannel: "client",
    });
    const beganAt = test.vault.clock.now();
    appendPieces(test, recordingId, 3);
    markRecording(test.context, { recordingId, mark: { kind: "pause", atMs: 2_000, pausedMs: 60_000 } });
    markRecording(test.context, { recordingId, mark: { kind: "pause", atMs: 1_000, pausedMs: 5_000 } });
    markRecording(test.context, { recordingId, mark: { kind: "permission", startMs: 100, endMs: 900 } });
    finishRecording(test.context, { recordingId });

    expect(readConversation(test.context, { conversationId }).recorded).toEqual({
      beganAt,
      channels: 2,
      firstChannel: "client",
      pauses: [
        { atMs: 1_000, pausedMs: 5_000 },
        { atMs: 2_000, pausedMs: 60_000 },
      ],
    });
    expect(listPassages(test.vault.db, conversationId)).toMatchObject([
      { kind: "spoken-permission", startMs: 100, endMs: 900 },
    ]);
  });

  it("takes only the piece that follows", async () => {
    const test = await recordingForTest(2);
    const append = (index: number, endMs: number) =>
      codeOf(() =>
        appendToRecording(test.context, {
          recordingId: test.recordingId,
          ...syntheticPiece(2),
          index,
          endMs,
        }),
      );

    expect([append(1, 9_000), append(3, 9_000), append(2, 10)]).toEqual(Array(3).fill("request.invalid"));
    appendPieces(test, test.recordingId, 1, 2);
    finish(test);
    expect(Buffer.compare(playedBytes(test, test.conversationId), syntheticBytes(3))).toBe(0);
  });

  it("leaves its waveform to be made anew where the peaks do not fit the sound", async () => {
    const test = await recordingForTest();
    const piece = { ...syntheticPiece(0), peaks: new Int8Array(20) };
    appendToRecording(test.context, { recordingId: test.recordingId, ...piece });

    const { durationMs } = finish(test);

    const { recordingId } = test;
    expect(soundOf(test)).toEqual({ phase: "preparing", recordingId, durationMs, isPlayable: true });
    expect(test.events).toContainEqual({ name: "preparation.wanted", payload: {} });
  });

  it("of which nothing came leaves nothing, and the conversation can begin again", async () => {
    const test = await recordingForTest();
    setBookmark(test.context, { recordingId: test.recordingId, atMs: 0, label: "" });

    expect(codeOf(() => finish(test))).toBe("recording.empty");

    const { sound, noteCount, retention } = readConversation(test.context, test);
    expect({ sound, noteCount, startedAt: retention.startedAt, files: mediaFilesOf(test) }).toEqual({
      sound: { phase: "none" },
      noteCount: 0,
      startedAt: null,
      files: [],
    });
    expect(listScheduled(test.vault)).toEqual([]);
    expect(codeOf(() => finish(test))).toBe("recording.not-under-way");
    beginRecording(test.context, { conversationId: test.conversationId, ...oneChannel });
  });
});

describe("beginning a recording", () => {
  it("asks for what an import asks for", async () => {
    const test = await clientRecordingForTest(1);
    finish(test);
    const draft = { permission: { kind: "client", consentId: test.consent.id }, occasion: "" } as const;
    const { conversationId } = createConversation(test.context, { ...draft, heldOn: "2026-03-02" });
    const published = createConversation(test.context, {
      permission: { kind: "published", title: "Film", source: "Nätet", licence: "CC BY" },
      occasion: "",
      heldOn: "2026-03-02",
    });
    const begin = (id = conversationId) =>
      codeOf(() => beginRecording(test.context, { conversationId: id, ...oneChannel }));

    const hasSound = begin(test.conversationId);
    const isPublished = begin(published.conversationId);
    setHold(test.context, { conversationId, reason: "complaint", days: 3 });
    const isHeld = begin();
    endHold(test.context, { conversationId });
    withdrawConsent(test.context, { consentId: test.consent.id, typedPseudonym: "Tallen" });
    const isWithdrawn = begin();

    expect({ hasSound, isPublished, isHeld, isWithdrawn, wasErased: begin(test.conversationId) }).toEqual({
      hasSound: "media.already-there",
      isPublished: "request.invalid",
      isHeld: "conversation.on-hold",
      isWithdrawn: "consent.withdrawn",
      wasErased: "consent.withdrawn",
    });
  });

  it("is refused while another goes on, and so is everything that it stands in the way of", async () => {
    const test = await recordingForTest(1);
    const other = createConversation(test.context, rolePlayDraft).conversationId;
    const importing = importAudio(test.context, {
      conversationId: test.conversationId,
      sourceId: test.offer("speech.ogg"),
      durationMs: null,
    });
    const backup = makeBackup(test.context, { targetId: "x" as TargetId, withSound: true });

    expect({
      same: codeOf(() =>
        beginRecording(test.context, { conversationId: test.conversationId, ...oneChannel }),
      ),
      other: codeOf(() => beginRecording(test.context, { conversationId: other, ...oneChannel })),
      quiet: codeOf(() => requireQuiet(test.context.sitting)),
      discard: codeOf(() => discardConversation(test.context, test)),
      play: codeOf(() => openAudio(test.context, test)),
    }).toEqual({
      same: "recording.under-way",
      other: "recording.under-way",
      quiet: "vault.busy",
      discard: "conversation.not-empty",
      play: "media.not-ready",
    });
    await expect(importing).rejects.toThrow("recording.under-way");
    await expect(backup).rejects.toThrow("vault.busy");
    expect(sweepOrphans(test.context)).toBe(0);
    appendPieces(test, test.recordingId, 1, 1);
    finish(test);
    expect(Buffer.compare(playedBytes(test, test.conversationId), syntheticBytes(2))).toBe(0);
  });

  it("leaves nothing, whichever file operation fails", async () => {
    const test = await vaultForTest();
    const count = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" });
    const counted = createConversation(test.context, rolePlayDraft).conversationId;
    const first = beginRecording(test.withFiles(count.files).context, {
      conversationId: counted,
      ...oneChannel,
    });
    appendPieces({ context: test.context }, first.recordingId, 0);
    const conversationId = test.rolePlay();
    const before = mediaFilesOf(test);

    for (let failAt = 1; failAt <= count.operations.length; failAt += 1) {
      const { files } = faultyFiles(nodeFiles, { failAt, kind: "ENOSPC" });
      const code = codeOf(() =>
        beginRecording(test.withFiles(files).context, { conversationId, ...oneChannel }),
      );
      expect(code, `operation ${failAt}`).toBe("ENOSPC");
      expect(readConversation(test.context, { conversationId }).sound).toEqual({ phase: "none" });
      sweepOrphans(test.context);
      expect(mediaFilesOf(test)).toEqual(before);
    }
  });
});

describe("room on the disk", () => {
  const withFree = (test: RecordingForTest | VaultForTest, freeBytes: () => number) =>
    test.withFiles({ ...nodeFiles, freeBytes });

  it("is told in time: each byte is written twice, and room for the end is kept", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const rate = 20_000_000 / 3_600_000;
    // And a hundredth more, for what a part holds beside the sound.
    const full = withFree(test, () => 64 * mebibyte + 4_096 + 2.01 * 3_600_000 * rate);

    const { recordingId, roomMs } = beginRecording(full.context, { conversationId, ...oneChannel });

    expect(Math.round(roomMs / 1_000)).toBe(3_600);
    expect(recordingId).toHaveLength(36);
  });

  it("too little is told before anything begins", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const full = withFree(test, () => 64 * mebibyte);

    expect(codeOf(() => beginRecording(full.context, { conversationId, ...oneChannel }))).toBe(
      "recording.no-room",
    );
    expect(mediaFilesOf(test)).toEqual([]);
  });

  it("that runs out ends the recording with all that came before, in the room that was kept", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    let free = 200 * mebibyte;
    const disk = withFree(test, () => free);
    const { recordingId } = beginRecording(disk.context, { conversationId, ...oneChannel });
    appendPieces(disk, recordingId, 5);

    free = 64 * mebibyte;
    const last = appendToRecording(disk.context, { recordingId, ...syntheticPiece(5) });
    free = 60 * mebibyte;
    const refused = codeOf(() => appendToRecording(disk.context, { recordingId, ...syntheticPiece(6) }));
    const { durationMs } = finishRecording(disk.context, { recordingId });

    expect({ last, refused, durationMs }).toEqual({
      last: { roomMs: 0 },
      refused: "recording.disk-nearly-full",
      durationMs: lengthMsAfter(6),
    });
    expect(Buffer.compare(playedBytes(disk, conversationId), syntheticBytes(6))).toBe(0);
  });

  it("that was not there after all: what was recorded stays, and ending it can be tried again", async () => {
    const test = await recordingForTest(4);
    const { recordingId, conversationId } = test;
    const full = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", forever: true, only: ["write"] });
    const disk = test.withFiles(full.files);
    disk.context.sitting.recording = test.context.sitting.recording;

    const refused = codeOf(() => finishRecording(disk.context, { recordingId }));
    const between = readConversation(test.context, { conversationId }).sound;
    const { durationMs } = finish(test);

    expect(refused).toBe("recording.not-sealed");
    expect(between).toEqual({ phase: "cut-off", recordingId, reason: "no-room" });
    expect(durationMs).toBe(lengthMsAfter(4));
    expect(Buffer.compare(playedBytes(test, conversationId), syntheticBytes(4))).toBe(0);
  });
});

describe("while it goes on", () => {
  it("a permission that is withdrawn erases it, and says so to the recorder", async () => {
    const test = await clientRecordingForTest(3);
    const { recordingId } = test;

    withdrawConsent(test.context, { consentId: test.consent.id, typedPseudonym: "Tallen" });

    expect(mediaFilesOf(test)).toEqual([]);
    expect(findRecording(test.vault.db, recordingId)).toMatchObject({ state: "erased", keyHalf: null });
    expect({
      append: codeOf(() => appendToRecording(test.context, { recordingId, ...syntheticPiece(3) })),
      bookmark: codeOf(() => setBookmark(test.context, { recordingId, atMs: 1, label: "" })),
      finish: codeOf(() => finish(test)),
    }).toEqual({ append: "media.erased", bookmark: "media.erased", finish: "media.erased" });
  });

  it("the last day of its permission ends it, also before it is erased", async () => {
    const test = await clientRecordingForTest(3);
    const { recordingId } = test;
    test.clock.run(endOfDate("2026-06-30", "Europe/Stockholm") - test.clock.now() - 1);
    const before = codeOf(() => appendToRecording(test.context, { recordingId, ...syntheticPiece(3) }));
    test.clock.run(1);

    expect([
      before,
      codeOf(() => appendToRecording(test.context, { recordingId, ...syntheticPiece(4) })),
    ]).toEqual(["no failure", "consent.expired"]);
  });

  it("its time comes like that of any sound, with a certificate that names its file", async () => {
    const test = await clientRecordingForTest(3);
    test.clock.run(endOfDate("2026-06-30", "Europe/Stockholm") - test.clock.now() - 40 * dayMs);
    test.vault.clock.confirm("right");
    test.clock.run(40 * dayMs);

    sweepDueErasures(test.context);

    expect(mediaFilesOf(test)).toEqual([]);
    const { text } = test.vault.db
      .prepare<[], { text: string }>("SELECT text FROM certificate ORDER BY number LIMIT 1")
      .get() as { text: string };
    expect(text).toContain(`media/${test.recordingId}.part`);
    expect(text).toContain(`"cannotBeOpened":true`);
  });

  it("it can be erased by choice", async () => {
    const test = await recordingForTest(3);

    eraseNow(test.context, {
      conversationId: test.conversationId,
      categories: ["sound"],
      typedTitle: "Skorna vid dörren",
    });

    expect(mediaFilesOf(test)).toEqual([]);
    expect(soundOf(test)).toEqual({ phase: "erased", durationMs: null });
    expect(test.context.sitting.recording).toBeUndefined();
  });

  it("a hold stops what would be added, and lets it end", async () => {
    const test = await recordingForTest(3);
    const { recordingId, conversationId } = test;
    setHold(test.context, { conversationId, reason: "document-request", days: 5 });

    const append = codeOf(() => appendToRecording(test.context, { recordingId, ...syntheticPiece(3) }));
    const bookmark = codeOf(() => setBookmark(test.context, { recordingId, atMs: 1, label: "" }));
    const { durationMs } = finish(test);

    expect({ append, bookmark, durationMs }).toEqual({
      append: "conversation.on-hold",
      bookmark: "conversation.on-hold",
      durationMs: lengthMsAfter(3),
    });
  });

  it("a disk that fails closes it: nothing more is taken, and all before is whole", async () => {
    const inner = { ...nodeFiles };
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const faulty = { isBroken: false };
    const disk = test.withFiles({
      ...inner,
      dataSync(descriptor) {
        if (faulty.isBroken) throw Object.assign(new Error("EIO: simulated"), { code: "EIO" });
        inner.dataSync(descriptor);
      },
    });
    const { recordingId } = beginRecording(disk.context, { conversationId, ...oneChannel });
    appendPieces(disk, recordingId, 3);

    faulty.isBroken = true;
    const failing = codeOf(() => appendToRecording(disk.context, { recordingId, ...syntheticPiece(3) }));
    faulty.isBroken = false;
    const after = codeOf(() => appendToRecording(disk.context, { recordingId, ...syntheticPiece(4) }));
    finishRecording(disk.context, { recordingId });

    expect([failing, after]).toEqual(["EIO", "recording.not-under-way"]);
    // The piece whose sync failed may be there or not.
    const bytes = playedBytes(disk, conversationId);
    expect(Buffer.compare(bytes.subarray(0, syntheticBytes(3).length), syntheticBytes(3))).toBe(0);
  });
});

describe("bookmarks", () => {
  it("are notes of their own kind, durable at once, with a label that may come later", async () => {
    const test = await recordingForTest(2);
    const { recordingId, conversationId } = test;
    const { noteId } = setBookmark(test.context, { recordingId, atMs: 1_500, label: "" });
    setBookmark(test.context, { recordingId, atMs: 500, label: "tystnad" });
    labelBookmark(test.context, { noteId, label: "vändning" });
    finish(test);

    const next = await test.reopen();

    expect(
      listNotes(next.context, { conversationId }).map(({ kind, startMs, endMs, text }) => ({
        kind,
        startMs,
        endMs,
        text,
      })),
    ).toEqual([
      { kind: "bookmark", startMs: 500, endMs: 500, text: "tystnad" },
      { kind: "bookmark", startMs: 1_500, endMs: 1_500, text: "vändning" },
    ]);
  });

  it("can lose their label and be written on as a note; a note is no bookmark", async () => {
    const test = await recordingForTest(2);
    const { recordingId } = test;
    const { noteId } = setBookmark(test.context, { recordingId, atMs: 1_500, label: "vändning" });
    labelBookmark(test.context, { noteId, label: "" });

    const note = updateNote(test.context, { noteId, text: "Här vände det." });
    test.vault.db.prepare("UPDATE note SET kind = 'note'").run();

    expect(note).toMatchObject({ kind: "bookmark", text: "Här vände det." });
    expect(codeOf(() => labelBookmark(test.context, { noteId, label: "x" }))).toBe("note.not-found");
  });

  it("go with the notes", async () => {
    const test = await recordingForTest(2);
    setBookmark(test.context, { recordingId: test.recordingId, atMs: 1, label: "hemligt" });
    finish(test);

    eraseNow(test.context, {
      conversationId: test.conversationId,
      categories: ["notes"],
      typedTitle: "",
    });

    expect(listNotes(test.context, test)).toEqual([]);
    expect(soundOf(test).phase).toBe("ready");
  });
});

import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { sha256 } from "../../electron/crypto/hash.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listConversations, readConversation } from "../../electron/services/conversations.ts";
import { setHold } from "../../electron/services/hold.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { createNote } from "../../electron/services/notes.ts";
import { openAudio, readPeaks } from "../../electron/services/openAudio.ts";
import { sweepOrphans } from "../../electron/services/orphans.ts";
import {
  appendTranscoded,
  beginPreparation,
  finishPreparation,
  listPreparations,
  rejectPreparation,
} from "../../electron/services/preparation.ts";
import { thumbnailOf } from "../../electron/services/thumbnail.ts";
import { editTranscript, importTranscript } from "../../electron/services/transcripts.ts";
import { findRecording, listRecordings } from "../../electron/vault/recordingRepository.ts";
import type { Edit } from "../../shared/domain/edit.ts";
import type { RecordingId, SegmentId } from "../../shared/domain/ids.ts";
import { emptyTranscript } from "../support/emptyTranscript.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const ogg = fs.readFileSync(fixturePath("speech.ogg"));
const durationMs = 8_000;
/** Peaks of 8 s: a loud first half and a quiet second. */
const peaks = Int8Array.from(
  { length: 800 },
  (_, index) => (index % 2 === 0 ? -1 : 1) * (index < 400 ? 100 : 50),
);

async function imported(fileName: string, test?: VaultForTest) {
  const vault = test ?? (await vaultForTest());
  const conversationId = vault.rolePlay();
  const sourceId = vault.offer(fileName);
  const { recordingId } = await importAudio(vault.context, { conversationId, sourceId, durationMs: null });
  return { ...vault, conversationId, recordingId };
}

function sendAll({ context }: VaultForTest, recordingId: RecordingId, pieceBytes = 5_000) {
  for (let offset = 0; offset < ogg.length; offset += pieceBytes) {
    appendTranscoded(context, { recordingId, offset, bytes: ogg.subarray(offset, offset + pieceBytes) });
  }
}

function mediaFiles({ vault }: VaultForTest) {
  return fs.readdirSync(path.join(vault.folder, "media"));
}

function playedBytes(test: VaultForTest, token: string) {
  const { sizeBytes } = test.context.tokens.info(token);
  return test.context.tokens.read(token, 0, sizeBytes);
}

describe("preparing sound", () => {
  it("lists what waits, oldest first, and nothing once it is done", async () => {
    const first = await imported("speech.wav");
    const second = await imported("speech.ogg", first);

    expect(listPreparations(first.context)).toEqual([
      { recordingId: first.recordingId, conversationId: first.conversationId },
      { recordingId: second.recordingId, conversationId: second.conversationId },
    ]);

    beginPreparation(first.context, first);
    await finishPreparation(first.context, { recordingId: first.recordingId, durationMs, peaks });
    expect(listPreparations(first.context)).toHaveLength(1);
  });

  it("keeps what seeks exactly, and adds peaks at three widths, length and thumbnail", async () => {
    const test = await imported("speech.wav");

    const begun = beginPreparation(test.context, test);
    await finishPreparation(test.context, { recordingId: test.recordingId, durationMs, peaks });

    expect(begun).toMatchObject({ mimeType: "audio/wav", transcode: false });
    expect(begun.sizeBytes).toBe(fs.statSync(fixturePath("speech.wav")).size);
    const { sound } = readConversation(test.context, test);
    expect(sound).toEqual({ phase: "ready", recordingId: test.recordingId, durationMs });
    const lengths = ([20, 80, 640] as const).map(
      (binMs) => readPeaks(test.context, { recordingId: test.recordingId, binMs }).peaks.length,
    );
    expect(lengths).toEqual([800, 200, 26]);
    const [{ thumbnail } = { thumbnail: null }] = listConversations(test.context);
    expect(thumbnail).toHaveLength(120);
    expect([...(thumbnail ?? [])].filter((bar) => bar === 255)).toHaveLength(60);
  });

  it("replaces what does not seek exactly by what the page sends back", async () => {
    const test = await imported("beeps-vbr-noxing.mp3");
    const original = fs.readFileSync(fixturePath("beeps-vbr-noxing.mp3"));

    const begun = beginPreparation(test.context, test);
    sendAll(test, test.recordingId);
    await finishPreparation(test.context, { recordingId: test.recordingId, durationMs, peaks });

    expect(begun).toMatchObject({ mimeType: "audio/mpeg", transcode: true });
    const [old, kept] = listRecordings(test.vault.db, test.conversationId);
    expect(old).toMatchObject({ state: "replaced", keyHalf: null, sha256: sha256(original) });
    expect(kept).toMatchObject({ state: "ready", role: "transcoded", mediaType: "ogg", durationMs });
    expect(mediaFiles(test).sort()).toEqual([`${kept?.id}.blob`, `${kept?.id}.shred`]);
    const { token } = openAudio(test.context, test);
    expect(Buffer.compare(playedBytes(test, token), ogg)).toBe(0);
    expect(() => test.context.tokens.read(begun.token, 0, 10)).toThrow("media.source-gone");
    const schedule = fs.readFileSync(path.join(test.vault.folder, "schedule.json"), "utf8");
    expect([schedule.includes(String(kept?.id)), schedule.includes(test.recordingId)]).toEqual([true, false]);
  });

  it("still knows the original it has replaced, should it come again", async () => {
    const test = await imported("beeps-vbr-noxing.mp3");
    beginPreparation(test.context, test);
    sendAll(test, test.recordingId);
    await finishPreparation(test.context, { recordingId: test.recordingId, durationMs, peaks });

    await expect(imported("beeps-vbr-noxing.mp3", test)).rejects.toThrow("media.already-there");
  });

  it("takes pieces in order only, and goes on after one out of order", async () => {
    const test = await imported("speech.webm");
    const { context, recordingId } = test;
    const bytes = ogg.subarray(0, 100);

    expect(() => appendTranscoded(context, { recordingId, offset: 0, bytes })).toThrow("request.invalid");
    beginPreparation(context, { recordingId });
    expect(() => appendTranscoded(context, { recordingId, offset: 1, bytes })).toThrow("request.invalid");
    appendTranscoded(context, { recordingId, offset: 0, bytes });
    expect(() => appendTranscoded(context, { recordingId, offset: 0, bytes })).toThrow("request.invalid");
    appendTranscoded(context, { recordingId, offset: 100, bytes: ogg.subarray(100) });
    await finishPreparation(context, { recordingId, durationMs, peaks });

    const { token } = openAudio(context, test);
    expect(Buffer.compare(playedBytes(test, token), ogg)).toBe(0);
  });

  it("begins anew without a trace of the attempt before", async () => {
    const test = await imported("speech.flac");
    beginPreparation(test.context, test);
    appendTranscoded(test.context, {
      recordingId: test.recordingId,
      offset: 0,
      bytes: ogg.subarray(0, 3_000),
    });

    beginPreparation(test.context, test);
    expect(mediaFiles(test)).toHaveLength(4);
    sendAll(test, test.recordingId);
    await finishPreparation(test.context, { recordingId: test.recordingId, durationMs, peaks });

    const { token } = openAudio(test.context, test);
    expect(Buffer.compare(playedBytes(test, token), ogg)).toBe(0);
  });

  it.each([
    ["peaks of another length", { peaks: peaks.subarray(0, 400), durationMs }, true],
    ["half a pair of peaks", { peaks: peaks.subarray(1), durationMs }, true],
    ["no transcoded sound", { peaks, durationMs }, false],
  ])("refuses %s, and the original stays", async (_, finish, isSent) => {
    const test = await imported("speech.aac");
    beginPreparation(test.context, test);
    if (isSent) sendAll(test, test.recordingId);

    const finishing = finishPreparation(test.context, { recordingId: test.recordingId, ...finish });

    await expect(finishing).rejects.toThrow("request.invalid");
    expect(readConversation(test.context, test).sound.phase).toBe("preparing");
    const { token } = openAudio(test.context, test);
    expect(Buffer.compare(playedBytes(test, token), fs.readFileSync(fixturePath("speech.aac")))).toBe(0);
  });

  it("refuses transcoded sound that is not Ogg", async () => {
    const test = await imported("speech.aac");
    const { context, recordingId } = test;
    beginPreparation(context, test);
    appendTranscoded(context, { recordingId, offset: 0, bytes: fs.readFileSync(fixturePath("speech.wav")) });

    await expect(finishPreparation(context, { recordingId, durationMs, peaks })).rejects.toThrow(
      "request.invalid",
    );
    expect(mediaFiles(test)).toHaveLength(2);
  });

  it("takes sound that cannot be decoded out again, with its clocks and every file", async () => {
    const test = await imported("speech.ogg");

    rejectPreparation(test.context, { recordingId: test.recordingId, reason: "truncated" });

    const { sound, retention, clocks } = readConversation(test.context, test);
    expect({ sound, startedAt: retention.startedAt, dueAt: clocks.sound.dueAt }).toEqual({
      sound: { phase: "none" },
      startedAt: null,
      dueAt: null,
    });
    expect(mediaFiles(test)).toEqual([]);
    expect(listRecordings(test.vault.db, test.conversationId)).toEqual([]);
    const again = await importAudio(test.context, {
      conversationId: test.conversationId,
      sourceId: test.offer("speech.wav"),
      durationMs: null,
    });
    expect(findRecording(test.vault.db, again.recordingId)?.state).toBe("preparing");
  });

  it("leaves the clocks of a text of which no row is left", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const sourceId = test.offer("talk.vtt");
    importTranscript(test.context, { conversationId, sourceId, speakers: [], replace: false });
    emptyTranscript(test, conversationId);
    const { recordingId } = await importAudio(test.context, {
      conversationId,
      sourceId: test.offer("speech.ogg"),
      durationMs: null,
    });

    rejectPreparation(test.context, { recordingId, reason: "truncated" });

    const { present, clocks } = readConversation(test.context, { conversationId });
    expect([present, clocks.transcript.dueAt]).toEqual([["transcript"], expect.any(Number)]);
  });

  it("waits under a hold", async () => {
    const test = await imported("speech.wav");
    setHold(test.context, { conversationId: test.conversationId, reason: "complaint", days: 5 });

    expect(listPreparations(test.context)).toEqual([]);
    expect(() => beginPreparation(test.context, test)).toThrow("conversation.on-hold");
  });

  it("that a hold interrupts changes nothing of what is held, neither by finishing nor by giving up", async () => {
    const test = await imported("beeps-vbr-noxing.mp3");
    const { context, recordingId } = test;
    beginPreparation(context, test);
    sendAll(test, recordingId);

    setHold(context, { conversationId: test.conversationId, reason: "access-request", days: 5 });

    expect(() => appendTranscoded(context, { recordingId, offset: ogg.length, bytes: ogg })).toThrow(
      "conversation.on-hold",
    );
    await expect(finishPreparation(context, { recordingId, durationMs, peaks })).rejects.toThrow(
      "conversation.on-hold",
    );
    expect(() => rejectPreparation(context, { recordingId, reason: "truncated" })).toThrow(
      "conversation.on-hold",
    );
    expect(mediaFiles(test).sort()).toEqual([`${recordingId}.blob`, `${recordingId}.shred`]);
    expect(findRecording(test.vault.db, recordingId)?.state).toBe("preparing");
  });

  it("keeps notes and untimed text waiting until positions are exact", async () => {
    const test = await imported("speech.wav");
    const { context, conversationId } = test;
    const note = { conversationId, startMs: 0, endMs: 10, text: "Öppen fråga" };
    const text = { conversationId, sourceId: test.offer("talk.txt"), speakers: [], replace: false };

    expect(() => createNote(context, note)).toThrow("media.not-ready");
    expect(() => importTranscript(context, text)).toThrow("media.not-ready");
    beginPreparation(context, test);
    await finishPreparation(context, { recordingId: test.recordingId, durationMs, peaks });

    createNote(context, note);
    importTranscript(context, text);
    expect(readConversation(context, test)).toMatchObject({ noteCount: 1, transcribedMs: durationMs });
  });

  it("leaves original or whole replacement, whichever file operation fails, and can be begun anew", async () => {
    const folder = temporaryFolder();
    for (const kind of ["ENOSPC", "crash"] as const) {
      let failAt = 0;
      let isDone = false;
      let test = await vaultForTest();
      while (!isDone) {
        failAt += 1;
        const { conversationId, recordingId } = await imported(differentFlac(folder, failAt), test);
        const faulty = faultyFiles(nodeFiles, { failAt, kind });
        isDone = await prepare(test.withFiles(faulty.files), recordingId).then(
          () => !faulty.struck(),
          () => false,
        );
        test = await test.reopen();
        sweepOrphans(test.context);
        const isReady = readConversation(test.context, { conversationId }).sound.phase === "ready";
        if (!isReady) await prepare(test, recordingId);
        const { token } = openAudio(test.context, { conversationId });
        expect([failAt, Buffer.compare(playedBytes(test, token), ogg)]).toEqual([failAt, 0]);
        expect(mediaFiles(test)).toHaveLength(2 * failAt);
      }
      expect(failAt).toBeGreaterThan(10);
    }
  });
});

/** The same sound in a file that is not the same, since a vault takes each file once. */
function differentFlac(folder: string, number: number) {
  const file = path.join(folder, `${number}.flac`);
  fs.writeFileSync(file, Buffer.concat([fs.readFileSync(fixturePath("speech.flac")), Buffer.from([number])]));
  return file;
}

async function prepare(test: VaultForTest, recordingId: RecordingId) {
  beginPreparation(test.context, { recordingId });
  sendAll(test, recordingId, ogg.length);
  await finishPreparation(test.context, { recordingId, durationMs, peaks });
}

describe("thumbnails", () => {
  const loud = new Int8Array(800).fill(100);
  const said = (startMs: number, endMs: number, speaker: "practitioner" | "client") => ({
    id: `00000000-0000-4000-8000-${String(startMs).padStart(12, "0")}` as SegmentId,
    startMs,
    endMs,
    speaker,
    text: "",
  });

  it("show both sides alike while nobody is known to speak", () => {
    expect([...thumbnailOf(loud, 20, [], durationMs)]).toEqual(Array(120).fill(255));
  });

  it("show who speaks when, the practitioner first in each pair", () => {
    const bars = thumbnailOf(
      loud,
      20,
      [said(0, 4_000, "practitioner"), said(4_000, 8_000, "client")],
      durationMs,
    );
    expect([...bars.subarray(0, 60)]).toEqual(Array(30).fill([255, 0]).flat());
    expect([...bars.subarray(60)]).toEqual(Array(30).fill([0, 255]).flat());
  });

  it("are flat for silence and for sound shorter than sixty bins", () => {
    expect([...thumbnailOf(new Int8Array(800), 20, [], durationMs)]).toEqual(Array(120).fill(0));
    expect(thumbnailOf(loud, 20, [], 100)).toHaveLength(120);
  });

  it("change with the transcript", async () => {
    const test = await imported("speech.wav");
    beginPreparation(test.context, test);
    await finishPreparation(test.context, { recordingId: test.recordingId, durationMs, peaks: loud });
    const { conversationId } = test;
    const edits: Edit[] = [{ kind: "insert-segment", segment: said(0, 8_000, "client") }];

    editTranscript(test.context, { conversationId, baseVersion: 0, edits });

    const { thumbnail } = readConversation(test.context, { conversationId });
    expect([...(thumbnail ?? [])]).toEqual(Array(60).fill([0, 255]).flat());
  });
});

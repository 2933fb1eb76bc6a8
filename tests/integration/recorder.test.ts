import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { listAudit } from "../../electron/services/auditEvents.ts";
import { createConsent } from "../../electron/services/consents.ts";
import { createConversation, readConversation } from "../../electron/services/conversations.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { listNotes } from "../../electron/services/notes.ts";
import { openAudio, readPeaks } from "../../electron/services/openAudio.ts";
import {
  appendToRecording,
  beginRecording,
  finishRecording,
  labelBookmark,
  markRecording,
  setBookmark,
} from "../../electron/services/recorder.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { lengthMsAfter, syntheticBytes, syntheticPiece } from "../support/syntheticOgg.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const oneChannel = { channels: 1, firstChannel: null } as const;

async function recording() {
  const test = await vaultForTest();
  const conversationId = test.rolePlay();
  const { recordingId } = beginRecording(test.context, { conversationId, ...oneChannel });
  return { ...test, conversationId, recordingId };
}

function record({ context }: VaultForTest, recordingId: RecordingId, pieces: number, from = 0) {
  for (let index = from; index < pieces; index += 1)
    appendToRecording(context, { recordingId, ...syntheticPiece(index) });
}

function mediaFiles({ vault }: VaultForTest) {
  return fs.readdirSync(path.join(vault.folder, "media")).sort();
}

function playedBytes(test: VaultForTest, conversationId: ConversationId) {
  const { token } = openAudio(test.context, { conversationId });
  const { sizeBytes } = test.context.tokens.info(token);
  return test.context.tokens.read(token, 0, sizeBytes);
}

describe("a recording", () => {
  it("is ready the moment it ends: sound, length, waveform, clocks", async () => {
    const test = await recording();
    const { conversationId, recordingId } = test;

    expect(mediaFiles(test)).toEqual([`${recordingId}.part`, `${recordingId}.shred`]);
    record(test, recordingId, 30);
    test.clock.run(30_000);
    const { durationMs } = finishRecording(test.context, { recordingId });

    expect(durationMs).toBe(lengthMsAfter(30));
    expect(Buffer.compare(playedBytes(test, conversationId), syntheticBytes(30))).toBe(0);
    expect(mediaFiles(test)).toEqual([`${recordingId}.blob`, `${recordingId}.shred`]);
    const detail = readConversation(test.context, { conversationId });
    expect(detail.sound).toEqual({ phase: "ready", recordingId, durationMs });
    expect(detail.retention.startedAt).toBe(test.vault.clock.now());
    expect(detail.thumbnail).toHaveLength(120);
    const widths = ([20, 80, 640] as const).map(
      (binMs) => readPeaks(test.context, { recordingId, binMs }).peaks.length / 2,
    );
    expect(widths).toEqual([1_499, 375, 47]);
  });
});

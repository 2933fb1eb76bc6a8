import { describe, expect, it } from "vitest";
import { readConversation } from "../../electron/services/conversations.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { rejectPreparation } from "../../electron/services/preparation.ts";
import { appendToRecording, beginRecording, finishRecording } from "../../electron/services/recorder.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import { editTranscript, importTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import { listTranscriptVersions, saveVersion } from "../../electron/services/transcriptVersions.ts";
import { saveClocks } from "../../electron/vault/conversationRepository.ts";
import { listWithoutClock } from "../../electron/vault/databaseHealth.ts";
import { listPassages, savePassage } from "../../electron/vault/passageRepository.ts";
import type { ConversationId, PassageId } from "../../shared/domain/ids.ts";
import { codeOf, oneChannel } from "../support/recordingForTest.ts";
import { syntheticPiece } from "../support/syntheticOgg.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { dayMs } from "../support/vaultHostForTest.ts";

async function withText(): Promise<{ test: VaultForTest; conversationId: ConversationId }> {
  const test = await vaultForTest();
  const conversationId = test.rolePlay();
  takeInText(test, conversationId);
  return { test, conversationId };
}

function takeInText(test: VaultForTest, conversationId: ConversationId): void {
  const sourceId = test.offer("talk.vtt");
  importTranscript(test.context, { conversationId, sourceId, speakers: [], replace: false });
}

/** Keeps a version and takes all lines out. */
function emptyText({ context }: VaultForTest, conversationId: ConversationId): void {
  saveVersion(context, { conversationId, name: "Som den kom" });
  const { version: baseVersion, segments } = readTranscript(context, { conversationId });
  const edits = segments.map((segment) => ({ kind: "remove-segment" as const, segment }));
  editTranscript(context, { conversationId, baseVersion, edits });
}

function recordNothing({ context }: VaultForTest, conversationId: ConversationId): void {
  const { recordingId } = beginRecording(context, { conversationId, ...oneChannel });
  expect(codeOf(() => finishRecording(context, { recordingId }))).toBe("recording.empty");
}

async function importNoSound(test: VaultForTest, conversationId: ConversationId): Promise<void> {
  const sourceId = test.offer("speech.wav");
  const { recordingId } = await importAudio(test.context, { conversationId, sourceId, durationMs: null });
  rejectPreparation(test.context, { recordingId, reason: "not-audio" });
}

function clocksOf({ context }: VaultForTest, conversationId: ConversationId) {
  const { clocks, retention } = readConversation(context, { conversationId });
  return { clocks, startedAt: retention.startedAt };
}

describe("sound that turns out to be none", () => {
  it.each([
    ["an empty recording", recordNothing],
    ["a rejected import", importNoSound],
  ])("leaves the text the date it had: %s", async (_, act) => {
    const { test, conversationId } = await withText();
    const before = clocksOf(test, conversationId);
    for (let day = 0; day < 2; day += 1) {
      test.clock.run(10 * dayMs);
      await act(test, conversationId);
    }
    expect(clocksOf(test, conversationId)).toEqual(before);
  });

  it("leaves a text that came while it was there its own start", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const { recordingId } = beginRecording(test.context, { conversationId, ...oneChannel });
    takeInText(test, conversationId);
    const before = clocksOf(test, conversationId);
    expect(codeOf(() => finishRecording(test.context, { recordingId }))).toBe("recording.empty");
    expect(clocksOf(test, conversationId)).toEqual(before);
    expect(before.startedAt).not.toBeNull();
  });

  it("leaves the start before it also where it was recorded to its end, and could not be decoded then", async () => {
    const { test, conversationId } = await withText();
    const before = clocksOf(test, conversationId);
    test.clock.run(10 * dayMs);
    const { recordingId } = beginRecording(test.context, { conversationId, ...oneChannel });
    // Peaks that do not fit are made anew.
    appendToRecording(test.context, { recordingId, ...syntheticPiece(0), peaks: new Int8Array(20) });
    finishRecording(test.context, { recordingId });
    rejectPreparation(test.context, { recordingId, reason: "not-audio" });
    expect(clocksOf(test, conversationId)).toEqual(before);
  });

  it("leaves the date of what versions hold of a text whose lines are taken out, and it goes then", async () => {
    const { test, conversationId } = await withText();
    emptyText(test, conversationId);
    const before = clocksOf(test, conversationId);
    recordNothing(test, conversationId);
    expect(clocksOf(test, conversationId)).toEqual(before);
    test.clock.run((before.clocks.transcript.dueAt ?? 0) - test.clock.now());
    sweepDueErasures(test.context);
    expect(listTranscriptVersions(test.context, { conversationId })).toEqual([]);
  });

  it("leaves what silences replaced words, and takes the passage of a spoken permission with it", async () => {
    const { test, conversationId } = await withText();
    const kinds = ["identifying", "spoken-permission"] as const;
    for (const kind of kinds) {
      savePassage(test.vault.db, {
        id: kind as string as PassageId,
        conversationId,
        kind,
        startMs: 0,
        endMs: 9,
      });
    }
    recordNothing(test, conversationId);
    expect(listPassages(test.vault.db, conversationId)).toMatchObject([{ kind: "identifying" }]);
  });
});

it("the check finds what is left of a text without a clock, also where no line is left", async () => {
  const { test, conversationId } = await withText();
  emptyText(test, conversationId);
  expect(listWithoutClock(test.vault.db)).toEqual([]);
  saveClocks(test.vault.db, conversationId, null, {
    soundDueAt: null,
    transcriptDueAt: null,
    notesDueAt: null,
  });
  expect(listWithoutClock(test.vault.db)).toEqual([conversationId]);
});

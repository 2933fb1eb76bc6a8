/** A vault with a client conversation in it: sound, transcript and notes. */
import { createConsent } from "../../electron/services/consents.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { createNote } from "../../electron/services/notes.ts";
import { beginPreparation, finishPreparation } from "../../electron/services/preparation.ts";
import { importTranscript } from "../../electron/services/transcripts.ts";
import type { Consent, ConsentDraft } from "../../shared/domain/consent.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "./vaultForTest.ts";

/** What was put in. */
export interface FilledVault {
  readonly test: VaultForTest;
  readonly consent: Consent;
  readonly conversationId: ConversationId;
  readonly recordingId: RecordingId;
}

/** Text of the note; nothing else contains it. */
export const noteText = "Här blev det tyst en lång stund, och sedan kom det viktigaste.";

/** Peaks of eight seconds: 400 bins of 20 ms, minimum and maximum each. */
const testPeaks = Int8Array.from({ length: 800 }, (_, i) => (i % 2 === 0 ? -(i % 97) : i % 89));

/** Creates a vault with one client conversation that has all three kinds of content. */
export async function filledVault(consentDraft: Partial<ConsentDraft> = {}): Promise<FilledVault> {
  const test = await vaultForTest();
  saveMandate(test.context, testMandate);
  const consent = createConsent(test.context, { ...testConsent, ...consentDraft });
  return { test, consent, ...(await addConversation(test, consent, "speech.wav")) };
}

/** Adds a conversation with all three kinds of content under a permission. */
export async function addConversation(
  test: VaultForTest,
  consent: Consent,
  soundFile: string,
): Promise<{ conversationId: ConversationId; recordingId: RecordingId }> {
  const { conversationId } = createConversation(test.context, {
    permission: { kind: "client", consentId: consent.id },
    occasion: "andra samtalet",
    heldOn: "2026-03-02",
  });
  const { recordingId } = await importAudio(test.context, {
    conversationId,
    sourceId: test.offer(soundFile),
    durationMs: null,
  });
  beginPreparation(test.context, { recordingId });
  await finishPreparation(test.context, { recordingId, durationMs: 8_000, peaks: testPeaks });
  await importTranscript(test.context, {
    conversationId,
    sourceId: test.offer("talk.vtt"),
    speakers: [],
    replace: false,
  });
  createNote(test.context, { conversationId, startMs: 0, endMs: 1_000, text: noteText });
  return { conversationId, recordingId };
}

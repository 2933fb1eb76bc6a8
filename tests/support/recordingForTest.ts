/** A recording under way in a vault for tests. */
import fs from "node:fs";
import path from "node:path";
import { createConsent } from "../../electron/services/consents.ts";
import { createConversation } from "../../electron/services/conversations.ts";
import { saveMandate } from "../../electron/services/mandate.ts";
import { openAudio } from "../../electron/services/openAudio.ts";
import { appendToRecording, beginRecording } from "../../electron/services/recorder.ts";
import { recoverRecordings } from "../../electron/services/recoverRecordings.ts";
import type { Consent } from "../../shared/domain/consent.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { syntheticPiece } from "./syntheticOgg.ts";
import { testConsent, testMandate, type VaultForTest, vaultForTest } from "./vaultForTest.ts";

/** All in one channel. */
export const oneChannel = { channels: 1, firstChannel: null } as const;

/** A vault in which something is recorded. */
export interface RecordingForTest extends VaultForTest {
  readonly conversationId: ConversationId;
  readonly recordingId: RecordingId;
}

/** Begins to record a role play. */
export async function recordingForTest(pieces = 0): Promise<RecordingForTest> {
  const test = await vaultForTest();
  return begun(test, test.rolePlay(), pieces);
}

/** Begins to record a client's conversation. */
export async function clientRecordingForTest(
  pieces = 0,
): Promise<RecordingForTest & { readonly consent: Consent }> {
  const test = await vaultForTest();
  saveMandate(test.context, testMandate);
  const consent = createConsent(test.context, testConsent);
  const { conversationId } = createConversation(test.context, {
    permission: { kind: "client", consentId: consent.id },
    occasion: "andra samtalet",
    heldOn: "2026-03-02",
  });
  return { ...begun(test, conversationId, pieces), consent };
}

function begun(test: VaultForTest, conversationId: ConversationId, pieces: number): RecordingForTest {
  const { recordingId } = beginRecording(test.context, { conversationId, ...oneChannel });
  appendPieces(test, recordingId, pieces);
  return { ...test, conversationId, recordingId };
}

/** Appends synthetic seconds, `from` the one that is next. */
export function appendPieces(
  { context }: Pick<VaultForTest, "context">,
  recordingId: RecordingId,
  pieces: number,
  from = 0,
): void {
  for (let index = from; index < from + pieces; index += 1)
    appendToRecording(context, { recordingId, ...syntheticPiece(index) });
}

/** Unlocks the vault anew after the end of its process, and puts together what was cut off. */
export async function recovered(test: RecordingForTest): Promise<RecordingForTest> {
  const { conversationId, recordingId } = test;
  const next = await test.reopen();
  await recoverRecordings(next.context, (error) => {
    throw error;
  });
  return { ...next, conversationId, recordingId };
}

/** Names of the files of sound. */
export function mediaFilesOf({ vault }: Pick<VaultForTest, "vault">): string[] {
  return fs.readdirSync(path.join(vault.folder, "media")).sort();
}

/** All bytes of a conversation's sound, as they are played. */
export function playedBytes({ context }: Pick<VaultForTest, "context">, conversationId: ConversationId) {
  const { token } = openAudio(context, { conversationId });
  const { sizeBytes } = context.tokens.info(token);
  return context.tokens.read(token, 0, sizeBytes);
}

/** The codes of what is thrown. */
export function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return String((error as { readonly code?: unknown }).code);
  }
  return "no failure";
}

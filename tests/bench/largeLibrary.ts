/** A vault after years of work: thousands of conversations with their transcripts, a few hundred of them with sound. */
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { createConversation } from "../../electron/services/conversations.ts";
import { eraseSoundRows } from "../../electron/vault/erasureRepository.ts";
import { completeRecording, insertRecording } from "../../electron/vault/recordingRepository.ts";
import { insertSegments } from "../../electron/vault/segmentRepository.ts";
import type { ConversationId, RecordingId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { rolePlayOf, writeSyntheticWav } from "../support/longConversation.ts";
import type { Requester } from "../support/requester.ts";

/** How much is put in. */
export interface LibrarySize {
  readonly conversations: number;
  /** All conversations together; divided evenly. */
  readonly segments: number;
  /** Conversations that still have their sound, a few seconds each. */
  readonly sounds: number;
}

/** Lengths of turns and of the sound that is still there, in ms. */
const segmentMs = 3_000;
const soundMs = 4_000;

/**
 * Fills an unlocked vault.
 *
 * @param folder - for sound files on their way in
 * @returns the conversations that have sound
 */
export async function fillLibrary(
  vault: Requester,
  { conversations, segments, sounds }: LibrarySize,
  folder: string,
): Promise<ConversationId[]> {
  const context = vault.context();
  const { db } = context.vault;
  const ids = db.transaction(() =>
    Array.from({ length: conversations }, (_, index) => {
      const { conversationId } = createConversation(context, {
        permission: rolePlayOf(`Samtal ${index + 1}`),
        occasion: wordsAt(index, 3),
        heldOn: new Date(Date.UTC(2012, 0, 1 + index)).toISOString().slice(0, 10),
      });
      insertSegments(db, conversationId, segmentsOf(index, segments / conversations));
      if (index >= sounds) addErasedSound(vault, conversationId);
      return conversationId;
    }),
  )();
  const withSound = ids.slice(0, sounds);
  for (const [index, conversationId] of withSound.entries()) {
    const wav = writeSyntheticWav(path.join(folder, "sound.wav"), soundMs, index);
    await vault.get("audio.import", {
      conversationId,
      sourceId: vault.offer(wav.path),
      durationMs: wav.durationMs,
    });
    fs.rmSync(wav.path);
  }
  for (const { recordingId } of await vault.get("preparation.list", {})) {
    const peaks = new Int8Array((soundMs / 20) * 2);
    await vault.get("preparation.finish", { recordingId, durationMs: soundMs, peaks });
  }
  return withSound;
}

/** A word of the transcripts: the lower the number, the more often it was said. */
export function wordAt(number: number): string {
  const syllables = ["ka", "lo", "mi", "ter", "sen", "va", "ri", "dul", "bo", "gen"];
  return String(number + 1_000)
    .split("")
    .map((digit) => syllables[Number(digit)])
    .join("");
}

/** How many different words there are. */
export const vocabulary = 3_000;

function segmentsOf(conversation: number, count: number): Segment[] {
  return Array.from({ length: count }, (_, index) => ({
    id: randomUUID() as SegmentId,
    startMs: index * segmentMs,
    endMs: (index + 1) * segmentMs,
    speaker: index % 2 === 0 ? "practitioner" : "client",
    text: wordsAt(conversation * count + index, 4 + (index % 9)),
  }));
}

/** Words with the frequencies of speech: the commonest in every fifth line or so. */
function wordsAt(seed: number, count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const share = ((Math.imul(seed * 31 + index + 1, 2_654_435_761) >>> 8) & 0xffff) / 0x1_0000;
    return wordAt(Math.floor(vocabulary ** share) - 1);
  }).join(" ");
}

function addErasedSound(vault: Requester, conversationId: ConversationId): void {
  const { db, keys } = vault.context().vault;
  const id = randomUUID() as RecordingId;
  const importedAt = Date.UTC(2026, 0, 1);
  const keyGeneration = keys.generation;
  insertRecording(db, {
    id,
    conversationId,
    role: "original",
    keyGeneration,
    mediaType: "wav",
    durationMs: 2_700_000,
    importedAt,
  });
  completeRecording(
    db,
    { id, keyHalf: randomBytes(32), sha256: randomBytes(32), sizeBytes: 43_200_000 },
    "ready",
  );
  eraseSoundRows(db, conversationId, importedAt);
}

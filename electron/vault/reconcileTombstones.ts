/** A list of what was erased lies outside the vault, where others can write: what the vault knows better is not believed. */
import path from "node:path";
import type { ContentCategory } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { listConsents } from "./consentRepository.ts";
import { findRetained, listUnfinishedErasures } from "./erasureRepository.ts";
import type { OpenVault } from "./openVault.ts";
import { findRecording, listRecordings } from "./recordingRepository.ts";
import type { Tombstones } from "./tombstones.ts";
import { vaultPaths } from "./vaultFolder.ts";

/**
 * Leaves out what an open vault contradicts: content that is there and is not being erased, such as a transcript that
 * was taken in again after a restore, and permissions that are valid.
 *
 * Numbers of permissions that the vault knows are left out in any case: it has them by id.
 *
 * @returns the rest, in the same order; what the vault does not know stays
 */
export function uncontradicted(
  { db, files, folder }: Pick<OpenVault, "db" | "files" | "folder">,
  tombstones: Tombstones,
): Tombstones {
  const unfinished = new Set(
    listUnfinishedErasures(db).map(({ conversationId, category }) => `${conversationId} ${category}`),
  );
  const isLive = (conversationId: ConversationId, category: ContentCategory) =>
    findRetained(db, conversationId)?.present.includes(category) === true &&
    !unfinished.has(`${conversationId} ${category}`);
  const hasKeyHalf = (recordingId: string) =>
    files.exists(path.join(vaultPaths(folder).media, `${recordingId}.shred`));
  /** A row whose half of a key is gone is about to be erased, whatever it says. */
  const isSilent = (conversationId: ConversationId) =>
    !listRecordings(db, conversationId).some(({ id }) => hasKeyHalf(id));
  const consents = listConsents(db);
  const valid = new Set(consents.flatMap(({ id, withdrawnAt }) => (withdrawnAt === null ? [id] : [])));
  const knownNumbers = new Set(consents.map(({ number }) => number));
  return {
    ...tombstones,
    contents: tombstones.contents.filter(
      ({ conversationId, category }) =>
        !isLive(conversationId, category) || (category === "sound" && isSilent(conversationId)),
    ),
    sounds: tombstones.sounds.filter(({ recordingId }) => {
      const recording = findRecording(db, recordingId);
      return (
        recording === undefined || !hasKeyHalf(recordingId) || !isLive(recording.conversationId, "sound")
      );
    }),
    withdrawn: tombstones.withdrawn.filter(({ consentId }) => !valid.has(consentId)),
    withdrawnNumbers: tombstones.withdrawnNumbers.filter(
      ({ consentNumber }) => !knownNumbers.has(consentNumber),
    ),
  };
}

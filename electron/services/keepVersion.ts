/** Keeping a transcript as a version of its own before something large is done with it. */
import { randomUUID } from "node:crypto";
import type { ConversationId, VersionId } from "../../shared/domain/ids.ts";
import type { VersionReason } from "../../shared/domain/transcriptVersion.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { insertVersion, isLastVersion, removeOldAutomatic } from "../vault/versionRepository.ts";

/** So many are kept of those that nobody asked for. */
const mostAutomatic = 10;

/**
 * Keeps the text as it is; not one without lines, nor one that was kept last already.
 *
 * Call it in the transaction that changes the text.
 *
 * @param reason - what is about to be done
 */
export function keepAutomaticVersion(
  { db, clock }: OpenVault,
  conversationId: ConversationId,
  reason: VersionReason,
): void {
  const segments = listSegments(db, conversationId);
  if (segments.length === 0 || isLastVersion(db, conversationId, segments)) return;
  const id = randomUUID() as VersionId;
  insertVersion(db, conversationId, { id, name: null, reason, savedAt: clock.now() }, segments);
  removeOldAutomatic(db, conversationId, mostAutomatic);
}

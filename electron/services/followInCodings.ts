/** Keeps the codings of a conversation with its text. */
import { randomUUID } from "node:crypto";
import { followText } from "../../shared/domain/followText.ts";
import type { ConversationId, UnitId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { findCoding, listCodingIds, saveCodingChange, updateCodingHead } from "../vault/codingRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";

/**
 * Lets the units of all codings follow an edit of the text; in the transaction that makes it.
 *
 * @param before - the lines that the edit names, as they were
 * @param after - the same lines as they are now
 */
export function followInCodings(
  { db, clock }: OpenVault,
  conversationId: ConversationId,
  before: readonly Segment[],
  after: readonly Segment[],
): void {
  for (const codingId of listCodingIds(db, conversationId)) {
    const coding = findCoding(db, codingId);
    if (coding === undefined) continue;
    const newId = () => randomUUID() as UnitId;
    const goesOn = coding.finishedAt === null ? { ...coding.sample, newId } : null;
    const changes = followText(coding.units, before, after, goesOn);
    if (changes.length === 0) continue;
    for (const change of changes) saveCodingChange(db, codingId, change);
    updateCodingHead(db, codingId, { ...coding, changedAt: clock.now() });
  }
}

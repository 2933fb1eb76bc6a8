/** Codings that came with a package go when the package does (DOMAIN.md §4). */
import { appendAudit } from "../vault/auditLog.ts";
import { listExpiredCodings, removeCoding } from "../vault/codingRepository.ts";
import { findRetained } from "../vault/erasureRepository.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import type { ErasureContext } from "./erasureContext.ts";

/**
 * Erases the codings whose time has come, as far as the clock allows; a hold on their conversation keeps them until it ends.
 *
 * @returns how many went
 */
export function expireCodings({ vault, emit }: Pick<ErasureContext, "vault" | "emit">): number {
  const { db, clock } = vault;
  const expired = listExpiredCodings(db, clock.erasableUntil()).flatMap(({ id, conversationId }) => {
    const { heldUntil = null, consentNumber = null } = findRetained(db, conversationId) ?? {};
    const isHeld = heldUntil !== null && heldUntil > clock.seen().trustedAt;
    return isHeld ? [] : [{ id, conversationId, consentNumber }];
  });
  if (expired.length === 0) return 0;
  db.transaction(() => {
    for (const { id, conversationId, consentNumber } of expired) {
      appendAudit(db, { at: clock.now(), event: "coding-expired", conversationId, consentNumber });
      removeCoding(db, id);
    }
  }).immediate();
  truncateWal(db);
  for (const conversationId of new Set(expired.map((coding) => coding.conversationId))) {
    emit({ name: "codings.changed", payload: { conversationId } });
  }
  return expired.length;
}

/** A client takes the permission back: everything under it goes, at once (DOMAIN.md §2.3). */
import { longestHoldDays } from "../../shared/domain/hold.ts";
import type { ConsentId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { findRetained, listConversationsOfConsent, withdrawConsentRow } from "../vault/erasureRepository.ts";
import { commitScheduled } from "../vault/schedule.ts";
import type { WithdrawalWish } from "../vault/withdrawalProof.ts";
import type { ServiceContext } from "./context.ts";
import { setHoldOfConsent } from "./hold.ts";
import { cancelImport } from "./importAudio.ts";
import { refreshCompanions } from "./keepErased.ts";
import { requireConversation } from "./requireConversation.ts";
import { sweepDueErasures } from "./sweep.ts";

/**
 * Withdraws a permission and erases sound, transcript and notes of all its conversations.
 *
 * @param wish - `hold`: the client wants a copy, or someone has asked for the material; it is held first, for as long as
 *   a hold may last, and goes when that ends
 * @returns how many conversations lost content, and how many a hold that was wished keeps for now
 * @throws Failure `consent.not-found`; `consent.pseudonym-mismatch`, and nothing happened; `conversation.on-hold`
 *   (`detail.held`, `detail.erased`) under a hold set before: the permission *is* withdrawn, and what is held goes when
 *   its hold ends; `erasure.incomplete` where something could not be destroyed now; `clock.needs-confirmation` if it is to be held while nobody knows what 30 days are
 */
export function withdrawConsent(
  context: ServiceContext,
  input: {
    readonly consentId: ConsentId;
    readonly typedPseudonym: string;
    readonly wish?: WithdrawalWish;
  },
): { erasedConversations: number; heldConversations: number } {
  const { consentId, typedPseudonym, wish = "erase" } = input;
  const { vault, tokens } = context;
  const consent = findConsent(vault.db, consentId);
  if (consent === undefined) throw new Failure("consent.not-found");
  if (!isSameName(typedPseudonym, consent.pseudonym)) throw new Failure("consent.pseudonym-mismatch");
  // Said twice, it keeps nothing longer than said once.
  if (wish === "hold" && consent.withdrawnAt === null)
    setHoldOfConsent(context, { consentId, reason: "access-request", days: longestHoldDays });
  // Should this process end after it, the schedule already lets the sound go at the next start.
  commitScheduled(vault, () => {
    if (consent.withdrawnAt !== null) return;
    withdrawConsentRow(vault.db, consentId, vault.clock.now());
    appendAudit(vault.db, { at: vault.clock.now(), event: "withdraw", consentNumber: consent.number });
  });
  // What a hold keeps is not erased yet, but no backup brings the permission back.
  refreshCompanions(vault);
  const conversations = listConversationsOfConsent(vault.db, consentId);
  for (const id of conversations) {
    tokens.revoke(id);
    cancelImport(context, id);
  }
  const before = conversations.filter((id) => hasContent(context, id));
  const { incomplete } = sweepDueErasures(context);
  const left = before.filter((id) => hasContent(context, id));
  const held = left.filter((id) => requireConversation(vault, id).hold !== null).length;
  context.emit({ name: "library.changed", payload: {} });
  const erased = before.length - left.length;
  if (incomplete > 0) throw new Failure("erasure.incomplete");
  if (held > 0 && wish === "erase") throw new Failure("conversation.on-hold", { held, erased });
  return { erasedConversations: erased, heldConversations: held };
}

/** Compares names as people type them: case, accents' form and spaces around do not matter. */
export function isSameName(typed: string, name: string): boolean {
  const folded = (text: string) => text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
  return folded(typed) === folded(name);
}

function hasContent(
  { vault }: ServiceContext,
  id: ReturnType<typeof listConversationsOfConsent>[number],
): boolean {
  return (findRetained(vault.db, id)?.present.length ?? 0) > 0;
}

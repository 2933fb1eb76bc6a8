/** Hold: stops erasure and closes playing, for at most 30 days at a time (DOMAIN.md §2.4). */
import type { Hold } from "../../shared/domain/conversation.ts";
import { daysToHold, longestHoldDays } from "../../shared/domain/hold.ts";
import type { ConsentId, ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { findRetained, listConversationsOfConsent, saveHold } from "../vault/erasureRepository.ts";
import { commitScheduled } from "../vault/schedule.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";
import { sweepDueErasures } from "./sweep.ts";

const dayMs = 86_400_000;

/** Why something is held, and for how many days from now. */
interface HoldWish {
  readonly reason: Hold["reason"];
  readonly days: number;
}

/**
 * Sets a hold or renews it from now; what is being played stops.
 *
 * @throws Failure `conversation.not-found`, `hold.too-long`; `hold.beyond-withdrawal` if it were to end more than 30 days
 *   after the permission was taken back, `hold.shorter` if it ended earlier for being renewed;
 *   `clock.needs-confirmation` while nobody knows what 30 days are
 */
export function setHold(
  context: ServiceContext,
  { conversationId, ...wish }: { readonly conversationId: ConversationId } & HoldWish,
): void {
  requireConversation(context.vault, conversationId);
  holdAll(context, [conversationId], wish);
}

/**
 * Sets or renews a hold over every conversation under a permission of which anything is left.
 *
 * @throws Failure `consent.not-found`; else as `setHold`
 */
export function setHoldOfConsent(
  context: ServiceContext,
  { consentId, ...wish }: { readonly consentId: ConsentId } & HoldWish,
): void {
  holdAll(context, heldTogether(context, consentId), wish);
}

/**
 * Ends a hold before its time; what has become due meanwhile is erased at once.
 *
 * @throws Failure `conversation.not-found`
 */
export function endHold(
  context: ServiceContext,
  { conversationId }: { readonly conversationId: ConversationId },
): void {
  requireConversation(context.vault, conversationId);
  endAll(context, [conversationId]);
}

/** Ends the holds over all conversations under a permission. @throws Failure `consent.not-found` */
export function endHoldOfConsent(
  context: ServiceContext,
  { consentId }: { readonly consentId: ConsentId },
): void {
  endAll(context, heldTogether(context, consentId));
}

function heldTogether({ vault: { db } }: ServiceContext, consentId: ConsentId): ConversationId[] {
  if (findConsent(db, consentId) === undefined) throw new Failure("consent.not-found");
  return listConversationsOfConsent(db, consentId).filter(
    (id) => (findRetained(db, id)?.present.length ?? 0) > 0,
  );
}

/** All in one transaction: nobody has asked for half of it. */
function holdAll(
  context: ServiceContext,
  conversationIds: readonly ConversationId[],
  { reason, days }: HoldWish,
): void {
  const { vault, tokens } = context;
  if (!Number.isInteger(days) || days < 1 || days > longestHoldDays) throw new Failure("hold.too-long");
  if (vault.clock.phase().phase === "needs-confirmation") throw new Failure("clock.needs-confirmation");
  const now = vault.clock.now();
  commitScheduled(vault, () => {
    for (const conversationId of conversationIds) {
      const { hold, consent } = requireConversation(vault, conversationId);
      const { least, most } = daysToHold(now, hold?.until ?? null, consent?.withdrawnAt ?? null);
      if (days > most) throw new Failure("hold.beyond-withdrawal");
      if (days < least) throw new Failure("hold.shorter");
      saveHold(vault.db, conversationId, { reason, since: now, until: now + days * dayMs });
      appendAudit(vault.db, {
        at: now,
        event: "hold",
        conversationId,
        consentNumber: consent?.number ?? null,
        detail: { reason, days, renewed: hold !== null },
      });
    }
  });
  for (const conversationId of conversationIds) {
    tokens.revoke(conversationId);
    tellPage(context, conversationId);
  }
}

function endAll(context: ServiceContext, conversationIds: readonly ConversationId[]): void {
  const { vault } = context;
  const held = conversationIds.filter((id) => requireConversation(vault, id).hold !== null);
  if (held.length === 0) return;
  commitScheduled(vault, () => {
    for (const conversationId of held) {
      saveHold(vault.db, conversationId, null);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "hold-end",
        conversationId,
        consentNumber: requireConversation(vault, conversationId).consent?.number ?? null,
        detail: { byItself: false },
      });
    }
  });
  for (const conversationId of held) tellPage(context, conversationId);
  sweepDueErasures(context);
}

function tellPage({ emit }: ServiceContext, conversationId: ConversationId): void {
  emit({ name: "conversation.changed", payload: { conversationId } });
  emit({ name: "erasures.changed", payload: {} });
}

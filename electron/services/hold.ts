/** Hold: stops erasure and closes playing, for at most 30 days at a time (DOMAIN.md §2.4). */
import type { Hold } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { saveHold } from "../vault/erasureRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";
import { sweepDueErasures } from "./sweep.ts";

const dayMs = 86_400_000;

/** The longest hold; it may be renewed. */
export const longestHoldDays = 30;
export const longestHoldMs = longestHoldDays * dayMs;

/**
 * Sets a hold or renews it from now; what is being played stops.
 *
 * @throws Failure `conversation.not-found`, `hold.too-long`; `clock.needs-confirmation` while nobody knows what 30 days are
 */
export function setHold(
  context: ServiceContext,
  input: { readonly conversationId: ConversationId; readonly reason: Hold["reason"]; readonly days: number },
): void {
  const { vault, tokens } = context;
  const { conversationId, reason, days } = input;
  if (!Number.isInteger(days) || days < 1 || days > longestHoldDays) throw new Failure("hold.too-long");
  const conversation = requireConversation(vault, conversationId);
  if (vault.clock.phase().phase === "needs-confirmation") throw new Failure("clock.needs-confirmation");
  const now = vault.clock.now();
  const since = conversation.hold?.since ?? now;
  vault.db
    .transaction(() => {
      saveHold(vault.db, conversationId, { reason, since, until: now + days * dayMs });
      appendAudit(vault.db, {
        at: now,
        event: "hold",
        conversationId,
        consentNumber: conversation.consent?.number ?? null,
        detail: { reason, days, renewed: conversation.hold !== null },
      });
    })
    .immediate();
  writeSchedule(vault);
  tokens.revoke(conversationId);
  tellPage(context, conversationId);
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
  const { vault } = context;
  const conversation = requireConversation(vault, conversationId);
  if (conversation.hold === null) return;
  vault.db
    .transaction(() => {
      saveHold(vault.db, conversationId, null);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "hold-end",
        conversationId,
        consentNumber: conversation.consent?.number ?? null,
        detail: { byItself: false },
      });
    })
    .immediate();
  writeSchedule(vault);
  tellPage(context, conversationId);
  sweepDueErasures(context);
}

function tellPage({ emit }: ServiceContext, conversationId: ConversationId): void {
  emit({ name: "conversation.changed", payload: { conversationId } });
  emit({ name: "erasures.changed", payload: {} });
}

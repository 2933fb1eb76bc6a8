/** How long one conversation is kept. */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { dueTimes } from "../../shared/domain/retention.ts";
import type { RetentionDays } from "../../shared/domain/settings.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { saveClocks } from "../vault/conversationRepository.ts";
import { saveRetentionDays } from "../vault/erasureRepository.ts";
import { commitScheduled } from "../vault/schedule.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";
import { sweepDueErasures } from "./sweep.ts";

/**
 * Sets the days each kind of content is kept; what is overdue by them is erased at once.
 *
 * @throws Failure `conversation.not-found`; `retention.out-of-range` for published material, which has no clocks;
 *   `retention.beyond-consent` (`detail.lastOn`) if a period is made to end after the permission's last date
 */
export function setRetention(
  context: ServiceContext,
  { conversationId, ...days }: { readonly conversationId: ConversationId } & RetentionDays,
): void {
  const { vault } = context;
  const conversation = requireConversation(vault, conversationId);
  if (conversation.kind === "published") throw new Failure("retention.out-of-range");
  refuseBeyondConsent(conversation, days);
  const { startedAt, zone } = conversation.retention;
  const consentLastOn = conversation.consent?.lastOn ?? null;
  const due = dueTimes({ kind: conversation.kind, clockStartedAt: startedAt, zone, ...days, consentLastOn });
  commitScheduled(vault, () => {
    saveRetentionDays(vault.db, conversationId, days);
    saveClocks(vault.db, conversationId, startedAt, due);
    appendAudit(vault.db, {
      at: vault.clock.now(),
      event: "retention",
      conversationId,
      consentNumber: conversation.consent?.number ?? null,
      detail: { ...days },
    });
  });
  context.emit({ name: "conversation.changed", payload: { conversationId } });
  context.emit({ name: "erasures.changed", payload: {} });
  sweepDueErasures(context);
}

/** Periods that stay as they are may reach beyond the last date: the clock ends there anyway. */
function refuseBeyondConsent(conversation: ConversationDetail, days: RetentionDays): void {
  const { consent, retention, kind } = conversation;
  if (consent === null || retention.startedAt === null) return;
  const { zone, startedAt } = retention;
  const wanted = dueTimes({ kind, clockStartedAt: startedAt, zone, ...days });
  const end = endOfDate(consent.lastOn, zone);
  const isLonger = (dueAt: number | null, wantedDays: number | null, daysNow: number | null) =>
    dueAt !== null && dueAt > end && wantedDays !== daysNow;
  const isBeyond =
    isLonger(wanted.soundDueAt, days.soundDays, retention.soundDays) ||
    isLonger(wanted.transcriptDueAt, days.transcriptDays, retention.transcriptDays) ||
    isLonger(wanted.notesDueAt, days.notesDays, retention.notesDays);
  if (isBeyond) throw new Failure("retention.beyond-consent", { lastOn: consent.lastOn });
}

/** A person says whether the computer's date is right (SECURITY.md §4, "The clock"). */
import { longestHoldMs } from "../../shared/domain/hold.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { saveClocks } from "../vault/conversationRepository.ts";
import { listFromTheFuture, shortenHolds } from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { saveClock } from "../vault/unlockedVault.ts";
import { dueTimesOf } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";
import { sweepDueErasures } from "./sweep.ts";

/**
 * Takes in the answer, logs it, and erases what is due by the time that counts now.
 *
 * "Wrong" resets the time last seen: the only way in which it ever goes back. Clocks that were started at the
 * wrong date start anew at the right one, and no hold lasts longer than a hold may.
 */
export function confirmClock(
  context: ServiceContext,
  { verdict }: { readonly verdict: "right" | "wrong" },
): void {
  const { vault, emit } = context;
  // Without a question there is no answer: "wrong" would else be a way to postpone.
  if (vault.clock.phase().phase === "trusted") return;
  const before = vault.clock.seen();
  vault.clock.confirm(verdict);
  const after = vault.clock.seen();
  vault.db
    .transaction(() => {
      if (verdict === "wrong") takeBackTheFuture(vault);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "clock",
        detail: { verdict, lastSeenBefore: before.lastSeenAt, lastSeenNow: after.lastSeenAt },
      });
    })
    .immediate();
  // Both remember the time, and the later one counts.
  saveClock(vault);
  vault.updateHeader(after);
  writeSchedule(vault);
  emit({ name: "library.changed", payload: {} });
  emit({ name: "erasures.changed", payload: {} });
  sweepDueErasures(context);
}

function takeBackTheFuture(vault: OpenVault): void {
  const now = vault.clock.now();
  shortenHolds(vault.db, now + longestHoldMs);
  for (const id of listFromTheFuture(vault.db, now)) {
    saveClocks(vault.db, id, now, dueTimesOf(requireConversation(vault, id), now));
  }
}

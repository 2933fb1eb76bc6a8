/** The sweep: erases all that is due, as far as the clock allows and no hold stands against it. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type DueContent, dueForErasure } from "../../shared/domain/retention.ts";
import { appendAudit } from "../vault/auditLog.ts";
import {
  findRetained,
  listEndedHolds,
  listRetained,
  listUnfinishedErasures,
  type RetainedRow,
  saveHold,
} from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { keepScheduleCurrent } from "../vault/schedule.ts";
import { saveClock } from "../vault/unlockedVault.ts";
import { type ErasureOutcome, eraseContent, runErasures } from "./erase.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { expireCodings } from "./expireCodings.ts";

/**
 * Ends the holds that have run out, then erases everything that is due, codings that came with a package first, and
 * sees to it that the schedule says what is left.
 *
 * Run it at unlock, every minute, and after each change of a clock, a hold or a permission; it also keeps
 * the time that was seen.
 */
export function sweepDueErasures(context: ErasureContext): ErasureOutcome {
  const { vault } = context;
  saveClock(vault);
  endHoldsThatRanOut(context);
  expireCodings(context);
  const resumed = finishUnfinishedErasures(context);
  const begun = eraseContent(context, listDueNow(context));
  // What could not be written when it changed, or was changed from outside, must not stay for the next lock.
  keepScheduleCurrent(vault);
  return {
    finished: resumed.finished + begun.finished,
    incomplete: resumed.incomplete + begun.incomplete,
  };
}

/** Carries on what a crash, or a file that could not be destroyed, has interrupted; a hold stops that as well. */
export function finishUnfinishedErasures(context: ErasureContext): ErasureOutcome {
  const { vault } = context;
  const unfinished = listUnfinishedErasures(vault.db).filter(
    ({ conversationId }) => !isHeld(vault, findRetained(vault.db, conversationId)),
  );
  return unfinished.length === 0 ? { finished: 0, incomplete: 0 } : runErasures(context, unfinished);
}

function listDueNow({ vault }: ErasureContext): DueContent<ConversationId>[] {
  const until = vault.clock.erasableUntil();
  const unfinished = new Set(listUnfinishedErasures(vault.db).map(keyOf));
  const free = listRetained(vault.db, until).filter((conversation) => !isHeld(vault, conversation));
  return dueForErasure(free, until, false).filter((due) => !unfinished.has(keyOf(due)));
}

/** What was due within 45 days may go unconfirmed, but a hold ends only at a time that nobody need confirm. */
function isHeld({ clock }: OpenVault, conversation: Pick<RetainedRow, "heldUntil"> | undefined): boolean {
  const heldUntil = conversation?.heldUntil ?? null;
  return heldUntil !== null && heldUntil > clock.seen().trustedAt;
}

function keyOf({ conversationId, category }: { readonly conversationId: string; readonly category: string }) {
  return `${conversationId} ${category}`;
}

function endHoldsThatRanOut({ vault, emit }: ErasureContext): void {
  const { db, clock } = vault;
  const ended = listEndedHolds(db, clock.seen().trustedAt);
  if (ended.length === 0) return;
  db.transaction(() => {
    for (const { id, consentNumber } of ended) {
      saveHold(db, id, null);
      appendAudit(db, {
        at: clock.now(),
        event: "hold-end",
        conversationId: id,
        consentNumber,
        detail: { byItself: true },
      });
    }
  }).immediate();
  for (const { id } of ended) emit({ name: "conversation.changed", payload: { conversationId: id } });
}

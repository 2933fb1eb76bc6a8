/** Withdrawals that were noted while locked: what they mean to the locked sweep, and how unlocking takes them in. */
import { longestHoldMs } from "../../shared/domain/hold.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { appendAudit, appendDamage } from "./auditLog.ts";
import {
  findRetained,
  listConversationsOfConsent,
  saveHold,
  withdrawConsentRow,
} from "./erasureRepository.ts";
import type { LockedNote, WithdrawalNote } from "./lockedNotes.ts";
import type { OpenVault } from "./openVault.ts";
import type { ScheduledErasure } from "./schedule.ts";
import { findWithdrawalCode } from "./withdrawalCodeRepository.ts";
import type { OfferedWithdrawal } from "./withdrawalFile.ts";
import { isProven } from "./withdrawalProof.ts";

/**
 * The schedule as it is once the noted withdrawals count: their sounds are due at once, or held from then on.
 *
 * Nothing of it can be authenticated while locked: a forged note erases, or delays for as long as a hold may last;
 * unlocking finds it out. A note from the future counts for nothing.
 *
 * @param erasableUntil - how far the clock lets erasures go; a withdrawal counts whatever the clock says
 */
export function withNotedWithdrawals(
  scheduled: readonly ScheduledErasure[],
  offered: readonly OfferedWithdrawal[],
  notes: readonly LockedNote[],
  { lastSeenAt, erasableUntil }: { readonly lastSeenAt: number; readonly erasableUntil: number },
): ScheduledErasure[] {
  const byId = new Map<RecordingId, ScheduledErasure>(scheduled.map((entry) => [entry.recordingId, entry]));
  for (const note of notes) {
    if (note.event !== "withdrawal" || note.at > lastSeenAt) continue;
    const sounds =
      offered.find(({ consentNumber }) => consentNumber === note.consentNumber)?.recordingIds ?? [];
    for (const recordingId of sounds) {
      const known = byId.get(recordingId);
      byId.set(recordingId, {
        recordingId,
        dueAt: Math.min(known?.dueAt ?? note.at, note.at, erasableUntil),
        heldUntil:
          note.wish === "hold"
            ? Math.max(known?.heldUntil ?? 0, note.at + longestHoldMs)
            : (known?.heldUntil ?? null),
      });
    }
  }
  return [...byId.values()];
}

/**
 * Takes a noted withdrawal in: the permission is withdrawn as of when it was said, and held where that was wished.
 *
 * Call it in the transaction that takes the note into the audit log. A note whose writer did not know the code
 * changes nothing and is logged as damage.
 *
 * @param at - when it is taken in
 */
export function recordNotedWithdrawal(
  { db, id }: Pick<OpenVault, "db" | "id">,
  note: WithdrawalNote,
  at: number,
): void {
  const { consentNumber, wish } = note;
  const code = findWithdrawalCode(db, consentNumber);
  if (code === undefined || !isProven(code.hash, id, note, note.proof)) {
    appendDamage(db, at, { what: "withdrawal note", whileLocked: true, saidAt: note.at });
    return;
  }
  const saidAt = Math.min(note.at, at);
  appendAudit(db, {
    at,
    event: "withdraw",
    consentNumber,
    detail: { whileLocked: true, saidAt: note.at, wish },
  });
  const isNew = withdrawConsentRow(db, code.consentId, saidAt, true);
  if (!isNew || wish === "erase") return;
  const until = saidAt + longestHoldMs;
  for (const conversationId of listConversationsOfConsent(db, code.consentId)) {
    const retained = findRetained(db, conversationId);
    if (retained === undefined || retained.present.length === 0) continue;
    // A hold that lasts longer has a reason of its own.
    if ((retained.heldUntil ?? 0) >= until) continue;
    saveHold(db, conversationId, { reason: "access-request", since: saidAt, until });
    appendAudit(db, {
      at,
      event: "hold",
      conversationId,
      consentNumber,
      detail: { whileLocked: true, reason: "access-request", until, renewed: retained.heldUntil !== null },
    });
  }
}

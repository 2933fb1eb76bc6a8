/** Every access to content is in the audit log before the content is given out (DOMAIN.md §2.14). */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit, auditHead } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { Sitting } from "./sitting.ts";

/**
 * Logs that a conversation is opened, played or made ready, once in a sitting and without positions.
 *
 * It stays in the log whatever becomes of the request, so it is not part of a transaction that could be taken back.
 */
export function logAccess(
  vault: OpenVault,
  sitting: Sitting,
  conversation: Pick<ConversationDetail, "id" | "consent">,
  event: "open" | "play" | "prepare",
): void {
  const access = `${event} ${conversation.id}`;
  if (sitting.logged.has(access)) return;
  if (vault.db.inTransaction) throw new Error("an access is logged before its transaction");
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event,
    conversationId: conversation.id,
    consentNumber: conversation.consent?.number ?? null,
  });
  sitting.logged.add(access);
}

/** Logs that everything was searched, once in a sitting and without the words: lines of many conversations come up. */
export function logSearch(vault: OpenVault, sitting: Sitting): void {
  if (sitting.logged.has("search")) return;
  appendAudit(vault.db, { at: vault.clock.now(), event: "search" });
  sitting.logged.add("search");
}

/**
 * Keeps outside the database what has been logged since the last time, so that nobody who has only the database's key
 * can take it back; call it before an answer leaves.
 */
export function keepLogOutside({
  vault,
  sitting,
}: {
  readonly vault: OpenVault;
  readonly sitting: Sitting;
}): void {
  const { sequence } = auditHead(vault.db);
  if (sequence === sitting.keptSequence) return;
  writeAuditHead(vault);
  sitting.keptSequence = sequence;
}

/** Letting go of the oldest part of the audit log once its time is over (DOMAIN.md §2.14); run at unlock. */
import { z } from "zod";
import { type DatedEntry, prunableUpTo } from "../../shared/domain/auditRetention.ts";
import { eachAuditRow } from "../vault/auditLog.ts";
import { consentGoneAt, conversationGoneAt } from "../vault/auditSubjectRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { pruneAudit } from "../vault/pruneAudit.ts";
import { settingsOf } from "./settingsOf.ts";

/**
 * Removes the longest beginning of the log of which every entry is old enough.
 *
 * An entry's time begins when the last content of its conversation, or everything under its permission, was erased;
 * for a conversation that was taken out empty, then; for an entry about neither, when it was written.
 *
 * @returns the sequence of the last entry that went; 0 if none did
 */
export function pruneAuditLog(vault: OpenVault): number {
  const { clock } = vault;
  const rule = { months: settingsOf(vault).auditMonths, now: clock.erasableUntil(), zone: clock.zone };
  const upTo = prunableUpTo(datedEntries(vault), rule);
  if (upTo > 0) pruneAudit(vault, upTo);
  return upTo;
}

const bodySchema = z.object({
  at: z.int(),
  event: z.string(),
  consentNumber: z.int().optional(),
  conversationId: z.string().optional(),
});

function* datedEntries(vault: OpenVault): Generator<DatedEntry> {
  let discarded: ReadonlyMap<string, number> | undefined;
  const goneAt = (conversationId: string) => {
    const at = conversationGoneAt(vault.db, conversationId);
    if (at !== undefined) return at;
    discarded ??= findDiscarded(vault);
    return discarded.get(conversationId);
  };
  for (const { sequence, body } of eachAuditRow(vault.db)) {
    const { at, conversationId, consentNumber } = bodySchema.parse(JSON.parse(body));
    const countsFrom =
      conversationId !== undefined
        ? goneAt(conversationId)
        : consentNumber !== undefined
          ? consentGoneAt(vault.db, consentNumber, vault.clock.zone)
          : at;
    yield { sequence, countsFrom: countsFrom ?? null };
  }
}

/** Conversations that were taken out while they were empty, and when. */
function findDiscarded({ db }: OpenVault): Map<string, number> {
  const discarded = new Map<string, number>();
  for (const { body } of eachAuditRow(db)) {
    const { event, conversationId, at } = bodySchema.parse(JSON.parse(body));
    if (event === "discard" && conversationId !== undefined) discarded.set(conversationId, at);
  }
  return discarded;
}

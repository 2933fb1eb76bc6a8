/** Letting go of the oldest part of the audit log once its time is over (DOMAIN.md §2.14); run at unlock. */
import { z } from "zod";
import { type DatedEntry, prunableUpTo } from "../../shared/domain/auditRetention.ts";
import { eachAuditRow, lastEntryAbout } from "../vault/auditLog.ts";
import { findLoggedConsent, findLoggedConversation } from "../vault/auditSubjectRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { pruneAudit } from "../vault/pruneAudit.ts";
import { settingsOf } from "./settingsOf.ts";

/**
 * Removes the longest beginning of the log of which every entry is old enough.
 *
 * An entry's time begins when the last content of its conversation, or everything under its permission, was erased;
 * where nothing was and nothing is there, with the last entry about the conversation; for an entry about what is
 * published, or about neither, when it was written.
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
  consentNumber: z.int().optional(),
  conversationId: z.string().optional(),
});

function* datedEntries(vault: OpenVault): Generator<DatedEntry> {
  const { db, clock } = vault;
  const goneAt = conversationEnds(vault);
  const consentGoneAt = (number: number) => {
    const consent = findLoggedConsent(db, number, clock.zone);
    if (consent === undefined) return null;
    const { endedAt, conversationIds } = consent;
    return latest([endedAt, ...conversationIds.map((id) => goneAt(id, endedAt))]);
  };
  for (const { sequence, body } of eachAuditRow(db)) {
    const { at, conversationId, consentNumber } = bodySchema.parse(JSON.parse(body));
    const countsFrom =
      conversationId !== undefined
        ? goneAt(conversationId, at)
        : consentNumber !== undefined
          ? consentGoneAt(consentNumber)
          : at;
    yield { sequence, countsFrom };
  }
}

/**
 * Gives from when what is said of a conversation counts, `null` while it does not; `saidAt` is when it was said.
 *
 * Nobody has noted when an empty one came to be so: it was by the last entry about it, which tells of its being taken
 * out if it was.
 */
function conversationEnds({ db }: OpenVault): (id: string, saidAt: number) => number | null {
  const lastSaid = new Map<string, number>();
  const lastSaidOf = (id: string) => {
    const at = lastSaid.get(id) ?? lastEntryAbout(db, id);
    lastSaid.set(id, at);
    return at;
  };
  return (id, saidAt) => {
    const conversation = findLoggedConversation(db, id);
    switch (conversation.state) {
      case "kept":
        return null;
      case "erased":
        return conversation.at;
      case "empty":
        return lastSaidOf(id);
      case "published":
        return saidAt;
    }
  };
}

/** @returns `null` if one is */
function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((last, at) => (last === null || at === null ? null : Math.max(last, at)));
}

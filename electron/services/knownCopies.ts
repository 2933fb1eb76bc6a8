/** Copies that no erasure here can reach, as far as Lyhörd has made them itself. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import { backupsContaining, listBackups } from "../vault/backupRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listOutsideCopies } from "../vault/outsideCopyRepository.ts";
import { listRecordings } from "../vault/recordingRepository.ts";
import { requireConversation } from "./requireConversation.ts";

/** What was made of a conversation, and the backups that hold it; newest first. */
export function knownCopies(vault: OpenVault, conversationId: ConversationId): OutsideCopy[] {
  const copies = [...listOutsideCopies(vault.db, conversationId), ...backupsHolding(vault, conversationId)];
  return copies.sort((a, b) => b.madeAt - a.madeAt);
}

/**
 * Backups hold every text there was when they were made, and sound only where it was asked for.
 *
 * Each since the conversation was begun counts: the clocks may have started anew with sound that came after the text,
 * and one copy too many is honest.
 */
function backupsHolding(vault: OpenVault, conversationId: ConversationId): OutsideCopy[] {
  const { db } = vault;
  const { createdAt } = requireConversation(vault, conversationId);
  const withSound = new Set(
    listRecordings(db, conversationId).flatMap(({ id }) => backupsContaining(db, id).map((one) => one.id)),
  );
  return listBackups(db)
    .filter(({ state, madeAt }) => state === "made" && madeAt >= createdAt)
    .map(({ id, madeAt }) => ({
      kind: "backup",
      form: "file",
      contents: withSound.has(id) ? ["sound", "transcript", "notes"] : ["transcript", "notes"],
      madeAt,
    }));
}

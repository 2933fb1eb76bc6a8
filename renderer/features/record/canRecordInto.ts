/** Whether a conversation that is there already can be recorded into. */
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";

/** It never had sound, and something may allow one. */
export function canRecordInto({ kind, sound, hold, consent }: ConversationSummary): boolean {
  const isWithdrawn = consent !== null && consent.withdrawnAt !== null;
  return kind !== "published" && sound.phase === "none" && hold === null && !isWithdrawn;
}

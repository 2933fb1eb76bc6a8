/** Starting and stopping the clocks of a conversation's content. */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { type DueTimes, dueTimes } from "../../shared/domain/retention.ts";
import { defaultRetention } from "../../shared/domain/settings.ts";
import { findEarlierStart, saveClocks, saveEarlierStart } from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { requireConversation } from "./requireConversation.ts";

/**
 * When each kind of content is due if the clocks start at an instant.
 *
 * @param startedAt - epoch ms; `null`: before there is content
 */
export function dueTimesOf(
  conversation: Pick<ConversationDetail, "kind" | "retention" | "consent">,
  startedAt: number | null,
): DueTimes {
  const { retention } = conversation;
  return dueTimes({
    kind: conversation.kind,
    clockStartedAt: startedAt,
    zone: retention.zone,
    // Only published material has no days of its own, and no clocks either.
    soundDays: retention.soundDays ?? defaultRetention.soundDays,
    transcriptDays: retention.transcriptDays ?? defaultRetention.transcriptDays,
    notesDays: retention.notesDays,
    consentLastOn: conversation.consent?.lastOn ?? null,
  });
}

/**
 * Starts the clocks with the first content; call it in the transaction that stores it.
 *
 * Sound, of which a conversation has one, starts them anew, so that it does not die on arrival where a transcript
 * came weeks before.
 */
export function startClocks(
  vault: OpenVault,
  conversation: ConversationDetail,
  content: "sound" | "text",
): void {
  if (content === "text" && conversation.retention.startedAt !== null) return;
  const startedAt = vault.clock.now();
  if (content === "sound") saveEarlierStart(vault.db, conversation.id, conversation.retention.startedAt);
  saveClocks(vault.db, conversation.id, startedAt, dueTimesOf(conversation, startedAt));
}

/**
 * Sets the clocks back to before a sound that turned out to be none; call it once its row is gone.
 *
 * A text that was there before has its own dates again; what came since began with the sound, and keeps that.
 */
export function takeBackClocks(vault: OpenVault, conversation: ConversationDetail): void {
  const { id, retention } = conversation;
  const isEmpty = requireConversation(vault, id).present.length === 0;
  const before = findEarlierStart(vault.db, id);
  // A start at a date that turned out to be wrong is none.
  const earlier = before === null ? retention.startedAt : Math.min(before, vault.clock.now());
  const startedAt = isEmpty ? null : earlier;
  saveClocks(vault.db, id, startedAt, dueTimesOf(conversation, startedAt));
}

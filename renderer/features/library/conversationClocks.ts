/** What is still kept of a conversation, and which of it goes first. */
import type { ContentCategory, ConversationSummary } from "../../../shared/domain/conversation.ts";

/** What the clocks are read from. */
export type Kept = Pick<ConversationSummary, "present" | "clocks">;

/** The next erasure of a conversation. */
export interface NextErasure {
  readonly category: ContentCategory;
  /** Epoch ms: the midnight that ends the last day. */
  readonly dueAt: number;
}

/**
 * Whether a conversation is blank: nothing is there, nothing of it was erased, and nobody has asked to see it.
 *
 * Only such a one can be taken out of the list; whether copies were made of it the vault knows.
 */
export function isBlank({
  sound,
  present,
  clocks,
  hold,
}: Pick<ConversationSummary, "sound" | "present" | "clocks" | "hold">): boolean {
  const wasErased = Object.values(clocks).some(({ erasedAt }) => erasedAt !== null);
  return sound.phase === "none" && present.length === 0 && !wasErased && hold === null;
}

/**
 * Which of the content that is there is erased first.
 *
 * @returns `null` if nothing is there or no clock runs; on a tie the sound
 */
export function nextErasure(conversation: Kept): NextErasure | null {
  return conversation.present.reduce<NextErasure | null>((soonest, category) => {
    const { dueAt, erasedAt } = conversation.clocks[category];
    if (dueAt === null || erasedAt !== null) return soonest;
    return soonest === null || dueAt < soonest.dueAt ? { category, dueAt } : soonest;
  }, null);
}

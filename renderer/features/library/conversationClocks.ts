/** What is still kept of a conversation, and which of it goes first. */
import type { ContentCategory, ConversationSummary } from "../../../shared/domain/conversation.ts";
import { contentCategories } from "../../../shared/domain/conversation.ts";

/** What the clocks are read from. */
export type Kept = Pick<
  ConversationSummary,
  "sound" | "segmentCount" | "noteCount" | "codingCount" | "clocks"
>;

/** The next erasure of a conversation. */
export interface NextErasure {
  readonly category: ContentCategory;
  /** Epoch ms: the midnight that ends the last day. */
  readonly dueAt: number;
}

/** Whether content of a category is there now. */
export function hasContent(conversation: Kept, category: ContentCategory): boolean {
  switch (category) {
    case "sound":
      return !["none", "importing", "erased"].includes(conversation.sound.phase);
    case "transcript":
      return conversation.segmentCount > 0;
    case "notes":
      return conversation.noteCount + conversation.codingCount > 0;
  }
}

/** The categories that are there now; sound before transcript before notes. */
export function keptCategories(conversation: Kept): ContentCategory[] {
  return contentCategories.filter((category) => hasContent(conversation, category));
}

/**
 * Which of the content that is there is erased first.
 *
 * @returns `null` if nothing is there or no clock runs; on a tie the sound
 */
export function nextErasure(conversation: Kept): NextErasure | null {
  return keptCategories(conversation).reduce<NextErasure | null>((soonest, category) => {
    const { dueAt, erasedAt } = conversation.clocks[category];
    if (dueAt === null || erasedAt !== null) return soonest;
    return soonest === null || dueAt < soonest.dueAt ? { category, dueAt } : soonest;
  }, null);
}

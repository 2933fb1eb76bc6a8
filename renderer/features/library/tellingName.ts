/** How a conversation is called in a sentence: by its title, and by what tells it from others of the same title. */
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";

type Named = Pick<ConversationSummary, "id" | "title" | "occasion" | "heldOn">;

/**
 * Adds the occasion where another conversation has the same title, and the day where the occasion is the same too.
 *
 * @param dayOf - writes `heldOn` for a reader
 */
export function tellingName(
  { id, title, occasion, heldOn }: Named,
  all: readonly Named[],
  dayOf: (heldOn: string) => string,
): string {
  const sameTitle = all.filter((other) => other.id !== id && other.title === title);
  if (sameTitle.length === 0) return title;
  const isSameOccasion = sameTitle.some((other) => other.occasion === occasion);
  return [title, occasion, isSameOccasion ? dayOf(heldOn) : ""].filter(Boolean).join(" · ");
}

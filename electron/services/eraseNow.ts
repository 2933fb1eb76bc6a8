/** Erasing by choice, before the clocks say so. */
import type { ContentCategory } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { findRetained, listUnfinishedErasures } from "../vault/erasureRepository.ts";
import type { ServiceContext } from "./context.ts";
import { eraseContent } from "./erase.ts";
import { requireConversation } from "./requireConversation.ts";
import { isSameName } from "./withdrawConsent.ts";

/**
 * Erases the chosen kinds of content; kinds that are not there are passed over, and what has stopped on the way is
 * carried on.
 *
 * @param typedTitle - the conversation's title or pseudonym, typed to confirm; asked for only where nothing would be left
 * @throws Failure `conversation.not-found`, `consent.pseudonym-mismatch`, `conversation.on-hold`; `erasure.incomplete`
 *   if something could not be destroyed now: it stays at its step, and is tried again
 */
export function eraseNow(
  context: ServiceContext,
  input: {
    readonly conversationId: ConversationId;
    readonly categories: readonly ContentCategory[];
    readonly typedTitle: string;
  },
): void {
  const { vault } = context;
  const { conversationId, typedTitle } = input;
  const conversation = requireConversation(vault, conversationId);
  const present = findRetained(vault.db, conversationId)?.present ?? [];
  const chosen = present.filter((category) => input.categories.includes(category));
  const isWhole = chosen.length === present.length;
  if (isWhole && !isSameName(typedTitle, conversation.title)) throw new Failure("consent.pseudonym-mismatch");
  if (conversation.hold !== null) throw new Failure("conversation.on-hold");
  const begun = listUnfinishedErasures(vault.db)
    .filter((erasure) => erasure.conversationId === conversationId)
    .flatMap(({ category }) => (input.categories.includes(category) ? [category] : []));
  const tasks = [...new Set([...chosen, ...begun])].map(
    (category) => ({ conversationId, category, rule: "by-choice" }) as const,
  );
  if (eraseContent(context, tasks).incomplete > 0) throw new Failure("erasure.incomplete");
}

/** What the end of a hold erases at once. */
import { type ContentCategory, contentCategories } from "../../../shared/domain/conversation.ts";
import type { DueErasure, UnfinishedErasure } from "../../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useRequest } from "../../api/useRequest.ts";

/**
 * The kinds of content whose time ran out under the hold over these conversations, or whose erasure it has stopped.
 *
 * Where the permission was taken back, that is all of it.
 */
export function goesWithHold(
  conversationIds: readonly ConversationId[],
  due: readonly Pick<DueErasure, "conversationId" | "category" | "isOver" | "heldUntil">[],
  unfinished: readonly Pick<UnfinishedErasure, "conversationId" | "category" | "held">[],
): readonly ContentCategory[] {
  const waiting = [
    ...due.filter(({ isOver, heldUntil }) => isOver && heldUntil !== null),
    ...unfinished.filter(({ held }) => held),
  ].filter(({ conversationId }) => conversationIds.includes(conversationId));
  return contentCategories.filter((kind) => waiting.some(({ category }) => category === kind));
}

/** The same as the vault has it now; `undefined` until it has said so. */
export function useGoesWithHold(
  conversationIds: readonly ConversationId[],
): readonly ContentCategory[] | undefined {
  // Time runs out without an event.
  const due = useRequest("erasure.due", {}, { anew: true });
  const unfinished = useRequest("erasure.unfinished", {}, { anew: true });
  if (due.data === undefined || due.isFetching || unfinished.data === undefined) return undefined;
  return goesWithHold(conversationIds, due.data, unfinished.data);
}

/** What will be erased, and when. */
import type { DueErasure } from "../../shared/domain/erasureRecord.ts";
import { dueForErasure } from "../../shared/domain/retention.ts";
import { isBeingErased, listRetained } from "../vault/erasureRepository.ts";
import type { ServiceContext } from "./context.ts";

/** Everything that will be erased and is not begun with, soonest first; held content says until when. */
export function listDueErasures({ vault }: Pick<ServiceContext, "vault">): DueErasure[] {
  const { db, clock } = vault;
  const now = clock.now();
  const { trustedAt } = clock.seen();
  const retained = listRetained(db);
  const byId = new Map(retained.map((conversation) => [conversation.conversationId, conversation]));
  return dueForErasure(retained, Number.MAX_SAFE_INTEGER, false).flatMap(
    ({ conversationId, category, dueAt }) => {
      const conversation = byId.get(conversationId);
      if (conversation === undefined || isBeingErased(db, conversationId, category)) return [];
      const { title, occasion, zone } = conversation;
      const isHeld = conversation.heldUntil !== null && conversation.heldUntil > trustedAt;
      const heldUntil = isHeld ? conversation.heldUntil : null;
      return [{ conversationId, title, occasion, category, dueAt, zone, isOver: dueAt <= now, heldUntil }];
    },
  );
}

/** What will be erased, and when. */
import type { DueErasure } from "../../shared/domain/erasureRecord.ts";
import { dueForErasure } from "../../shared/domain/retention.ts";
import { listRetained } from "../vault/erasureRepository.ts";
import type { ServiceContext } from "./context.ts";

/** Everything that will be erased, soonest first; held content is marked. */
export function listDueErasures({ vault }: Pick<ServiceContext, "vault">): DueErasure[] {
  const { trustedAt } = vault.clock.seen();
  const retained = listRetained(vault.db);
  const byId = new Map(retained.map((conversation) => [conversation.conversationId, conversation]));
  return dueForErasure(retained, Number.MAX_SAFE_INTEGER, false).flatMap(
    ({ conversationId, category, dueAt }) => {
      const conversation = byId.get(conversationId);
      if (conversation === undefined) return [];
      const { title, occasion, zone, heldUntil } = conversation;
      const held = heldUntil !== null && heldUntil > trustedAt;
      return [{ conversationId, title, occasion, category, dueAt, zone, held }];
    },
  );
}

/** What must hold before a conversation gets its sound, by import or by recording. */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";

/** A conversation that may take in content now. @throws Failure `conversation.not-found`, and as `requirePermission` */
export function requireReceivable(
  { vault }: Pick<ServiceContext, "vault">,
  conversationId: ConversationId,
): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  requirePermission(vault, conversation.permission, conversation.heldOn);
  return conversation;
}

/**
 * Checks that a conversation has no sound and never had any; an import that was cut off counts for none.
 *
 * @throws Failure `media.erased`, `media.already-there`, `recording.under-way`
 */
export function requireNoSound({ sound, createdAt, retention }: ConversationDetail): void {
  switch (sound.phase) {
    case "none":
    case "importing":
      return;
    case "recording":
    case "cut-off":
      throw new Failure("recording.under-way");
    case "preparing":
    case "ready":
      throw new Failure("media.already-there", {
        date: localDateOf(retention.startedAt ?? createdAt, retention.zone),
      });
    case "erased":
      throw new Failure("media.erased");
  }
}

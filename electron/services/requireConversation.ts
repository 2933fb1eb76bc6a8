/** A conversation that must be there. */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { findConversation } from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";

/**
 * The conversation; its hold lasts, as for the sweep, to a time that nobody need confirm.
 *
 * @throws Failure `conversation.not-found`
 */
export function requireConversation(vault: OpenVault, id: ConversationId): ConversationDetail {
  const conversation = findConversation(vault.db, id, vault.clock.seen().trustedAt);
  if (conversation === undefined) throw new Failure("conversation.not-found");
  return conversation;
}

/**
 * What somebody has asked to see stays as it is: under a hold nothing is rewritten or taken out.
 *
 * @throws Failure `conversation.on-hold`
 */
export function requireNoHold({ hold }: Pick<ConversationDetail, "hold">): void {
  if (hold !== null) throw new Failure("conversation.on-hold");
}

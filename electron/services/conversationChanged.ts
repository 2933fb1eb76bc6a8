/** Telling the page that a conversation, and with it the library, is to be read again. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { ServiceContext } from "./context.ts";

/** Call it after the commit. */
export function emitConversationChanged(
  { emit }: Pick<ServiceContext, "emit">,
  conversationId: ConversationId,
): void {
  emit({ name: "conversation.changed", payload: { conversationId } });
  emit({ name: "library.changed", payload: {} });
}

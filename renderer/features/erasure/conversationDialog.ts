/** What the dialogs about a conversation have in common. */
import type { ConversationId } from "../../../shared/domain/ids.ts";

/** Which dialog is asked for. */
export type ConversationDeed =
  | "retention"
  | "hold"
  | "erase"
  | "withdraw"
  | "permission"
  | "client"
  | "hand-over"
  | "whereabouts";

/** What each of the dialogs is given. */
export interface ConversationDialogProps {
  readonly conversationId: ConversationId;
  readonly opened: boolean;
  readonly onClose: () => void;
}

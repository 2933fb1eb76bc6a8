/** The dialogs that the review opens: those about the conversation, and the one that takes in a transcript. */
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { ConversationDialogs } from "../erasure/ConversationDialogs.tsx";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { TranscriptImportDialog } from "../import/TranscriptImportDialog.tsx";

/** Which dialog is open. */
export type OpenDialog = ConversationDeed | "import-transcript";

export function AboutDialogs(props: {
  readonly conversation: ConversationDetail;
  readonly open: OpenDialog | null;
  readonly onClose: () => void;
}) {
  const { conversation, open, onClose } = props;
  return (
    <>
      <ConversationDialogs
        conversationId={conversation.id}
        deed={open === "import-transcript" ? null : open}
        onClose={onClose}
      />
      {open === "import-transcript" ? (
        <TranscriptImportDialog conversationId={conversation.id} onDone={onClose} />
      ) : null}
    </>
  );
}

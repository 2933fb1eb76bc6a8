/** The dialogs that the review opens: those about the conversation, and the one that takes in a transcript. */
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import { ConversationDialogs } from "../erasure/ConversationDialogs.tsx";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { TranscriptImportDialog } from "../import/TranscriptImportDialog.tsx";
import { KeyTableDialog } from "../keyTable/KeyTableDialog.tsx";
import { PassagesDialog } from "../spoken/PassagesDialog.tsx";

/** Which dialog is open. */
export type OpenDialog = ConversationDeed | "import-transcript" | "keys" | "passages";

export function AboutDialogs(props: {
  readonly conversation: ConversationDetail;
  readonly open: OpenDialog | null;
  /** What a new passage begins as. */
  readonly suggestPassage: () => Passage;
  readonly onClose: () => void;
}) {
  const { conversation, open, suggestPassage, onClose } = props;
  const { sound } = conversation;
  return (
    <>
      <ConversationDialogs
        conversationId={conversation.id}
        deed={open === "import-transcript" || open === "keys" || open === "passages" ? null : open}
        onClose={onClose}
      />
      {sound.phase === "ready" ? (
        <PassagesDialog
          opened={open === "passages"}
          conversationId={conversation.id}
          durationMs={sound.durationMs}
          suggest={suggestPassage}
          onClose={onClose}
        />
      ) : null}
      <KeyTableDialog opened={open === "keys"} onClose={onClose} />
      {open === "import-transcript" ? (
        <TranscriptImportDialog conversationId={conversation.id} onDone={onClose} />
      ) : null}
    </>
  );
}

/** The dialogs that the review opens: those about the conversation, and those about its text. */
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import type { Player } from "../../audio/player.ts";
import { DeidentifyDialog } from "../deidentify/DeidentifyDialog.tsx";
import { ConversationDialogs } from "../erasure/ConversationDialogs.tsx";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { ExportDialog } from "../exchange/ExportDialog.tsx";
import { PrintDialog } from "../exchange/PrintDialog.tsx";
import { TranscriptImportDialog } from "../import/TranscriptImportDialog.tsx";
import { KeyTableDialog } from "../keyTable/KeyTableDialog.tsx";
import { LineSpeakerDialog } from "../speakers/LineSpeakerDialog.tsx";
import { PrepareRowsDialog } from "../speakers/PrepareRowsDialog.tsx";
import { SpeakersDialog } from "../speakers/SpeakersDialog.tsx";
import { PassagesDialog } from "../spoken/PassagesDialog.tsx";
import { VersionsDialog } from "../versions/VersionsDialog.tsx";

/** Which dialog is open. */
export type OpenDialog = ConversationDeed | TextDialog;

/** Dialogs about text and sound, which the library does not offer. */
const textDialogs = [
  "import-transcript",
  "export-transcript",
  "print-transcript",
  "passages",
  "speakers",
  "prepare-rows",
  "deidentify",
  "versions",
  "keys",
] as const;
type TextDialog = (typeof textDialogs)[number];

export function AboutDialogs(props: {
  readonly conversation: ConversationDetail;
  readonly open: OpenDialog | null;
  readonly player: Player | null;
  /** What a new passage begins as. */
  readonly suggestPassage: () => Passage;
  readonly onClose: () => void;
}) {
  const { conversation, open, player, suggestPassage, onClose } = props;
  const { sound } = conversation;
  return (
    <>
      <ConversationDialogs
        conversationId={conversation.id}
        deed={open === null || isTextDialog(open) ? null : open}
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
      <SpeakersDialog opened={open === "speakers"} conversationId={conversation.id} onClose={onClose} />
      <PrepareRowsDialog opened={open === "prepare-rows"} conversation={conversation} onClose={onClose} />
      <LineSpeakerDialog conversationId={conversation.id} />
      {open === "deidentify" ? (
        <DeidentifyDialog conversation={conversation} player={player} onClose={onClose} />
      ) : null}
      {open === "export-transcript" ? <ExportDialog conversation={conversation} onClose={onClose} /> : null}
      {open === "print-transcript" ? <PrintDialog conversation={conversation} onClose={onClose} /> : null}
      {open === "versions" ? <VersionsDialog conversation={conversation} onClose={onClose} /> : null}
    </>
  );
}

function isTextDialog(open: OpenDialog): open is TextDialog {
  return textDialogs.some((dialog) => dialog === open);
}

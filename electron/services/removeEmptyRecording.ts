/** Taking out a recording that came to nothing: not one second of it is on the medium. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { removeBookmarks } from "../vault/noteRepository.ts";
import { removePassagesOfKind } from "../vault/passageRepository.ts";
import { findRecording, removeRecording } from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { takeBackClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { destroyFiles } from "./orphans.ts";
import { requireConversation } from "./requireConversation.ts";

/** Removes its row, with bookmarks and pauses, then its files: what a crash leaves of them is swept. */
export function removeEmptyRecording(
  context: ServiceContext,
  { id, conversationId }: { readonly id: RecordingId; readonly conversationId: ConversationId },
): void {
  const { vault } = context;
  if (findRecording(vault.db, id) !== undefined) {
    vault.db
      .transaction(() => {
        removeRecording(vault.db, id);
        removeBookmarks(vault.db, conversationId);
        // What silences replaced words was marked from the text, and waits for the sound that comes.
        removePassagesOfKind(vault.db, conversationId, "spoken-permission");
        const conversation = requireConversation(vault, conversationId);
        takeBackClocks(vault, conversation);
        appendAudit(vault.db, {
          at: vault.clock.now(),
          event: "record-end",
          conversationId,
          consentNumber: conversation.consent?.number ?? null,
          detail: { sizeBytes: 0 },
        });
      })
      .immediate();
    writeSchedule(vault);
  }
  destroyFiles(context, id);
}

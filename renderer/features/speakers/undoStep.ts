/** Changes many rows at once, and gives the way back for as long as nothing else was changed. */
import type { Edit } from "../../../shared/domain/edit.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { editTranscript, undoEdit, useReview } from "../review/reviewStore.ts";

/** @returns takes the step back; does nothing once another step has followed */
export function editInOneStep(conversationId: ConversationId, edits: readonly Edit[]): () => void {
  editTranscript(conversationId, edits);
  const step = lastStep(conversationId);
  return () => {
    if (lastStep(conversationId) === step) undoEdit(conversationId);
  };
}

/** As text: a transcript that is read anew brings the same steps as other objects. */
function lastStep(conversationId: ConversationId): string {
  return JSON.stringify(useReview.getState().transcripts[conversationId]?.past.at(-1) ?? null);
}

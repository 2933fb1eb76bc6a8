/** The text in the vault, with all that was typed here. */
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { saveTranscript, useReview } from "../review/reviewStore.ts";
import { isSaved } from "../transcript/transcriptSession.ts";

/** Saves what is typed. @throws AppFailure if it could not be saved */
export async function requireSavedText(conversationId: ConversationId): Promise<void> {
  await saveTranscript(conversationId);
  const { transcripts, problems } = useReview.getState();
  const session = transcripts[conversationId];
  if (session === undefined || isSaved(session)) return;
  throw new AppFailure(problems[conversationId] ?? { code: "transcript.out-of-date" });
}

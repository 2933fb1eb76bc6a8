/** Taking every row out of a transcript, as a person may: what it was can be undone. */
import { editTranscript, readTranscript } from "../../electron/services/transcripts.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { VaultForTest } from "./vaultForTest.ts";

/** Leaves a transcript without a row, and the steps that lead back. */
export function emptyTranscript({ context }: VaultForTest, conversationId: ConversationId): void {
  const { version: baseVersion, segments } = readTranscript(context, { conversationId });
  const edits = segments.map((segment) => ({ kind: "remove-segment" as const, segment }));
  editTranscript(context, { conversationId, baseVersion, edits });
}

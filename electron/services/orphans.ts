/** Sweeping up what a crash left of imports and preparations; run at unlock, when nothing of the kind is going on. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import {
  findRecording,
  listRecordings,
  listRecordingsInState,
  removeRecording,
} from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";

/**
 * Removes blobs that were never finished, originals that were replaced, and files that no row knows.
 *
 * @returns how many recordings something was removed of
 */
export function sweepOrphans(context: ServiceContext): number {
  const { vault, audio } = context;
  const unfinished = listRecordingsInState(vault.db, "importing");
  for (const { id } of unfinished) removeUnfinished(context, id);
  const strays = audio.listIds().filter((id) => isStray(context, id));
  for (const id of strays) destroyFiles(context, id);
  return unfinished.length + strays.length;
}

/** Removes what an earlier import into one conversation left behind. */
export function removeUnfinishedOf(context: ServiceContext, conversationId: ConversationId): void {
  for (const { id, state } of listRecordings(context.vault.db, conversationId)) {
    if (state === "importing") removeUnfinished(context, id);
  }
}

/** Destroys all files of a recording: the key half first, so that the rest is unreadable from then on. */
export function destroyFiles({ audio }: ServiceContext, id: RecordingId): void {
  audio.destroyShred(id);
  audio.destroyBlob(id);
  audio.destroyPart(id);
}

function removeUnfinished(context: ServiceContext, id: RecordingId): void {
  destroyFiles(context, id);
  removeRecording(context.vault.db, id);
}

function isStray({ vault }: ServiceContext, id: RecordingId): boolean {
  const recording = findRecording(vault.db, id);
  return recording === undefined || recording.state === "replaced";
}

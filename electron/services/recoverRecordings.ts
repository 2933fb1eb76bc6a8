/** Putting together what was cut off: by a crash, a power cut, or a lock that came before the end. */
import { setImmediate } from "node:timers/promises";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { saveClocks } from "../vault/conversationRepository.ts";
import {
  completeRecordingUnderWay,
  findRecording,
  listRecordingsInState,
  listRecovered,
  type Recording,
  saveRecovery,
} from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { dueTimesOf } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { cutOffReasonOf } from "./cutOffReason.ts";
import { removeEmptyRecording } from "./removeEmptyRecording.ts";
import { requireConversation } from "./requireConversation.ts";
import { sealRecording } from "./sealRecording.ts";

/** Recordings that were cut off, oldest first, until they are seen. */
export function listRecoveredRecordings({ vault }: ServiceContext): RequestOutput<"recording.recovered"> {
  return listRecovered(vault.db);
}

/** The person has seen what became of a recording; one that is not put together yet stays in the list. */
export function seeRecovered(
  { vault, emit }: ServiceContext,
  { recordingId }: ParsedInput<"recording.seen">,
): void {
  const isWhole = findRecording(vault.db, recordingId)?.recovery === "whole";
  if (!isWhole) return;
  vault.db.transaction(() => saveRecovery(vault.db, recordingId, null)).immediate();
  emit({ name: "recordings.changed", payload: {} });
  emit({ name: "library.changed", payload: {} });
}

/**
 * Puts together every recording that was cut off; call it after an unlock, when the vault can already be used.
 *
 * Between two of them other requests are answered, and the vault may close.
 *
 * @param onDefect - told what should not happen; the others are put together all the same
 */
export async function recoverRecordings(
  context: ServiceContext,
  onDefect: (error: unknown) => void,
): Promise<void> {
  for (const { id } of listCutOff(context)) {
    await setImmediate();
    if (!context.vault.db.open) return;
    const recording = listCutOff(context).find((one) => one.id === id);
    if (recording === undefined) continue;
    try {
      recover(context, recording);
    } catch (error) {
      onDefect(error);
    }
  }
}

/** Recordings that nobody is making. */
export function listCutOff({ vault, sitting }: Pick<ServiceContext, "vault" | "sitting">): Recording[] {
  return listRecordingsInState(vault.db, "recording").filter(({ id }) => id !== sitting.recording?.id);
}

function recover(context: ServiceContext, recording: Recording): void {
  const { vault } = context;
  try {
    noteIntent(context, recording);
    const lastWrittenAt = lastWriteOf(context, recording);
    const sealed = sealRecording(context, recording);
    if (sealed.durationMs === 0) removeEmptyRecording(context, recording);
    else commit(context, recording, sealed, lastWrittenAt);
  } catch (error) {
    if (error instanceof Failure && error.code === "media.empty") {
      removeEmptyRecording(context, recording);
    } else {
      const reason = cutOffReasonOf(error);
      if (reason === undefined) throw error;
      vault.db.transaction(() => saveRecovery(vault.db, recording.id, reason)).immediate();
    }
  }
  emitConversationChanged(context, recording.conversationId);
  context.emit({ name: "recordings.changed", payload: {} });
}

/** In the log before anything is read. */
function noteIntent({ vault }: ServiceContext, { conversationId }: Recording): void {
  const { consent } = requireConversation(vault, conversationId);
  vault.db
    .transaction(() =>
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "recover",
        conversationId,
        consentNumber: consent?.number ?? null,
      }),
    )
    .immediate();
}

/** When the part was last written, as its file system tells it; the beginning where it does not. */
function lastWriteOf({ vault, audio }: ServiceContext, { id, importedAt }: Recording): number {
  const { files } = vault;
  const partPath = audio.partPath(id);
  const filePath = files.exists(partPath) ? partPath : audio.blobPath(id);
  if (!files.exists(filePath)) return importedAt;
  const descriptor = files.openRead(filePath);
  try {
    return Math.floor(files.modifiedAt(descriptor));
  } finally {
    files.close(descriptor);
  }
}

/** The clocks run from its last piece, as far as that is known; its peaks are made by the page. */
function commit(
  context: ServiceContext,
  { id, conversationId, importedAt }: Recording,
  sealed: ReturnType<typeof sealRecording>,
  lastWrittenAt: number,
): void {
  const { vault } = context;
  const endedAt = Math.min(vault.clock.now(), Math.max(importedAt + (sealed.durationMs ?? 0), lastWrittenAt));
  vault.db
    .transaction(() => {
      if (!completeRecordingUnderWay(vault.db, sealed, "preparing")) throw new Failure("media.erased");
      saveRecovery(vault.db, id, "whole");
      const conversation = requireConversation(vault, conversationId);
      saveClocks(vault.db, conversationId, endedAt, dueTimesOf(conversation, endedAt));
      writeSchedule(vault);
    })
    .immediate();
  context.emit({ name: "preparation.wanted", payload: {} });
}

/** Making imported sound ready: peaks for the waveform, and sound that seeks exactly where the original does not. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { peakBinsMs } from "../../shared/contract.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { reducePeaks } from "../../shared/domain/peaks.ts";
import { Failure } from "../../shared/errors.ts";
import { isSeekExact, type MediaType } from "../audio/mediaTypes.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { savePeaks } from "../vault/peaksRepository.ts";
import {
  completeRecording,
  findRecording,
  listRecordingsInState,
  markRecordingReady,
  markRecordingReplaced,
  noteEnding,
  type Recording,
  removeRecording,
  type VerifiedBlob,
} from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import { removeWhereabouts } from "../vault/whereaboutsRepository.ts";
import { logAccess } from "./accessLog.ts";
import { takeBackClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { destroyFiles, removeUnfinishedOf } from "./orphans.ts";
import { requireConversation } from "./requireConversation.ts";
import { renewThumbnail } from "./thumbnail.ts";
import { beginTranscoding } from "./transcoding.ts";

/** How far peaks and length may be apart: encoders pad the end. */
const toleranceMs = 200;

/** Recordings that wait for their peaks, oldest first; those under a hold are closed and wait on. */
export function listPreparations(context: ServiceContext): RequestOutput<"preparation.list"> {
  return listRecordingsInState(context.vault.db, "preparing")
    .filter(({ conversationId }) => requireConversation(context.vault, conversationId).hold === null)
    .map(({ id, conversationId }) => ({ recordingId: id, conversationId }));
}

/**
 * Opens an original for the page to work on, which is logged before; what an earlier attempt left is dropped.
 *
 * @throws Failure `media.erased`, `media.not-ready` if there is nothing to prepare, `conversation.on-hold`
 */
export function beginPreparation(
  context: ServiceContext,
  { recordingId }: ParsedInput<"preparation.begin">,
): RequestOutput<"preparation.begin"> {
  const original = requirePreparing(context, recordingId);
  const { vault, sitting } = context;
  logAccess(vault, sitting, requireConversation(vault, original.conversationId), "prepare");
  dropTranscoding(context, recordingId);
  removeUnfinishedOf(context, original.conversationId);
  const transcode = needsTranscoding(original);
  const opened = context.tokens.openRecording(original, "prepare");
  if (transcode) context.sitting.transcodings.set(recordingId, beginTranscoding(context, original));
  return { ...opened, transcode };
}

/**
 * Takes the next piece of transcoded sound.
 *
 * @throws Failure `request.invalid` if it was not begun or the piece does not follow, `media.erased` if the sound's
 *   time came meanwhile, `conversation.on-hold` if a hold did
 */
export function appendTranscoded(
  context: ServiceContext,
  { recordingId, offset, bytes }: ParsedInput<"preparation.append">,
): void {
  const transcoding = context.sitting.transcodings.get(recordingId);
  if (transcoding === undefined) throw new Failure("request.invalid");
  try {
    requirePreparing(context, recordingId);
    transcoding.append(offset, bytes);
  } catch (error) {
    // After a piece out of order the attempt is still whole.
    if (!(error instanceof Failure && error.code === "request.invalid"))
      dropTranscoding(context, recordingId);
    throw error;
  }
}

/**
 * Completes the preparation: from here on waveform, text and sound agree.
 *
 * The original, where it is replaced, loses its key half in the same transaction and its files right after.
 *
 * @throws Failure `request.invalid` if peaks and length do not fit or the transcoded sound is missing,
 *   `media.verification-failed`, `media.erased`, `conversation.on-hold`
 */
export async function finishPreparation(
  context: ServiceContext,
  input: ParsedInput<"preparation.finish">,
): Promise<void> {
  const original = requirePreparing(context, input.recordingId);
  const lengthMs = (input.peaks.length / 2) * peakBinsMs[0];
  if (input.peaks.length % 2 !== 0 || Math.abs(lengthMs - input.durationMs) > toleranceMs) {
    throw new Failure("request.invalid");
  }
  if (!needsTranscoding(original)) {
    commit(context, original, input, undefined);
  } else {
    const { transcodings } = context.sitting;
    const transcoding = transcodings.get(original.id);
    if (transcoding === undefined) throw new Failure("request.invalid");
    // From here on a new attempt may begin without touching this one.
    transcodings.delete(original.id);
    try {
      commit(context, original, input, await transcoding.finish());
    } catch (error) {
      transcoding.discard();
      throw error;
    }
    context.tokens.revokeRecording(original.id);
    destroyFiles(context, original.id);
    writeSchedule(context.vault);
    truncateWal(context.vault.db);
  }
  emitConversationChanged(context, original.conversationId);
}

/**
 * Takes sound that cannot be decoded out again, with every trace of it.
 *
 * @throws Failure `media.not-ready`, `media.erased`, `conversation.on-hold`
 */
export function rejectPreparation(
  context: ServiceContext,
  { recordingId, reason }: ParsedInput<"preparation.reject">,
): void {
  const { vault } = context;
  const original = requirePreparing(context, recordingId);
  dropTranscoding(context, recordingId);
  context.tokens.revokeRecording(recordingId);
  destroyFiles(context, recordingId);
  vault.db
    .transaction(() => {
      const conversation = requireConversation(vault, original.conversationId);
      removeRecording(vault.db, recordingId);
      removeWhereabouts(vault.db, original.conversationId);
      takeBackClocks(vault, conversation);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "reject",
        conversationId: conversation.id,
        consentNumber: conversation.consent?.number ?? null,
        detail: { reason },
      });
    })
    .immediate();
  writeSchedule(vault);
  emitConversationChanged(context, original.conversationId);
}

function commit(
  context: ServiceContext,
  original: Recording,
  { durationMs, peaks, isCutOff }: ParsedInput<"preparation.finish">,
  transcoded: VerifiedBlob | undefined,
): void {
  const { vault } = context;
  const kept = transcoded?.id ?? original.id;
  vault.db
    .transaction(() => {
      requirePreparing(context, original.id);
      if (transcoded !== undefined) {
        if (!completeRecording(vault.db, transcoded, "ready")) throw new Failure("media.erased");
        // Both are in the schedule while it is unsure which of them will be there after a crash.
        writeSchedule(vault);
        markRecordingReplaced(vault.db, original.id);
      }
      markRecordingReady(vault.db, kept, durationMs);
      if (isCutOff === true && original.ending === "whole") noteEnding(vault.db, original.id, "cut-off");
      for (const binMs of peakBinsMs) {
        savePeaks(vault.db, kept, binMs, reducePeaks(peaks, binMs / peakBinsMs[0]));
      }
      renewThumbnail(vault, original.conversationId);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "prepare",
        conversationId: original.conversationId,
        consentNumber: requireConversation(vault, original.conversationId).consent?.number ?? null,
        detail: { transcoded: transcoded !== undefined },
      });
    })
    .immediate();
}

function requirePreparing({ vault }: ServiceContext, id: RecordingId): Recording {
  const recording = findRecording(vault.db, id);
  if (recording === undefined || recording.state === "erased") throw new Failure("media.erased");
  if (recording.state !== "preparing") throw new Failure("media.not-ready");
  // What is held is neither opened nor replaced nor taken out again.
  const { hold } = requireConversation(vault, recording.conversationId);
  if (hold !== null) throw new Failure("conversation.on-hold");
  return recording;
}

function needsTranscoding({ mediaType }: Recording): boolean {
  return !isSeekExact(mediaType as MediaType);
}

function dropTranscoding({ sitting }: ServiceContext, id: RecordingId): void {
  sitting.transcodings.get(id)?.discard();
  sitting.transcodings.delete(id);
}

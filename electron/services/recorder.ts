/** Recording in Lyhörd: begun with a permission, kept second by second, ready the moment it ends. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { peakBinsMs } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { NoteId, PassageId, RecordingId } from "../../shared/domain/ids.ts";
import { reducePeaks } from "../../shared/domain/peaks.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { saveClocks } from "../vault/conversationRepository.ts";
import { findNote, insertNote, updateNoteText } from "../vault/noteRepository.ts";
import { savePassage } from "../vault/passageRepository.ts";
import { insertPause } from "../vault/pauseRepository.ts";
import { savePeaks } from "../vault/peaksRepository.ts";
import {
  completeRecordingUnderWay,
  findRecording,
  type SealedRecording,
  saveRecovery,
} from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { vaultPaths } from "../vault/vaultFolder.ts";
import { dueTimesOf } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { cutOffReasonOf } from "./cutOffReason.ts";
import { removeUnfinishedOf } from "./orphans.ts";
import { logPassage } from "./passages.ts";
import { requireNoSound, requireReceivable } from "./receivable.ts";
import { isReserveReached, leastRoomMs, roomMs } from "./recordingRoom.ts";
import { removeEmptyRecording } from "./removeEmptyRecording.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";
import { startRecording } from "./runningRecording.ts";
import { sealRecording } from "./sealRecording.ts";
import type { RunningRecording } from "./sitting.ts";
import { renewThumbnail } from "./thumbnail.ts";

/** How far peaks and length may be apart: encoders pad the end. */
const toleranceMs = 200;

/** How long a recording could be, begun now. */
export function readRoom(
  context: ServiceContext,
  { channels }: ParsedInput<"recording.room">,
): RequestOutput<"recording.room"> {
  return { roomMs: roomMs(freeBytes(context), { sizeBytes: 0, lengthMs: 0, channels }) };
}

/**
 * Begins a recording; from here on it can be recovered, and withdrawal and time reach it.
 *
 * @throws Failure `recording.under-way` if there is one, `recording.no-room`, `conversation.on-hold`, `media.already-there`,
 *   `media.erased`, `request.invalid` for published material, and as `requirePermission`
 */
export function beginRecording(
  context: ServiceContext,
  input: ParsedInput<"recording.begin">,
): RequestOutput<"recording.begin"> {
  const { sitting } = context;
  const { conversationId, channels } = input;
  // One that could not be put together is left to the next unlock.
  if (sitting.recording?.isOpen() === true) throw new Failure("recording.under-way");
  if (sitting.imports.has(conversationId)) throw new Failure("media.already-there");
  const conversation = requireReceivable(context, conversationId);
  if (conversation.kind === "published") throw new Failure("request.invalid");
  requireNoHold(conversation);
  requireNoSound(conversation);
  const { roomMs: room } = readRoom(context, { channels });
  if (room < leastRoomMs) throw new Failure("recording.no-room");
  removeUnfinishedOf(context, conversationId);
  const recording = startRecording(context, input);
  sitting.recording = recording;
  emitConversationChanged(context, conversationId);
  return { recordingId: recording.id, roomMs: room };
}

/**
 * Takes the next piece; when it returns, the piece is on the medium.
 *
 * @throws Failure `recording.disk-nearly-full`: this piece is not kept, all before it is, and there is room to end;
 *   `request.invalid` for a piece that does not follow; as `requirePermission`, `conversation.on-hold` or `media.erased`
 *   if the permission ended, a hold was set or its time came meanwhile; `recording.not-under-way`
 */
export function appendToRecording(
  context: ServiceContext,
  { recordingId, ...piece }: ParsedInput<"recording.append">,
): RequestOutput<"recording.append"> {
  const running = requireGoingOn(context, recordingId);
  if (isReserveReached(freeBytes(context), running.sizeBytes(), piece.bytes.length))
    throw new Failure("recording.disk-nearly-full");
  try {
    running.append(piece);
  } catch (error) {
    throw isDiskFull(error) ? new Failure("recording.disk-nearly-full") : error;
  }
  return {
    roomMs: roomMs(freeBytes(context), {
      sizeBytes: running.sizeBytes(),
      lengthMs: running.lengthMs(),
      channels: running.channels,
    }),
  };
}

/**
 * Sets a bookmark; when it returns, it is on the medium.
 *
 * @throws Failure `recording.not-under-way`, `media.erased`, `note.erased` once the notes' time is over,
 *   `conversation.on-hold`
 */
export function setBookmark(
  context: ServiceContext,
  { recordingId, atMs, label }: ParsedInput<"recording.bookmark">,
): { noteId: NoteId } {
  const { vault } = context;
  const noteId = randomUUID() as NoteId;
  const { conversation } = requireUnderWay(context, recordingId);
  vault.db
    .transaction(() => {
      const at = vault.clock.now();
      requireNoHold(conversation);
      const { dueAt, erasedAt } = conversation.clocks.notes;
      if (erasedAt !== null || (dueAt !== null && dueAt <= at)) throw new Failure("note.erased");
      insertNote(vault.db, {
        id: noteId,
        kind: "bookmark",
        conversationId: conversation.id,
        startMs: atMs,
        endMs: atMs,
        text: label,
        createdAt: at,
        updatedAt: at,
      });
    })
    .immediate();
  emitNotesChanged(context, conversation);
  return { noteId };
}

/** Gives a bookmark another label, or none. @throws Failure `note.not-found`, `conversation.on-hold` */
export function labelBookmark(
  context: ServiceContext,
  { noteId, label }: ParsedInput<"recording.labelBookmark">,
): void {
  const { vault } = context;
  const note = findNote(vault.db, noteId);
  if (note?.kind !== "bookmark") throw new Failure("note.not-found");
  const conversation = requireConversation(vault, note.conversationId);
  requireNoHold(conversation);
  vault.db
    .transaction(() => updateNoteText(vault.db, { id: noteId, text: label, updatedAt: vault.clock.now() }))
    .immediate();
  emitNotesChanged(context, conversation);
}

/** Keeps where something happened to the recording itself. @throws Failure `recording.not-under-way`, `media.erased` */
export function markRecording(
  context: ServiceContext,
  { recordingId, mark }: ParsedInput<"recording.mark">,
): void {
  const { vault } = context;
  const { conversation } = requireUnderWay(context, recordingId);
  vault.db
    .transaction(() => {
      switch (mark.kind) {
        case "pause":
          insertPause(vault.db, recordingId, mark);
          break;
        case "permission":
          logPassage(vault, conversation, "marked");
          savePassage(vault.db, {
            id: randomUUID() as PassageId,
            conversationId: conversation.id,
            kind: "spoken-permission",
            startMs: mark.startMs,
            endMs: mark.endMs,
          });
      }
    })
    .immediate();
  emitConversationChanged(context, conversation.id);
}

/**
 * Ends a recording: its part becomes a blob, and sound and waveform are ready.
 *
 * May be asked again where it fails. A hold that was set meanwhile does not stand against it: ending keeps what is there.
 *
 * @throws Failure `recording.empty` if nothing was recorded; then nothing is left of it; `recording.not-sealed` if there
 *   is no room or the disk fails: what was recorded stays and is put together at the next unlock;
 *   `recording.not-under-way`, `media.erased`
 */
export function finishRecording(
  context: ServiceContext,
  { recordingId }: ParsedInput<"recording.finish">,
): { durationMs: number } {
  const { sitting } = context;
  const { running, conversation } = requireUnderWay(context, recordingId);
  running.stop();
  const durationMs = sealed(context, running);
  sitting.recording = undefined;
  emitConversationChanged(context, conversation.id);
  emitNotesChanged(context, conversation);
  return { durationMs };
}

function sealed(context: ServiceContext, running: RunningRecording): number {
  const { vault } = context;
  const recording = findRecording(vault.db, running.id);
  if (recording === undefined) throw new Failure("recording.not-under-way");
  try {
    const blob = sealRecording(context, recording);
    return commit(context, running, blob);
  } catch (error) {
    if (error instanceof Failure && error.code === "media.empty") {
      removeEmptyRecording(context, running);
      context.sitting.recording = undefined;
      emitConversationChanged(context, running.conversationId);
      throw new Failure("recording.empty");
    }
    const reason = cutOffReasonOf(error);
    if (reason === undefined) throw error;
    noteIfThereIsRoom(context, running.id, reason);
    throw new Failure("recording.not-sealed");
  }
}

/** Where it cannot even be noted, the next unlock finds it all the same. */
function noteIfThereIsRoom(
  { vault }: ServiceContext,
  id: RecordingId,
  reason: Parameters<typeof saveRecovery>[2],
): void {
  try {
    vault.db.transaction(() => saveRecovery(vault.db, id, reason)).immediate();
  } catch (error) {
    if (cutOffReasonOf(error) === undefined) throw error;
  }
}

/** The clocks run from its end. The schedule is written before the commit, as for an import. */
function commit(context: ServiceContext, running: RunningRecording, blob: SealedRecording): number {
  const { vault } = context;
  const peaks = running.peaks();
  const durationMs = blob.durationMs ?? running.lengthMs();
  const peaksMs = (peaks.length / 2) * peakBinsMs[0];
  // Peaks that do not fit would be a waveform that lies: they are made anew from the sound.
  const isReady = Math.abs(peaksMs - durationMs) <= toleranceMs;
  vault.db
    .transaction(() => {
      const completed = { ...blob, durationMs };
      if (!completeRecordingUnderWay(vault.db, completed, isReady ? "ready" : "preparing"))
        throw new Failure("media.erased");
      if (isReady) {
        for (const binMs of peakBinsMs)
          savePeaks(vault.db, blob.id, binMs, reducePeaks(peaks, binMs / peakBinsMs[0]));
        renewThumbnail(vault, running.conversationId);
      }
      const conversation = requireConversation(vault, running.conversationId);
      const endedAt = vault.clock.now();
      saveClocks(vault.db, conversation.id, endedAt, dueTimesOf(conversation, endedAt));
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "record-end",
        conversationId: conversation.id,
        consentNumber: conversation.consent?.number ?? null,
        detail: { sizeBytes: blob.sizeBytes },
      });
      writeSchedule(vault);
    })
    .immediate();
  if (!isReady) context.emit({ name: "preparation.wanted", payload: {} });
  return durationMs;
}

/** The recording to which pieces are added. Every second asks, so that what is dear is read only where something stands against it. */
function requireGoingOn(context: ServiceContext, id: RecordingId): RunningRecording {
  const { recording } = context.sitting;
  if (recording?.id === id && recording.mayGoOn()) return recording;
  const { running, conversation } = requireUnderWay(context, id);
  requireNoHold(requireReceivable(context, conversation.id));
  return running;
}

/** The recording that is going on here; a permission that ended is told rather than that it is gone with it. */
function requireUnderWay(
  context: ServiceContext,
  id: RecordingId,
): { readonly running: RunningRecording; readonly conversation: ConversationDetail } {
  const { vault, sitting } = context;
  const recording = findRecording(vault.db, id);
  if (recording === undefined) throw new Failure("recording.not-under-way");
  if (recording.state === "erased") throw new Failure("media.erased");
  if (recording.state !== "recording" || sitting.recording?.id !== id)
    throw new Failure("recording.not-under-way");
  return { running: sitting.recording, conversation: requireConversation(vault, recording.conversationId) };
}

function freeBytes({ vault }: ServiceContext): number {
  return vault.files.freeBytes(vaultPaths(vault.folder).media);
}

function isDiskFull(error: unknown): boolean {
  return cutOffReasonOf(error) === "no-room";
}

function emitNotesChanged({ emit }: ServiceContext, { id }: Pick<ConversationDetail, "id">): void {
  emit({ name: "notes.changed", payload: { conversationId: id } });
  emit({ name: "library.changed", payload: {} });
}

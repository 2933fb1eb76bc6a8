/** A recording under way: its key half and file are there before its first second, and every piece is synced. */
import { randomUUID } from "node:crypto";
import type { ParsedInput } from "../../shared/contract.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { endOfDate } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import { createPartWriter, type PartWriter } from "../audio/partWriter.ts";
import { randomBytes } from "../crypto/random.ts";
import { recordingKey } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import { appendAudit } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { insertRecordingUnderWay, noteFirstSound } from "../vault/recordingRepository.ts";
import { type WatchedRecording, watchRecording } from "../vault/recordingWatch.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { requireNoSound, requireReceivable } from "./receivable.ts";
import { removeEmptyRecording } from "./removeEmptyRecording.ts";
import type { RunningRecording } from "./sitting.ts";

/**
 * Begins a recording under a fresh key.
 *
 * The key half S goes first, then the row with the half A, its clocks and the schedule, then the part: wherever that is
 * cut off, what is there has no row and is swept, or can be recovered, and withdrawal and time reach it also while locked.
 *
 * @throws the port's error; then nothing is left
 */
export function startRecording(
  context: ServiceContext,
  { conversationId, channels, firstChannel }: ParsedInput<"recording.begin">,
): RunningRecording {
  const { vault, audio } = context;
  const id = randomUUID() as RecordingId;
  const { generation } = vault.keys;
  const keyHalf = randomBytes(32);
  const shred = audio.createShred(id);
  const key = recordingKey(vault.keys.mediaKey(generation), keyHalf, shred);
  wipe(shred);
  const recording = { id, conversationId, channels };
  try {
    vault.db
      .transaction(() => {
        const conversation = requireReceivable(context, conversationId);
        requireNoSound(conversation);
        insertRecordingUnderWay(vault.db, {
          ...recording,
          keyHalf,
          keyGeneration: generation,
          mediaType: "ogg",
          importedAt: vault.clock.now(),
          channels,
          firstChannel,
        });
        startClocks(vault, conversation, "sound");
        appendAudit(vault.db, {
          at: vault.clock.now(),
          event: "record",
          conversationId,
          consentNumber: conversation.consent?.number ?? null,
          detail: { channels },
        });
        writeSchedule(vault);
      })
      .immediate();
    const header = { keyGeneration: generation, mediaType: "ogg", conversationId, blobId: id } as const;
    const writer = createPartWriter({ files: vault.files, path: audio.partPath(id), key, header });
    return runningOf(context, recording, writer);
  } catch (error) {
    removeEmptyRecording(context, recording);
    throw error;
  } finally {
    wipe(key, keyHalf);
  }
}

function runningOf(
  { vault }: ServiceContext,
  { id, conversationId, channels }: Pick<RunningRecording, "id" | "conversationId" | "channels">,
  writer: PartWriter,
): RunningRecording {
  const look = watchRecording(vault.db, id);
  let isOpen = true;
  let nextIndex = 0;
  let sizeBytes = 0;
  let lengthMs = 0;
  let peaks = new Int8Array(6_000);
  let peakLength = 0;

  function keepPeaks(more: Int8Array): void {
    if (peakLength + more.length > peaks.length) {
      const larger = new Int8Array(Math.max(peaks.length * 2, peakLength + more.length));
      larger.set(peaks);
      peaks = larger;
    }
    peaks.set(more, peakLength);
    peakLength += more.length;
  }

  function stop(): void {
    isOpen = false;
    writer.close();
  }

  return {
    id,
    conversationId,
    channels,
    mayGoOn: () => isUnopposed(vault, look()),
    sizeBytes: () => sizeBytes,
    lengthMs: () => lengthMs,
    peaks: () => peaks.slice(0, peakLength),
    isOpen: () => isOpen,
    append({ index, bytes, endMs, peaks: more }) {
      if (!isOpen) throw new Failure("recording.not-under-way");
      if (index !== nextIndex || endMs < lengthMs) throw new Failure("request.invalid");
      try {
        writer.append(bytes);
      } catch (error) {
        stop();
        throw error;
      }
      nextIndex += 1;
      sizeBytes += bytes.length;
      lengthMs = endMs;
      keepPeaks(more);
      if (index === 0) noteFirstSound(vault.db, id, sizeBytes);
    },
    stop,
  };
}

function isUnopposed({ clock }: OpenVault, watched: WatchedRecording | undefined): boolean {
  if (watched?.state !== "recording" || watched.withdrawnAt !== null) return false;
  const now = clock.now();
  const isHeld = watched.heldUntil !== null && watched.heldUntil > clock.seen().trustedAt;
  const isOver = watched.lastOn !== null && endOfDate(watched.lastOn, clock.zone) <= now;
  return !isHeld && !isOver;
}

/** Reading every sound to its end, so that each tag is checked; nothing of it leaves this file. */
import { setImmediate } from "node:timers/promises";
import type { CheckFinding } from "../../shared/domain/vaultCheck.ts";
import { Failure } from "../../shared/errors.ts";
import { chunkBytes } from "../audio/blobFormat.ts";
import type { BlobReader } from "../audio/blobReader.ts";
import { wipe } from "../crypto/wipe.ts";
import { listConversationTitles } from "../vault/conversationRepository.ts";
import { unlessDamaged } from "../vault/databaseHealth.ts";
import { findRecording, listRecordingsInState, type Recording } from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";
import { openRecording } from "./openRecording.ts";
import type { RunningCheck } from "./sitting.ts";

/** What came of it. */
export interface SoundCheck {
  readonly findings: readonly CheckFinding[];
  readonly recordings: number;
  readonly soundBytes: number;
}

/**
 * Checks the sound that is kept.
 *
 * A sound that is erased meanwhile is no finding.
 *
 * @param onProgress - hears how much was read of how much, bytes
 */
export async function checkSound(
  context: ServiceContext,
  running: RunningCheck,
  onProgress: (doneBytes: number, totalBytes: number) => void,
): Promise<SoundCheck> {
  const kept = listKept(context);
  const totalBytes = kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const findings: CheckFinding[] = [];
  let doneBytes = 0;
  let soundBytes = 0;
  for (const recording of kept) {
    if (running.isCancelled) break;
    const outcome = await readWholeSound(context, recording, running, (bytes) =>
      onProgress(doneBytes + bytes, totalBytes),
    );
    doneBytes += recording.sizeBytes;
    soundBytes += outcome.readBytes;
    if (outcome.fault !== undefined && isKeptStill(context, recording))
      findings.push(findingOf(context, recording, outcome.fault));
    onProgress(doneBytes, totalBytes);
  }
  return { findings, recordings: kept.length, soundBytes };
}

type SoundFault =
  | { readonly fault: "missing" | "key-missing" }
  | { readonly fault: "damaged"; readonly damagedParts: number; readonly parts: number };

interface SoundOutcome {
  readonly readBytes: number;
  readonly fault?: SoundFault;
}

function listKept({ vault: { db } }: ServiceContext): Recording[] {
  const kept = () => [...listRecordingsInState(db, "preparing"), ...listRecordingsInState(db, "ready")];
  return unlessDamaged(kept, []);
}

function isKeptStill({ vault }: ServiceContext, { id }: Recording): boolean {
  const recording = findRecording(vault.db, id);
  return recording !== undefined && ["preparing", "ready"].includes(recording.state);
}

async function readWholeSound(
  { vault, audio }: ServiceContext,
  recording: Recording,
  running: RunningCheck,
  onRead: (bytes: number) => void,
): Promise<SoundOutcome> {
  if (!vault.files.exists(audio.blobPath(recording.id))) return { readBytes: 0, fault: { fault: "missing" } };
  if (recording.keyHalf === null || audio.readShred(recording.id) === undefined)
    return { readBytes: 0, fault: { fault: "key-missing" } };
  const parts = Math.max(1, Math.ceil(recording.sizeBytes / chunkBytes));
  let reader: BlobReader;
  try {
    reader = openRecording(vault, audio, recording);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { readBytes: 0, fault: { fault: "damaged", damagedParts: parts, parts } };
  }
  try {
    return await readParts(reader, running, onRead);
  } finally {
    reader.close();
  }
}

/** The process must answer others, and be able to end, while hours of sound are read. */
async function readParts(
  reader: BlobReader,
  running: RunningCheck,
  onRead: (bytes: number) => void,
): Promise<SoundOutcome> {
  let [readBytes, damagedParts, parts] = [0, 0, 0];
  for (let start = 0; start < reader.sizeBytes && !running.isCancelled; start += chunkBytes) {
    const end = Math.min(start + chunkBytes, reader.sizeBytes);
    parts += 1;
    if (isAuthenticPart(reader, start, end)) readBytes += end - start;
    else damagedParts += 1;
    if (parts % 16 === 0) {
      onRead(end);
      await setImmediate();
    }
  }
  return damagedParts === 0 ? { readBytes } : { readBytes, fault: { fault: "damaged", damagedParts, parts } };
}

function isAuthenticPart(reader: BlobReader, start: number, end: number): boolean {
  try {
    wipe(reader.read(start, end));
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function findingOf(
  { vault }: ServiceContext,
  { conversationId }: Recording,
  fault: SoundFault,
): CheckFinding {
  const title = listConversationTitles(vault.db).find(({ id }) => id === conversationId)?.title ?? "";
  const subject = { conversationId, title };
  switch (fault.fault) {
    case "missing":
      return { found: "sound-missing", ...subject };
    case "key-missing":
      return { found: "sound-key-missing", ...subject };
    case "damaged":
      return { found: "sound-damaged", ...subject, damagedParts: fault.damagedParts, parts: fault.parts };
  }
}

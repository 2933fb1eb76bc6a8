/** Taking in a sound file: encrypt while reading, read back, compare, commit – all of it or nothing. */
import { setImmediate } from "node:timers/promises";
import type { EventPayload } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId, RecordingId, SourceId } from "../../shared/domain/ids.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { Failure } from "../../shared/errors.ts";
import type { SoundEnding } from "../../shared/formats/streamLayout.ts";
import { appendAudit } from "../vault/auditLog.ts";
import {
  type ConvertedSource,
  completeRecording,
  findKeptOriginal,
  noteEnding,
  noteSource,
  type VerifiedBlob,
} from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { insertWhereabouts } from "../vault/whereaboutsRepository.ts";
import { type AudioSource, openAudioSource } from "./audioSource.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { convertSource, requireConverter } from "./convertSource.ts";
import { pieceBytes } from "./filePieces.ts";
import { beginBlob, type NewBlob } from "./newBlob.ts";
import { removeUnfinishedOf } from "./orphans.ts";
import { createPace } from "./pace.ts";
import { requireNoSound, requireReceivable } from "./receivable.ts";
import { requireNoHold } from "./requireConversation.ts";
import type { RunningImport } from "./sitting.ts";

/** What to import and where to. */
export interface ImportAudioInput {
  readonly conversationId: ConversationId;
  readonly sourceId: SourceId;
  /** What the page found when it looked at the file; kept until the exact length is known. */
  readonly durationMs: number | null;
}

/**
 * Imports a file as the sound of a conversation.
 *
 * Resolves when blob, database and schedule are on the medium and the blob was found to hold what was read; on any
 * failure, or when cancelled, nothing of it is left.
 *
 * What only a converter reads goes through it on the way; the hash that is kept is that of the file all the same.
 *
 * @throws Failure `media.*`, `mandate.missing`, `consent.*`, `conversation.not-found`, `conversation.on-hold`
 */
export async function importAudio(
  context: ServiceContext,
  input: ImportAudioInput,
): Promise<{ recordingId: RecordingId }> {
  const { vault, sitting } = context;
  if (sitting.imports.has(input.conversationId)) throw new Failure("media.already-there");
  requireNoSound(requireFree(context, input.conversationId));
  const source = openAudioSource(vault.files, context.sources.pathOf(input.sourceId));
  const running: RunningImport = { isCancelled: false };
  sitting.imports.set(input.conversationId, running);
  try {
    const { form } = source;
    const through = form.kind === "foreign" ? await requireConverter(context, form) : undefined;
    removeUnfinishedOf(context, input.conversationId);
    const blob = beginBlob(context, {
      conversationId: input.conversationId,
      role: "original",
      mediaType: form.kind === "foreign" ? "wav-other" : form.mediaType,
      durationMs: input.durationMs,
    });
    emitConversationChanged(context, input.conversationId);
    try {
      const storing = { source, blob, running };
      const stored =
        through === undefined
          ? await storeSource(context, input.conversationId, storing)
          : await storeConverted(context, input.conversationId, { ...storing, through });
      commitImport(context, input.conversationId, stored);
      sitting.takenIn.set(input.sourceId, source.modifiedAt);
    } catch (error) {
      blob.discard();
      throw error;
    }
    context.emit({ name: "preparation.wanted", payload: {} });
    context.emit({ name: "whereabouts.changed", payload: { conversationId: input.conversationId } });
    return { recordingId: blob.id };
  } finally {
    sitting.imports.delete(input.conversationId);
    source.close();
    emitConversationChanged(context, input.conversationId);
  }
}

/** A conversation that may take in sound; under a hold it stays as it is, and so do its dates. */
function requireFree(context: ServiceContext, conversationId: ConversationId): ConversationDetail {
  const conversation = requireReceivable(context, conversationId);
  requireNoHold(conversation);
  return conversation;
}

/** Stops an import between two pieces; does nothing if none is running. */
export function cancelImport(context: ServiceContext, conversationId: ConversationId): void {
  const running = context.sitting.imports.get(conversationId);
  if (running !== undefined) running.isCancelled = true;
}

/** What is to be committed. */
interface Stored {
  readonly verified: VerifiedBlob;
  readonly ending: SoundEnding;
  /** What the converter read; `null` where there was none. */
  readonly converted: ConvertedSource | null;
}

interface Storing {
  readonly source: AudioSource;
  readonly blob: NewBlob;
  readonly running: RunningImport;
}

async function storeSource(
  context: ServiceContext,
  conversationId: ConversationId,
  { source, blob, running }: Storing,
): Promise<Stored> {
  const step = progressOf(context, conversationId, source.sizeBytes, running);
  for (let start = 0; start < source.sizeBytes; start += pieceBytes) {
    blob.append(source.read(start, Math.min(start + pieceBytes, source.sizeBytes)));
    step("encrypting", blob.sizeBytes());
    await setImmediate();
  }
  if (source.hasChanged()) throw new Failure("media.source-changed");
  requireNew(context, blob.seal());
  const verified = await blob.verify((doneBytes) => step("verifying", doneBytes));
  requireWanted(running);
  const ending = source.form.kind === "decodable" ? source.form.ending : "whole";
  return { verified, ending, converted: null };
}

interface Converting extends Storing {
  readonly through: Awaited<ReturnType<typeof requireConverter>>;
}

async function storeConverted(
  context: ServiceContext,
  conversationId: ConversationId,
  { source, blob, running, through }: Converting,
): Promise<Stored> {
  const step = progressOf(context, conversationId, source.sizeBytes, running);
  const { sha256 } = await convertSource(through, source, blob.append, (doneBytes) =>
    step("encrypting", doneBytes),
  );
  requireNew(context, sha256);
  blob.seal();
  const verify = progressOf(context, conversationId, blob.sizeBytes(), running);
  const verified = await blob.verify((doneBytes) => verify("verifying", doneBytes));
  requireWanted(running);
  const format = source.form.kind === "foreign" ? source.form.format : "";
  return { verified, ending: "whole", converted: { format, sha256, sizeBytes: source.sizeBytes } };
}

function requireWanted({ isCancelled }: RunningImport): void {
  if (isCancelled) throw new Failure("media.import-cancelled");
}

/** Refuses a sound that the vault holds already; tells the person the day on which it came. */
function requireNew({ vault }: ServiceContext, sha256: Uint8Array): void {
  const kept = findKeptOriginal(vault.db, sha256);
  if (kept === undefined) return;
  throw new Failure("media.already-there", { date: localDateOf(kept.importedAt, vault.clock.zone) });
}

/** Reports progress at most ten times a second, and the end of each phase; throws once the import is cancelled. */
function progressOf(
  context: ServiceContext,
  conversationId: ConversationId,
  totalBytes: number,
  running: RunningImport,
): (phase: EventPayload<"import.progress">["phase"], doneBytes: number) => void {
  const isTold = createPace(context.clock);
  return (phase, doneBytes) => {
    requireWanted(running);
    if (!isTold(doneBytes >= totalBytes)) return;
    context.emit({ name: "import.progress", payload: { conversationId, phase, doneBytes, totalBytes } });
  };
}

/**
 * Makes the import count.
 *
 * The schedule is written before the commit: should either fail, the other at worst names a sound that is not there.
 */
function commitImport(context: ServiceContext, conversationId: ConversationId, stored: Stored): void {
  const { vault } = context;
  const { verified, ending, converted } = stored;
  vault.db
    .transaction(() => {
      // The permission may have been withdrawn, a hold set, or the sound's time have come, while the file was read.
      const conversation = requireFree(context, conversationId);
      // Another conversation may have taken the same file in meanwhile.
      requireNew(context, converted?.sha256 ?? verified.sha256);
      if (!completeRecording(vault.db, verified, "preparing")) throw new Failure("media.import-cancelled");
      noteEnding(vault.db, verified.id, ending);
      if (converted !== null) noteSource(vault.db, verified.id, converted);
      startClocks(vault, conversation, "sound");
      if (conversation.kind !== "published" && !conversation.isExample)
        insertWhereabouts(vault.db, conversationId);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "import",
        conversationId,
        consentNumber: conversation.consent?.number ?? null,
        detail: {
          sizeBytes: verified.sizeBytes,
          ...(ending === "whole" ? {} : { ending }),
          ...(converted === null ? {} : { converted: true }),
        },
      });
      writeSchedule(vault);
    })
    .immediate();
}

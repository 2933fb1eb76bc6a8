/** The transcript of a conversation: taken in, read, and edited. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { applyEdits, compareSegments, type Edit } from "../../shared/domain/edit.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { Failure } from "../../shared/errors.ts";
import { namedSpeakers } from "../../shared/formats/namedSpeakers.ts";
import type { ParsedTranscript } from "../../shared/formats/parsedTranscript.ts";
import { readTranscript as parseTranscript } from "../../shared/formats/readTranscript.ts";
import { settleTimes } from "../../shared/formats/settleTimes.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { raiseTranscriptVersion } from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { writeSchedule } from "../vault/schedule.ts";
import {
  insertSegments,
  isSegmentIdTaken,
  listSegments,
  removeAllSegments,
  removeSegment,
  updateSegment,
} from "../vault/segmentRepository.ts";
import { listSpeakerNames, saveSpeakerNames } from "../vault/speakerNameRepository.ts";
import { logAccess } from "./accessLog.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { requirePermission } from "./permission.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";
import { renewThumbnail } from "./thumbnail.ts";
import { readTranscriptSource } from "./transcriptSource.ts";

/**
 * Takes in a transcript file; without times it is spread over the sound, or 3 s a row where there is none.
 *
 * @param parsed - what is in the file, where it was read already; a text file is read here
 * @throws Failure `transcript.*`, `conversation.permission-incomplete` … as for any content; `media.not-ready` while
 *   the length of the sound is not known yet; `conversation.on-hold`
 */
export function importTranscript(
  context: ServiceContext,
  { conversationId, sourceId, speakers, isMachineMade, replace }: ParsedInput<"transcript.import">,
  parsed: ParsedTranscript = parseTranscript(readTranscriptSource(context, sourceId)),
): RequestOutput<"transcript.import"> {
  const { vault } = context;
  const { names, spokenBy } = namedSpeakers(speakers, parsed.segments);
  const version = vault.db
    .transaction(() => {
      const conversation = requireWritable(vault, conversationId);
      requirePermission(vault, conversation.permission, conversation.heldOn);
      if (conversation.segmentCount > 0 && !replace) throw new Failure("transcript.already-there");
      const isTimed = parsed.segments.some(({ startMs }) => startMs !== undefined);
      const durationMs = lengthOfSound(conversation, isTimed);
      const segments = settleTimes(parsed.segments, durationMs).map(({ startMs, endMs, speaker, text }) => ({
        id: randomUUID() as SegmentId,
        startMs,
        endMs,
        ...spokenBy(speaker ?? ""),
        text: text.normalize("NFC"),
        ...(isMachineMade === true ? { isUnreviewed: true as const } : {}),
      }));
      removeAllSegments(vault.db, conversationId);
      insertSegments(vault.db, conversationId, segments);
      saveSpeakerNames(vault.db, conversationId, names);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "transcript",
        conversationId,
        consentNumber: conversation.consent?.number ?? null,
        detail: { segments: segments.length },
      });
      return completeChange(vault, conversation, true);
    })
    .immediate();
  emitChanged(context, conversationId);
  return { version };
}

/** The whole transcript, in order. @throws Failure `transcript.erased`, `conversation.not-found` */
export function readTranscript(
  { vault, sitting }: ServiceContext,
  { conversationId }: ParsedInput<"transcript.read">,
): RequestOutput<"transcript.read"> {
  const conversation = requireConversation(vault, conversationId);
  if (conversation.clocks.transcript.erasedAt !== null) throw new Failure("transcript.erased");
  if (conversation.segmentCount > 0) logAccess(vault, sitting, conversation, "open");
  return {
    version: conversation.transcriptVersion,
    segments: listSegments(vault.db, conversationId),
    names: listSpeakerNames(vault.db, conversationId),
  };
}

/**
 * Applies edits, all or none.
 *
 * @throws Failure `transcript.out-of-date` if the transcript is no longer what the edits were made on,
 *   `transcript.erased`, `conversation.on-hold`
 */
export function editTranscript(
  context: ServiceContext,
  { conversationId, baseVersion, edits }: ParsedInput<"transcript.apply">,
): RequestOutput<"transcript.apply"> {
  const { vault } = context;
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  const version = vault.db
    .transaction(() => {
      const conversation = requireWritable(vault, conversationId);
      if (conversation.transcriptVersion !== baseVersion) throw new Failure("transcript.out-of-date");
      const before = listSegments(vault.db, conversationId);
      writeDifference(vault, conversationId, { before, after: edited(before, edits), edits });
      return completeChange(vault, conversation, edits.some(isVisibleInThumbnail));
    })
    .immediate();
  emitChanged(context, conversationId);
  return { version };
}

/**
 * Calls the roles of a transcript so from now on; a new version, as any change of the text.
 *
 * @throws Failure `request.invalid` where there is no text, `transcript.erased`, `conversation.on-hold`
 */
export function nameSpeakers(
  context: ServiceContext,
  { conversationId, names }: ParsedInput<"transcript.nameSpeakers">,
): RequestOutput<"transcript.nameSpeakers"> {
  const { vault } = context;
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  const version = vault.db
    .transaction(() => {
      const conversation = requireWritable(vault, conversationId);
      if (conversation.segmentCount === 0) throw new Failure("request.invalid");
      saveSpeakerNames(vault.db, conversationId, names);
      return completeChange(vault, conversation, false);
    })
    .immediate();
  emitChanged(context, conversationId);
  return { version };
}

function requireWritable(vault: OpenVault, conversationId: ConversationId): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  const { dueAt, erasedAt } = conversation.clocks.transcript;
  const isOver = erasedAt !== null || (dueAt !== null && dueAt <= vault.clock.now());
  if (isOver) throw new Failure("transcript.erased");
  requireNoHold(conversation);
  return conversation;
}

function lengthOfSound({ sound }: ConversationDetail, isTimed: boolean): number | undefined {
  if (sound.phase === "ready" || sound.phase === "erased") return sound.durationMs ?? undefined;
  const isLengthUnknown = sound.phase !== "none";
  if (isLengthUnknown && !isTimed) throw new Failure("media.not-ready");
  return undefined;
}

function edited(before: readonly Segment[], edits: readonly Edit[]): Segment[] {
  try {
    return applyEdits(before, edits);
  } catch (error) {
    if (error instanceof RangeError) throw new Failure("transcript.out-of-date");
    throw error;
  }
}

interface Difference {
  readonly before: readonly Segment[];
  readonly after: readonly Segment[];
  readonly edits: readonly Edit[];
}

/** Writes only the segments that the edits name. */
function writeDifference(vault: OpenVault, id: ConversationId, { before, after, edits }: Difference): void {
  const named = new Set(edits.map((edit) => ("segment" in edit ? edit.segment.id : edit.segmentId)));
  const pick = (segments: readonly Segment[]) =>
    new Map(segments.filter((segment) => named.has(segment.id)).map((segment) => [segment.id, segment]));
  const old = pick(before);
  const now = pick(after);
  for (const [segmentId, segment] of old) {
    const changed = now.get(segmentId);
    if (changed === undefined) removeSegment(vault.db, segmentId);
    else updateSegment(vault.db, segment, changed);
  }
  const added = [...now.values()].filter((segment) => !old.has(segment.id)).sort(compareSegments);
  if (added.some((segment) => isSegmentIdTaken(vault.db, segment.id))) throw new Failure("request.invalid");
  insertSegments(vault.db, id, added);
}

/** What every change of the text brings with it. @returns the new version */
function completeChange(vault: OpenVault, conversation: ConversationDetail, isVisible: boolean): number {
  const isFirst = conversation.retention.startedAt === null;
  startClocks(vault, conversation, "text");
  if (isFirst) writeSchedule(vault);
  if (isVisible) renewThumbnail(vault, conversation.id);
  return raiseTranscriptVersion(vault.db, conversation.id);
}

function isVisibleInThumbnail({ kind }: Edit): boolean {
  return kind !== "set-text";
}

function emitChanged(context: ServiceContext, conversationId: ConversationId): void {
  context.emit({ name: "transcript.changed", payload: { conversationId } });
  emitConversationChanged(context, conversationId);
}

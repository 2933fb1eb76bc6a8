/** The transcript of a conversation: taken in, read, and edited. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { applyEdits, compareSegments, type Edit } from "../../shared/domain/edit.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { Failure } from "../../shared/errors.ts";
import { readTranscript as parseTranscript } from "../../shared/formats/readTranscript.ts";
import { settleTimes } from "../../shared/formats/settleTimes.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { raiseTranscriptVersion } from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { writeSchedule } from "../vault/schedule.ts";
import {
  findSegments,
  insertSegments,
  isSegmentIdTaken,
  listSegments,
  removeAllSegments,
  removeSegment,
  updateSegment,
} from "../vault/segmentRepository.ts";
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
 * @throws Failure `transcript.*`, `conversation.permission-incomplete` … as for any content; `media.not-ready` while
 *   the length of the sound is not known yet; `conversation.on-hold`
 */
export function importTranscript(
  context: ServiceContext,
  { conversationId, sourceId, speakers, replace }: ParsedInput<"transcript.import">,
): RequestOutput<"transcript.import"> {
  const { vault } = context;
  const parsed = parseTranscript(readTranscriptSource(context, sourceId));
  const roles = new Map(speakers.map(({ label, speaker }) => [label, speaker]));
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
        speaker: roles.get(speaker ?? "") ?? "other",
        text: text.normalize("NFC"),
      }));
      removeAllSegments(vault.db, conversationId);
      insertSegments(vault.db, conversationId, segments);
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
  return { version: conversation.transcriptVersion, segments: listSegments(vault.db, conversationId) };
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
      // Edits say nothing of rows that they do not name, so a burst costs the same in a long transcript as in a short one.
      const before = findSegments(vault.db, conversationId, namedIn(edits));
      writeDifference(vault, conversationId, before, edited(before, edits));
      return completeChange(vault, conversation, edits.some(isVisibleInThumbnail));
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

/** The rows that edits are about, each once. */
function namedIn(edits: readonly Edit[]): SegmentId[] {
  return [...new Set(edits.map((edit) => ("segment" in edit ? edit.segment.id : edit.segmentId)))];
}

function writeDifference(
  vault: OpenVault,
  id: ConversationId,
  before: readonly Segment[],
  after: readonly Segment[],
): void {
  const old = new Map(before.map((segment) => [segment.id, segment]));
  const now = new Map(after.map((segment) => [segment.id, segment]));
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

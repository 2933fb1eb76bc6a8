/** The transcript of a conversation: taken in, read, and edited. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { applyEdits, compareSegments, type Edit } from "../../shared/domain/edit.ts";
import type { Move, Step } from "../../shared/domain/editHistory.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { addsWords } from "../../shared/domain/wordsAdded.ts";
import { Failure } from "../../shared/errors.ts";
import { namedSpeakers } from "../../shared/formats/namedSpeakers.ts";
import type { ParsedTranscript } from "../../shared/formats/parsedTranscript.ts";
import { readTranscript as parseTranscript } from "../../shared/formats/readTranscript.ts";
import { settleTimes } from "../../shared/formats/settleTimes.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { removeSampleSentences } from "../vault/codingRepository.ts";
import { raiseTranscriptVersion, saveNewWords } from "../vault/conversationRepository.ts";
import {
  dropForeignHistory,
  followHistory,
  keepHistoryHead,
  lastSaveId,
  moveHistory,
  readHistory,
  removeHistory,
} from "../vault/editHistoryRepository.ts";
import { removeDecidedWords } from "../vault/identifyingWordRepository.ts";
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
import { listSpeakerNames, saveSpeakerNames } from "../vault/speakerNameRepository.ts";
import { logAccess } from "./accessLog.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { findInNewText, followInCodings } from "./followInCodings.ts";
import { keepAutomaticVersion } from "./keepVersion.ts";
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
  draft: ParsedInput<"transcript.import">,
  parsed: ParsedTranscript = parseTranscript(readTranscriptSource(context, draft.sourceId)),
): RequestOutput<"transcript.import"> {
  const { conversationId, replace } = draft;
  const version = context.vault.db.transaction(() => takeInTranscript(context, draft, parsed)).immediate();
  emitChanged(context, conversationId);
  if (replace) context.emit({ name: "codings.changed", payload: { conversationId } });
  return { version };
}

/**
 * Takes in what was read of a file, in the caller's transaction.
 *
 * @returns the new version
 * @throws Failure as {@link importTranscript}
 */
export function takeInTranscript(
  context: ServiceContext,
  { conversationId, speakers, isMachineMade, replace }: Omit<ParsedInput<"transcript.import">, "sourceId">,
  parsed: ParsedTranscript,
): number {
  const { vault } = context;
  const { names, spokenBy } = namedSpeakers(speakers, parsed.segments);
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
  keepAutomaticVersion(vault, conversationId, "import");
  removeHistory(vault.db, conversationId);
  const before = listSegments(vault.db, conversationId);
  removeAllSegments(vault.db, conversationId);
  removeDecidedWords(vault.db, conversationId);
  insertSegments(vault.db, conversationId, segments);
  removeSampleSentences(vault.db, conversationId);
  if (before.length > 0)
    findInNewText(context, conversationId, before, listSegments(vault.db, conversationId));
  saveSpeakerNames(vault.db, conversationId, names);
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "transcript",
    conversationId,
    consentNumber: conversation.consent?.number ?? null,
    detail: { segments: segments.length },
  });
  const newVersion = completeChange(vault, conversation, true);
  saveNewWords(vault.db, conversationId);
  return newVersion;
}

/** The whole transcript, in order, and the steps that lead back from it. @throws Failure `transcript.erased`, `conversation.not-found` */
export function readTranscript(
  { vault, sitting }: ServiceContext,
  { conversationId }: ParsedInput<"transcript.read">,
): RequestOutput<"transcript.read"> {
  const conversation = requireConversation(vault, conversationId);
  if (conversation.clocks.transcript.erasedAt !== null) throw new Failure("transcript.erased");
  const { transcriptVersion: version } = conversation;
  const { past, future } = readHistory(vault.db, conversationId, version);
  // What was taken out of the text stands in the steps that lead back to it.
  const isEmpty = conversation.segmentCount + past.length + future.length === 0;
  if (!isEmpty) logAccess(vault, sitting, conversation, "open");
  const editsOf = (step: Step) => [...step];
  return {
    version,
    segments: listSegments(vault.db, conversationId),
    history: { past: past.map(editsOf), future: future.map(editsOf) },
    saveId: lastSaveId(vault.db, conversationId, version),
    names: listSpeakerNames(vault.db, conversationId),
  };
}

/**
 * Does what is done with a transcript, all or none, and keeps the steps that lead back. Edits by themselves are a step.
 *
 * A batch that is in the transcript already is not done twice: only its answer was lost.
 *
 * @throws Failure `transcript.out-of-date` if the transcript is no longer what it was done on, `transcript.erased`,
 *   `conversation.on-hold`
 */
export function editTranscript(
  context: ServiceContext,
  input: ParsedInput<"transcript.apply">,
): RequestOutput<"transcript.apply"> {
  const { vault } = context;
  const { conversationId, baseVersion } = input;
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  const version = vault.db
    .transaction(() => {
      const conversation = requireWritable(vault, conversationId);
      const { transcriptVersion } = conversation;
      const saveId = "saveId" in input ? input.saveId : null;
      if (saveId !== null && lastSaveId(vault.db, conversationId, transcriptVersion) === saveId)
        return transcriptVersion;
      if (transcriptVersion !== baseVersion) throw new Failure("transcript.out-of-date");
      const moves: readonly Move[] =
        "moves" in input ? input.moves : [{ kind: "do", edits: input.edits, joins: false }];
      if (moves.some(isBulk)) keepAutomaticVersion(vault, conversationId, "bulk");
      return makeMoves(context, conversation, moves, saveId);
    })
    .immediate();
  emitChanged(context, conversationId);
  return { version };
}

/**
 * Makes moves in a transcript that may be written, in the caller's transaction.
 *
 * @returns the new version
 */
export function makeMoves(
  context: ServiceContext,
  conversation: ConversationDetail,
  moves: readonly Move[],
  saveId: string | null,
): number {
  const { vault } = context;
  const { id, transcriptVersion } = conversation;
  dropForeignHistory(vault.db, id, transcriptVersion);
  keepHistoryHead(vault.db, id, transcriptVersion, saveId);
  const edits = moves.flatMap((move) => {
    const made = moveHistory(vault.db, id, move);
    if (made === undefined) throw new Failure("transcript.out-of-date");
    return made;
  });
  // Edits say nothing of rows that they do not name, so a burst costs the same in a long transcript as in a short one.
  const before = findSegments(vault.db, id, namedIn(edits));
  const after = edited(before, edits);
  writeDifference(vault, id, before, after);
  followInCodings(context, id, before, after);
  const version = completeChange(vault, conversation, edits.some(isVisibleInThumbnail));
  if (addsWords(before, after)) saveNewWords(vault.db, id);
  return version;
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
      const before = Object.values(listSpeakerNames(vault.db, conversationId));
      saveSpeakerNames(vault.db, conversationId, names);
      const newVersion = completeChange(vault, conversation, false);
      if (Object.values(names).some((name) => !before.includes(name))) saveNewWords(vault.db, conversationId);
      return newVersion;
    })
    .immediate();
  emitChanged(context, conversationId);
  return { version };
}

/** @throws Failure `conversation.not-found`, `transcript.erased` also where its time is over, `conversation.on-hold` */
export function requireWritable(vault: OpenVault, conversationId: ConversationId): ConversationDetail {
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
  if (added.length > 0) removeSampleSentences(vault.db, id);
}

/** What every change of the text brings with it. @returns the new version */
function completeChange(vault: OpenVault, conversation: ConversationDetail, isVisible: boolean): number {
  const isFirst = conversation.retention.startedAt === null;
  startClocks(vault, conversation, "text");
  if (isFirst) writeSchedule(vault);
  if (isVisible) renewThumbnail(vault, conversation.id);
  const version = raiseTranscriptVersion(vault.db, conversation.id);
  followHistory(vault.db, conversation.id, { from: conversation.transcriptVersion, to: version });
  return version;
}

function isVisibleInThumbnail({ kind }: Edit): boolean {
  return kind !== "set-text" && kind !== "set-reviewed";
}

/** So many edits at once come of no typing. */
const bulkEdits = 50;

function isBulk(move: Move): boolean {
  return move.kind === "do" && !move.joins && move.edits.length >= bulkEdits;
}

/** Tells that a transcript was changed. */
export function emitChanged(context: ServiceContext, conversationId: ConversationId): void {
  context.emit({ name: "transcript.changed", payload: { conversationId } });
  emitConversationChanged(context, conversationId);
}

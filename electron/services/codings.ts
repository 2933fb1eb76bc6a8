/** Codings of a conversation: begun, read, changed, finished. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { isBlind } from "../../shared/domain/blindCoding.ts";
import type { Coding, CodingChange, CodingHead, CodingListed } from "../../shared/domain/coding.ts";
import { hasTwoPasses, keepsSentences, refusalOf } from "../../shared/domain/codingRules.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { CodingId, ConversationId, UnitId } from "../../shared/domain/ids.ts";
import { type PlayedRange, withPlayed } from "../../shared/domain/listened.ts";
import { notCoded, type Scheme } from "../../shared/domain/scheme.ts";
import { unitsOfLines } from "../../shared/domain/unitsOfLines.ts";
import { Failure } from "../../shared/errors.ts";
import {
  type CodingCounted,
  countOwnCodings,
  findCoding,
  findCodingHead,
  insertCoding,
  listCodings as listRows,
  removeCoding as removeRow,
  saveCodingChange,
  saveHeard,
  updateCodingHead,
} from "../vault/codingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { logAccess } from "./accessLog.ts";
import { startClocks } from "./contentClocks.ts";
import type { ServiceContext } from "./context.ts";
import { requirePermission } from "./permission.ts";
import { dropPracticeFigure, keepPracticeFigure, refreshPracticeFigure } from "./practiceFigures.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";
import { requireScheme } from "./schemes.ts";

/**
 * A conversation's codings, the last begun first; empty once they are erased.
 *
 * Of one that is to stay closed it says no more than that it is there.
 *
 * @throws Failure `conversation.not-found`
 */
export function listCodings(
  context: ServiceContext,
  { conversationId }: ParsedInput<"coding.list">,
): RequestOutput<"coding.list"> {
  const { vault, sitting } = context;
  const conversation = requireConversation(vault, conversationId);
  if (conversation.codingCount > 0) logAccess(vault, sitting, conversation, "open");
  const codings = listRows(vault.db, conversationId);
  return codings.map((coding) => {
    const { reflection, ...rest } = listed(context, coding);
    return { ...rest, reflection: isBlind(coding, codings) ? null : reflection };
  });
}

/** How many codings of their own the owner has begun: two passes are for those who have not done it often. */
export function countOwn({ vault }: ServiceContext): RequestOutput<"coding.count"> {
  return { own: countOwnCodings(vault.db) };
}

/**
 * Begins a coding.
 *
 * @throws Failure `coding.erased` once the time of what is written about the conversation is over,
 *   `scheme.not-found`, `conversation.on-hold`, `consent.*` as for any content
 */
export function createCoding(
  context: ServiceContext,
  draft: ParsedInput<"coding.create">,
): RequestOutput<"coding.create"> {
  const { vault } = context;
  const { conversationId } = draft;
  const scheme = requireScheme(context, draft.schemeId, draft.schemeVersion);
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  const id = randomUUID() as CodingId;
  const at = vault.clock.now();
  vault.db
    .transaction(() => {
      const conversation = requireCodable(context, conversationId);
      const isFromSound = conversation.sound.phase === "ready";
      const passes = hasTwoPasses(scheme, { isFromSound }) ? draft.passes : 1;
      const lines = listSegments(vault.db, conversationId);
      const { startSentence: _start, endSentence: _end, ...times } = draft.sample;
      insertCoding(vault.db, {
        ...draft,
        // Words of the text stay in the text, and are gone with it.
        sample: keepsSentences(conversation) ? draft.sample : times,
        id,
        isFromSound,
        passes,
        pass: passes === 2 ? "listen" : "count",
        reflection: null,
        version: 0,
        createdAt: at,
        changedAt: at,
        finishedAt: null,
        expiresAt: null,
        units: unitsOfLines(lines, draft.sample, () => randomUUID() as UnitId),
        ratings: {},
        spans: [],
        heard: [],
      });
      if (conversation.retention.startedAt === null) {
        startClocks(vault, conversation, "text");
        writeSchedule(vault);
      }
    })
    .immediate();
  emitChanged(context, conversationId);
  return { codingId: id };
}

/** A coding whole. @throws Failure `coding.not-found`, `coding.blind` */
export function readCoding(
  context: ServiceContext,
  { codingId }: ParsedInput<"coding.read">,
): RequestOutput<"coding.read"> {
  const coding = requireCoding(context, codingId);
  logAccess(
    context.vault,
    context.sitting,
    requireConversation(context.vault, coding.conversationId),
    "open",
  );
  return coding;
}

/**
 * Makes changes, all or none.
 *
 * @throws Failure `coding.out-of-date` if the coding is no longer what they were made on, `coding.not-found`,
 *   `conversation.on-hold`; `coding.needs-sound`, `coding.too-short`, `coding.not-heard` for what is not to be given here
 */
export function changeCoding(
  context: ServiceContext,
  { codingId, baseVersion, changes }: ParsedInput<"coding.apply">,
): RequestOutput<"coding.apply"> {
  const { db, clock } = context.vault;
  logOpening(context, codingId);
  const version = db
    .transaction(() => {
      const coding = requireChangeable(context, codingId);
      if (coding.version !== baseVersion) throw new Failure("coding.out-of-date");
      const scheme = requireScheme(context, coding.schemeId, coding.schemeVersion);
      requireOfScheme(scheme, changes);
      try {
        const refusal = refusalOf(scheme, coding, changes);
        if (refusal !== null) throw new Failure(refusal);
      } catch (error) {
        if (error instanceof RangeError) throw new Failure("coding.out-of-date");
        throw error;
      }
      for (const change of changes) saveCodingChange(db, codingId, change);
      refreshPracticeFigure(context, codingId);
      return updateCodingHead(db, codingId, { ...coding, changedAt: clock.now() });
    })
    .immediate();
  return { version };
}

/** @throws Failure `request.invalid` for codes, items and values that the scheme does not have */
function requireOfScheme({ codes, items }: Scheme, changes: readonly CodingChange[]): void {
  const known = new Set<string>([notCoded, ...codes.map(({ id }) => id)]);
  for (const change of changes) {
    if (change.kind === "unit" && change.after?.codes.some((id) => !known.has(id)) === true) {
      throw new Failure("request.invalid");
    }
    if (change.kind !== "rating" || change.after === null) continue;
    const item = items.find(({ id }) => id === change.itemId);
    const { value } = change.after;
    const isAnchored =
      value === undefined ||
      item?.kind === "count" ||
      item?.anchors.some((anchor) => anchor.value === value) === true;
    if (item === undefined || !isAnchored) throw new Failure("request.invalid");
  }
}

/** Adds to what has been heard of the sample. @throws Failure `coding.not-found` */
export function hearSample(context: ServiceContext, { codingId, heard }: ParsedInput<"coding.hear">): void {
  const { db } = context.vault;
  db.transaction(() => {
    const coding = requireCoding(context, codingId);
    saveHeard(db, codingId, heard.reduce<readonly PlayedRange[]>(withPlayed, coding.heard).slice());
  }).immediate();
}

/** Changes what a coding is about. @throws Failure `coding.not-found`, `conversation.on-hold` */
export function updateCoding(
  context: ServiceContext,
  { codingId, ...changes }: ParsedInput<"coding.update">,
): void {
  changeHead(context, codingId, (head) => ({ ...head, ...changes }), refreshPracticeFigure);
}

/** Ends a coding: from now on it can be summed up. @throws Failure `coding.not-found`, `conversation.on-hold` */
export function finishCoding(context: ServiceContext, { codingId }: ParsedInput<"coding.finish">): void {
  const at = context.vault.clock.now();
  changeHead(
    context,
    codingId,
    (head) => ({ ...head, finishedAt: head.finishedAt ?? at }),
    // It may be closed from now on, to those who read.
    () => keepPracticeFigure(context, requireKnown(context, codingId)),
  );
}

/** Goes on with a coding. @throws Failure `coding.not-found`, `coding.blind`, `conversation.on-hold` */
export function reopenCoding(context: ServiceContext, { codingId }: ParsedInput<"coding.reopen">): void {
  changeHead(context, codingId, (head) => ({ ...head, finishedAt: null }), dropPracticeFigure);
}

/** Removes a coding. @throws Failure `coding.not-found`, `conversation.on-hold` */
export function removeCoding(
  context: ServiceContext,
  { codingId }: ParsedInput<"coding.remove">,
): RequestOutput<"coding.remove"> {
  const { db } = context.vault;
  logOpening(context, codingId);
  const conversationId = db
    .transaction(() => {
      // Also one that is to stay closed: nothing of it is given out.
      const head = findCodingHead(db, codingId);
      if (head === undefined) throw new Failure("coding.not-found");
      requireNoHold(requireConversation(context.vault, head.conversationId));
      dropPracticeFigure(context, codingId);
      removeRow(db, codingId);
      return head.conversationId;
    })
    .immediate();
  emitChanged(context, conversationId);
  return { conversationId };
}

/**
 * A coding that must be there, and may be looked into: everything that gives out what was heard begins here.
 *
 * @throws Failure `coding.not-found`, `coding.blind` while another coder has not finished what overlaps it
 */
export function requireCoding({ vault }: Pick<ServiceContext, "vault">, id: CodingId): Coding {
  const coding = requireKnown({ vault }, id);
  if (isBlind(coding, listRows(vault.db, coding.conversationId))) throw new Failure("coding.blind");
  return coding;
}

function requireKnown({ vault }: Pick<ServiceContext, "vault">, id: CodingId): Coding {
  const coding = findCoding(vault.db, id);
  if (coding === undefined) throw new Failure("coding.not-found");
  return coding;
}

function listed(context: ServiceContext, { counts, ...head }: CodingCounted): CodingListed {
  const scheme = requireScheme(context, head.schemeId, head.schemeVersion);
  const coded = counts.filter(({ speaker }) => isCoded(scheme, speaker));
  return {
    ...head,
    unitCount: coded.reduce((sum, { units }) => sum + units, 0),
    codedCount: coded.reduce((sum, count) => sum + count.coded, 0),
  };
}

function isCoded(scheme: Scheme, speaker: string): boolean {
  return scheme.codes.some(({ side }) => side === "any" || side === speaker);
}

/** @param settleFigure - what becomes of the figure that is kept of it, once it is changed */
function changeHead(
  context: ServiceContext,
  codingId: CodingId,
  change: (head: CodingHead) => CodingHead,
  settleFigure: (context: ServiceContext, codingId: CodingId) => void,
): void {
  const { db, clock } = context.vault;
  logOpening(context, codingId);
  const conversationId = db
    .transaction(() => {
      const coding = requireChangeable(context, codingId);
      updateCodingHead(db, codingId, { ...change(coding), changedAt: clock.now() });
      settleFigure(context, codingId);
      return coding.conversationId;
    })
    .immediate();
  emitChanged(context, conversationId);
}

/**
 * A conversation that may be coded.
 *
 * @throws Failure `coding.erased`, `conversation.not-found`, `conversation.on-hold`, `consent.*` as for any content
 */
export function requireCodable(
  { vault }: ServiceContext,
  conversationId: ConversationId,
): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  requirePermission(vault, conversation.permission, conversation.heldOn);
  requireNoHold(conversation);
  const { dueAt, erasedAt } = conversation.clocks.notes;
  if (erasedAt !== null || (dueAt !== null && dueAt <= vault.clock.now())) throw new Failure("coding.erased");
  return conversation;
}

function requireChangeable(context: ServiceContext, codingId: CodingId): Coding {
  const coding = requireCoding(context, codingId);
  requireNoHold(requireConversation(context.vault, coding.conversationId));
  return coding;
}

/** Who changes a coding has the conversation before them. */
function logOpening({ vault, sitting }: ServiceContext, codingId: CodingId): void {
  const head = findCodingHead(vault.db, codingId);
  if (head === undefined) throw new Failure("coding.not-found");
  logAccess(vault, sitting, requireConversation(vault, head.conversationId), "open");
}

function emitChanged(context: ServiceContext, conversationId: ConversationId): void {
  context.emit({ name: "codings.changed", payload: { conversationId } });
}

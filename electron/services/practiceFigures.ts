/** Figures of one's own codings: kept when a coding is finished, for oneself alone, and never of anyone else's. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { isBlind } from "../../shared/domain/blindCoding.ts";
import type { Coding } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId, PracticeFigureId } from "../../shared/domain/ids.ts";
import { practiceFigureOf } from "../../shared/domain/practice.ts";
import { Failure } from "../../shared/errors.ts";
import { findCoding, listCodingIds, listCodings } from "../vault/codingRepository.ts";
import {
  findFigureOfCoding,
  listFigures,
  listLinkedFigures,
  removeFigure,
  removeFigureOfCoding,
  saveFigure,
} from "../vault/practiceRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";
import { requireScheme } from "./schemes.ts";

/**
 * Keeps what a coding came to, in the place of what it came to before; call it in the transaction that finishes it.
 *
 * Nothing is kept of a coding that is not finished, that a colleague made or several agreed on, that came with someone
 * else's conversation and goes with it, or of a conversation in which the owner was not the practitioner, or has not said
 * so.
 */
export function keepPracticeFigure(context: ServiceContext, coding: Coding): void {
  const { finishedAt, schemeId, schemeVersion, conversationId } = coding;
  if (finishedAt === null || coding.coder.kind !== "owner" || coding.expiresAt !== null) return;
  const { vault } = context;
  const { heldOn, ownPractice, clocks } = requireConversation(vault, conversationId);
  if (ownPractice !== true) return;
  const before = findFigureOfCoding(vault.db, coding.id);
  const scheme = requireScheme(context, schemeId, schemeVersion);
  saveFigure(vault.db, {
    ...practiceFigureOf(scheme, coding, { segments: listSegments(vault.db, conversationId), heldOn }),
    // Who spoke how long is not to be told any more once the lines are gone.
    ...(before !== undefined && clocks.transcript.erasedAt !== null ? { talkShare: before.talkShare } : {}),
    id: before?.id ?? (randomUUID() as PracticeFigureId),
    codingId: coding.id,
    conversationId,
    schemeId,
    schemeVersion,
    finishedAt,
  });
  emitChanged(context);
}

/** Works a kept figure out anew once its coding has changed; where none is kept, none is made. */
export function refreshPracticeFigure(context: ServiceContext, codingId: CodingId): void {
  const { db } = context.vault;
  if (findFigureOfCoding(db, codingId) === undefined) return;
  const coding = findCoding(db, codingId);
  if (coding !== undefined) keepPracticeFigure(context, coding);
}

/** Keeps what the codings of a conversation came to, or lets it go, once it is said who led it; in the same transaction. */
export function settlePracticeFigures(context: ServiceContext, conversationId: ConversationId): void {
  const { vault } = context;
  const { ownPractice } = requireConversation(vault, conversationId);
  for (const codingId of listCodingIds(vault.db, conversationId)) {
    const coding = ownPractice === true ? findCoding(vault.db, codingId) : undefined;
    if (coding === undefined) dropPracticeFigure(context, codingId);
    else keepPracticeFigure(context, coding);
  }
}

/** Lets a coding's figure go; call it in the transaction in which the coding is gone on with, or removed. */
export function dropPracticeFigure(context: ServiceContext, codingId: CodingId): void {
  if (removeFigureOfCoding(context.vault.db, codingId)) emitChanged(context);
}

/** Figures of codings that stay closed because somebody still codes blind. */
function closedFigures({ vault: { db } }: ServiceContext): ReadonlySet<PracticeFigureId> {
  const closed = listLinkedFigures(db).filter(({ codingId, conversationId }) => {
    const codings = listCodings(db, conversationId);
    const coding = codings.find(({ id }) => id === codingId);
    return coding !== undefined && isBlind(coding, codings);
  });
  return new Set(closed.map(({ id }) => id));
}

/** All figures by the conversations' dates, and the schemes that say what they are figures of. */
export function listPracticeFigures(context: ServiceContext): RequestOutput<"practice.figures"> {
  const closed = closedFigures(context);
  const open = listFigures(context.vault.db).filter(({ id }) => !closed.has(id));
  const figures = open.toSorted((a, b) => Number(a.heldOn > b.heldOn) - Number(a.heldOn < b.heldOn));
  const newest = new Map<(typeof figures)[number]["schemeId"], number>();
  for (const { schemeId, schemeVersion } of figures)
    newest.set(schemeId, Math.max(schemeVersion, newest.get(schemeId) ?? 0));
  return { figures, schemes: [...newest].map(([id, version]) => requireScheme(context, id, version)) };
}

/**
 * Removes a figure; the coding, where it is still there, stays.
 *
 * @throws Failure `practice.not-found`, `conversation.on-hold`
 */
export function removePracticeFigure(
  context: ServiceContext,
  { figureId }: ParsedInput<"practice.removeFigure">,
): void {
  const { vault } = context;
  vault.db
    .transaction(() => {
      const conversationId = removeFigure(vault.db, figureId);
      if (conversationId === undefined) throw new Failure("practice.not-found");
      if (conversationId !== null) requireNoHold(requireConversation(vault, conversationId));
    })
    .immediate();
  emitChanged(context);
}

function emitChanged({ emit }: ServiceContext): void {
  emit({ name: "practice.changed", payload: {} });
}

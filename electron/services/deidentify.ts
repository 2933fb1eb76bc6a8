/** De-identifying a transcript: what a person decides on each word, what that silences in shares, and forgetting it. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { type ConversationDetail, soundLengthMs } from "../../shared/domain/conversation.ts";
import type { DecidedWord, NewPlace } from "../../shared/domain/deidentification.ts";
import type { ConversationId, IdentifyingWordId, PassageId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { foldedWord, hasWord } from "../../shared/domain/wordAgain.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { saveDeidentified } from "../vault/conversationRepository.ts";
import { forgetHistory } from "../vault/forgetHistory.ts";
import {
  insertReplacedPlace,
  listDecidedWords,
  removeDecidedWord,
  saveDecidedWord,
} from "../vault/identifyingWordRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { removePassage, savePassage } from "../vault/passageRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import { logAccess } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";

/** What was decided so far; empty once the transcript is erased. @throws Failure `conversation.not-found` */
export function readDecisions(
  { vault, sitting }: ServiceContext,
  { conversationId }: ParsedInput<"deidentify.read">,
): RequestOutput<"deidentify.read"> {
  const conversation = requireConversation(vault, conversationId);
  const words = listDecidedWords(vault.db, conversationId);
  if (words.length > 0) logAccess(vault, sitting, conversation, "open");
  return { words, knownNames: knownNames(vault, conversation) };
}

/**
 * Keeps what a word was at each of the places, and marks where it is said; the same word is one decision however it is
 * written.
 *
 * @throws Failure `conversation.not-found`, `conversation.on-hold`, `transcript.erased`, `request.invalid` for a place in
 *   another transcript
 */
export function replaceWord(context: ServiceContext, input: ParsedInput<"deidentify.replace">): void {
  const { conversationId, original, kind, replacement, places } = input;
  const { vault } = context;
  change(context, conversationId, (conversation) => {
    const segmentIds = new Set<string>(listSegments(vault.db, conversationId).map(({ id }) => id));
    if (places.some(({ segmentId }) => segmentId !== null && !segmentIds.has(segmentId)))
      throw new Failure("request.invalid");
    const before = decisionOn(vault, conversationId, original);
    const id = before?.id ?? (randomUUID() as IdentifyingWordId);
    const isLeft = before?.isLeft ?? false;
    saveDecidedWord(vault.db, {
      ...{ id, conversationId, kind, replacement, isLeft },
      original: before?.original ?? original,
    });
    for (const place of places) {
      const passageId = markPlace(vault, conversation, place);
      const { segmentId, field, startIndex } = place;
      insertReplacedPlace(vault.db, id, {
        ...{ segmentId, field, startIndex, replacement, passageId },
        original: place.original,
      });
    }
  });
}

/** Where the word still stands, it stays. @throws Failure as `replaceWord` */
export function leaveWord(
  context: ServiceContext,
  { conversationId, original, kind }: ParsedInput<"deidentify.leave">,
): void {
  const { vault } = context;
  change(context, conversationId, () => {
    const before = decisionOn(vault, conversationId, original);
    saveDecidedWord(vault.db, {
      id: before?.id ?? (randomUUID() as IdentifyingWordId),
      conversationId,
      original: before?.original ?? original,
      kind,
      replacement: before?.replacement ?? null,
      isLeft: true,
    });
  });
}

/** Forgets a decision, and that the places were to be silent. @throws Failure as `replaceWord`; `request.invalid` for no decision */
export function undecideWord(
  context: ServiceContext,
  { conversationId, wordId }: ParsedInput<"deidentify.undecide">,
): void {
  const { db } = context.vault;
  change(context, conversationId, () => {
    const word = listDecidedWords(db, conversationId).find(({ id }) => id === wordId);
    if (word === undefined) throw new Failure("request.invalid");
    for (const { passageId } of word.places) if (passageId !== null) removePassage(db, passageId);
    removeDecidedWord(db, wordId);
  });
}

/**
 * The person has gone through the whole text.
 *
 * @throws Failure as `replaceWord`; `transcript.out-of-date` if the text is no longer the one that was gone through
 */
export function confirmDeidentified(
  context: ServiceContext,
  { conversationId, baseVersion }: ParsedInput<"deidentify.confirm">,
): void {
  const { vault } = context;
  change(context, conversationId, (conversation) => {
    if (conversation.transcriptVersion !== baseVersion) throw new Failure("transcript.out-of-date");
    if (conversation.segmentCount === 0) throw new Failure("request.invalid");
    saveDeidentified(vault.db, conversationId, vault.clock.now());
    logDeidentifying(vault, conversation, "confirmed");
  });
  context.emit({ name: "transcript.changed", payload: { conversationId } });
}

/**
 * Destroys what the replaced words were, with the way back and all versions of the text: no row and no byte of the database
 * tells them afterwards.
 *
 * The places stay silent in shares. What was left as it is stays decided as long as it stands in the text.
 *
 * @throws Failure as `replaceWord`; `vault.busy` while a backup is being made, which would take the words along, or
 *   while someone reads: then they are gone from the rows, and the next call does the rest
 */
export function forgetOriginals(
  context: ServiceContext,
  { conversationId }: ParsedInput<"deidentify.forget">,
): void {
  const { vault, sitting } = context;
  if (sitting.backup !== undefined) throw new Failure("vault.busy");
  change(context, conversationId, (conversation) => {
    logDeidentifying(vault, conversation, "forgotten");
    forgetHistory(vault.db, conversationId);
    const segments = listSegments(vault.db, conversationId);
    for (const word of listDecidedWords(vault.db, conversationId)) {
      removeDecidedWord(vault.db, word.id);
      if (word.isLeft && stillStands(segments, word)) {
        saveDecidedWord(vault.db, { ...word, replacement: null });
      }
    }
  });
  if (!truncateWal(vault.db)) throw new Failure("vault.busy");
}

/** Logs a deed without the words, and without how many; call it in the transaction of the deed. */
export function logDeidentifying(
  vault: OpenVault,
  conversation: Pick<ConversationDetail, "id" | "consent">,
  deed: "confirmed" | "moved" | "forgotten",
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "deidentify",
    conversationId: conversation.id,
    consentNumber: conversation.consent?.number ?? null,
    detail: { deed },
  });
}

function change(
  context: ServiceContext,
  conversationId: ConversationId,
  act: (conversation: ConversationDetail) => void,
): void {
  const { vault, sitting } = context;
  logAccess(vault, sitting, requireConversation(vault, conversationId), "open");
  vault.db
    .transaction(() => {
      const conversation = requireConversation(vault, conversationId);
      if (conversation.clocks.transcript.erasedAt !== null) throw new Failure("transcript.erased");
      requireNoHold(conversation);
      act(conversation);
    })
    .immediate();
  context.emit({ name: "deidentify.changed", payload: { conversationId } });
}

function decisionOn({ db }: OpenVault, id: ConversationId, original: string): DecidedWord | undefined {
  const folded = foldedWord(original);
  return listDecidedWords(db, id).find((word) => foldedWord(word.original) === folded);
}

/** @returns `null` where nothing is said, or nothing to be heard any more */
function markPlace({ db }: OpenVault, { id, sound }: ConversationDetail, place: NewPlace): PassageId | null {
  const { passage } = place;
  if (passage === null || sound.phase === "erased") return null;
  // Sound may come later, or its length may not be known yet: the place is the same.
  const endMs = Math.min(passage.endMs, soundLengthMs(sound) ?? passage.endMs);
  if (passage.startMs >= endMs) return null;
  const passageId = randomUUID() as PassageId;
  savePassage(db, {
    id: passageId,
    conversationId: id,
    kind: "identifying",
    startMs: passage.startMs,
    endMs,
  });
  return passageId;
}

function stillStands(segments: readonly Segment[], { original }: DecidedWord): boolean {
  return segments.some(
    ({ text, speakerName }) => hasWord(text, original) || hasWord(speakerName ?? "", original),
  );
}

function knownNames({ db }: OpenVault, { permission }: ConversationDetail): string[] {
  if (permission.kind === "client") {
    const askedBy = findConsent(db, permission.consentId)?.spoken?.askedBy;
    return askedBy === undefined ? [] : [askedBy];
  }
  return permission.kind === "published" ? [] : permission.participants.map(({ name }) => name);
}

/** Marking, in a recording, where the spoken permission is repeated: there every share is silent. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { PassageId } from "../../shared/domain/ids.ts";
import type { MarkedPassage } from "../../shared/domain/markedPassage.ts";
import type { Passage } from "../../shared/domain/mutedPassages.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findConsent } from "../vault/consentRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import {
  findPassage,
  listPassages as listRows,
  removePassage as removeRow,
  savePassage,
} from "../vault/passageRepository.ts";
import type { ServiceContext } from "./context.ts";
import { logDeidentifying } from "./deidentify.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";

/** A conversation's passages, by place; empty once the sound is erased. @throws Failure `conversation.not-found` */
export function listPassages(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"passage.list">,
): RequestOutput<"passage.list"> {
  return listRows(vault.db, requireConversation(vault, conversationId).id);
}

/**
 * Marks a passage.
 *
 * @throws Failure `conversation.not-found`, `conversation.on-hold`, `media.not-ready` while positions are not exact yet,
 *   `media.erased`, `request.invalid` where no permission was spoken, or beyond the end of the sound
 */
export function markPassage(
  context: ServiceContext,
  { conversationId, startMs, endMs }: ParsedInput<"passage.mark">,
): MarkedPassage {
  const { vault } = context;
  const passage: MarkedPassage = {
    id: randomUUID() as PassageId,
    conversationId,
    kind: "spoken-permission",
    startMs,
    endMs,
  };
  vault.db
    .transaction(() => {
      const conversation = requireConversation(vault, conversationId);
      requireSpoken(vault, conversation);
      requireWithinSound(conversation, passage);
      logPassage(vault, conversation, "marked");
      savePassage(vault.db, passage);
    })
    .immediate();
  context.emit({ name: "passages.changed", payload: { conversationId } });
  return passage;
}

/** Moves a passage. @throws Failure `passage.not-found`, and as `markPassage` */
export function movePassage(
  context: ServiceContext,
  { passageId, startMs, endMs }: ParsedInput<"passage.move">,
): MarkedPassage {
  const { vault } = context;
  const passage = vault.db
    .transaction(() => {
      const moved = { ...requirePassage(vault, passageId), startMs, endMs };
      const conversation = requireConversation(vault, moved.conversationId);
      requireWithinSound(conversation, moved);
      if (moved.kind === "identifying") logDeidentifying(vault, conversation, "moved");
      else logPassage(vault, conversation, "moved");
      savePassage(vault.db, moved);
      return moved;
    })
    .immediate();
  context.emit({ name: "passages.changed", payload: { conversationId: passage.conversationId } });
  return passage;
}

/**
 * Takes the mark away; the sound stays as it is.
 *
 * @throws Failure `passage.not-found`, `conversation.on-hold`; `request.invalid` where words are replaced: that passage
 *   goes with the decision
 */
export function removePassage(context: ServiceContext, { passageId }: ParsedInput<"passage.remove">): void {
  const { vault } = context;
  const conversationId = vault.db
    .transaction(() => {
      const passage = requirePassage(vault, passageId);
      const conversation = requireConversation(vault, passage.conversationId);
      requireNoHold(conversation);
      if (passage.kind === "identifying") throw new Failure("request.invalid");
      logPassage(vault, conversation, "removed");
      removeRow(vault.db, passageId);
      return conversation.id;
    })
    .immediate();
  context.emit({ name: "passages.changed", payload: { conversationId } });
}

/** Logs what was done with a passage, without saying where it is; call it in the transaction of the deed. */
export function logPassage(
  vault: OpenVault,
  { id, consent }: Pick<ConversationDetail, "id" | "consent">,
  deed: "marked" | "moved" | "removed",
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "passage",
    conversationId: id,
    consentNumber: consent?.number ?? null,
    detail: { deed },
  });
}

function requirePassage({ db }: OpenVault, id: PassageId): MarkedPassage {
  const passage = findPassage(db, id);
  if (passage === undefined) throw new Failure("passage.not-found");
  return passage;
}

function requireSpoken({ db }: OpenVault, { permission }: ConversationDetail): void {
  const consent = permission.kind === "client" ? findConsent(db, permission.consentId) : undefined;
  if (consent?.form !== "spoken") throw new Failure("request.invalid");
}

function requireWithinSound(conversation: ConversationDetail, { startMs, endMs }: Passage): void {
  requireNoHold(conversation);
  const { sound } = conversation;
  if (sound.phase === "erased") throw new Failure("media.erased");
  if (sound.phase !== "ready") throw new Failure("media.not-ready");
  if (startMs >= endMs || endMs > sound.durationMs) throw new Failure("request.invalid");
}

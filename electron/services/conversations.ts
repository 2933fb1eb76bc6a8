/** Conversations as such: listed, begun, described, and taken out again while they are empty. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import {
  type ConversationDetail,
  type ConversationDraft,
  isAskedWhoLed,
} from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { dueTimes } from "../../shared/domain/retention.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import {
  insertConversation,
  listConversations as listRows,
  removeConversation,
  saveConversationView,
  updateConversation as updateRow,
} from "../vault/conversationRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listOutsideCopies } from "../vault/outsideCopyRepository.ts";
import type { ServiceContext } from "./context.ts";
import { emitConversationChanged } from "./conversationChanged.ts";
import { removeUnfinishedOf } from "./orphans.ts";
import { requirePermission } from "./permission.ts";
import { settlePracticeFigures } from "./practiceFigures.ts";
import { requireConversation, requireNoHold } from "./requireConversation.ts";
import { settingsOf } from "./settingsOf.ts";

/** All conversations, latest held first. */
export function listConversations({ vault }: ServiceContext): RequestOutput<"conversation.list"> {
  return listRows(vault.db, vault.clock.seen().trustedAt);
}

/** One conversation. @throws Failure `conversation.not-found` */
export function readConversation(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"conversation.read">,
): RequestOutput<"conversation.read"> {
  return requireConversation(vault, conversationId);
}

/**
 * Begins a conversation, without content, with the periods that the settings give now: changing the settings later
 * leaves it as it is.
 *
 * @throws Failure as `requirePermission`
 */
export function createConversation(
  context: ServiceContext,
  draft: ConversationDraft,
  { isExample = false }: { readonly isExample?: boolean } = {},
): { conversationId: ConversationId } {
  const { vault } = context;
  const id = randomUUID() as ConversationId;
  vault.db
    .transaction(() => {
      const { permission, occasion, heldOn } = draft;
      const consent = requirePermission(vault, permission, heldOn);
      const { retention } = settingsOf(vault);
      const { zone } = vault.clock;
      insertConversation(vault.db, {
        id,
        permission,
        occasion,
        heldOn,
        isExample,
        createdAt: vault.clock.now(),
        zone,
        retention: permission.kind === "published" ? null : retention,
        due: dueTimes({
          kind: permission.kind,
          clockStartedAt: null,
          zone,
          ...retention,
          consentLastOn: consent?.lastOn ?? null,
        }),
      });
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "conversation",
        conversationId: id,
        consentNumber: consent?.number ?? null,
        detail: { kind: permission.kind },
      });
    })
    .immediate();
  emitConversationChanged(context, id);
  return { conversationId: id };
}

/**
 * Changes what is said about a conversation.
 *
 * @throws Failure `conversation.not-found`, as `requirePermission` for another date; where it is said who led it,
 *   `request.invalid` unless one is asked, and `conversation.on-hold`
 */
export function updateConversation(
  context: ServiceContext,
  { conversationId, occasion, heldOn, recordWritten, ownPractice }: ParsedInput<"conversation.update">,
): void {
  const { vault } = context;
  vault.db
    .transaction(() => {
      const conversation = requireConversation(vault, conversationId);
      if (heldOn !== undefined && heldOn !== conversation.heldOn) {
        requirePermission(vault, conversation.permission, heldOn);
      }
      if (ownPractice !== undefined) {
        if (!isAskedWhoLed(conversation)) throw new Failure("request.invalid");
        requireNoHold(conversation);
      }
      updateRow(vault.db, conversationId, {
        occasion,
        heldOn,
        recordWrittenAt: recordWritten === undefined ? undefined : recordWritten ? vault.clock.now() : null,
        ownPractice,
      });
      if (ownPractice !== undefined && ownPractice !== conversation.ownPractice) {
        settlePracticeFigures(context, conversationId);
      }
    })
    .immediate();
  emitConversationChanged(context, conversationId);
}

/**
 * Takes out a conversation of which nothing is kept and nothing was ever erased or given out.
 *
 * @throws Failure `conversation.not-empty` if it is another: content goes by erasure only; `conversation.on-hold`,
 *   `conversation.not-found`, `request.invalid` while something is being taken in
 */
export function discardConversation(
  context: ServiceContext,
  { conversationId }: ParsedInput<"conversation.discard">,
): void {
  const { vault, sitting } = context;
  const conversation = requireConversation(vault, conversationId);
  if (sitting.imports.has(conversationId)) throw new Failure("request.invalid");
  requireNoHold(conversation);
  requireNeverFilled(vault, conversation);
  removeUnfinishedOf(context, conversationId);
  vault.db
    .transaction(() => {
      removeConversation(vault.db, conversationId);
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "discard",
        conversationId,
        consentNumber: conversation.consent?.number ?? null,
      });
    })
    .immediate();
  context.emit({ name: "library.changed", payload: {} });
}

/** Remembers where the person was. @throws Failure `conversation.not-found` */
export function saveView(
  { vault }: ServiceContext,
  { conversationId, positionMs, pxPerSecond }: ParsedInput<"conversation.saveView">,
): void {
  requireConversation(vault, conversationId);
  saveConversationView(vault.db, conversationId, { positionMs, pxPerSecond });
}

/** What an import left behind that was broken off is not content yet: it never counted. */
function requireNeverFilled(vault: OpenVault, { id, sound, present, clocks }: ConversationDetail): void {
  const hasSound = sound.phase !== "none" && sound.phase !== "importing";
  const wasErased = Object.values(clocks).some(({ erasedAt }) => erasedAt !== null);
  const hasCopies = listOutsideCopies(vault.db, id).length > 0;
  if (hasSound || present.length > 0 || wasErased || hasCopies) throw new Failure("conversation.not-empty");
}

/** Where a sound may still be besides the vault: a list that a person ticks until nothing is open. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { isSettled, placesFor, type Whereabouts } from "../../shared/domain/whereabouts.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listSourceErasures, removeSourceErasure } from "../vault/sourceErasureRepository.ts";
import {
  findWhereabouts,
  markSettled,
  reopenPlace,
  saveOrigin,
  settlePlace,
} from "../vault/whereaboutsRepository.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";

/** The list of a conversation. @throws Failure `conversation.not-found` */
export function readWhereabouts(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"whereabouts.read">,
): RequestOutput<"whereabouts.read"> {
  requireConversation(vault, conversationId);
  return findWhereabouts(vault.db, conversationId) ?? null;
}

/** Says where the sound came from; what was ticked stays ticked. @throws Failure `conversation.not-found`, `request.invalid` */
export function setOrigin(
  context: ServiceContext,
  { conversationId, origin }: ParsedInput<"whereabouts.setOrigin">,
): void {
  change(context, conversationId, () => saveOrigin(context.vault.db, conversationId, origin));
}

/** Ticks a place, or takes the tick back. @throws Failure `conversation.not-found`, `request.invalid` if it is not on the list */
export function settleWhereabouts(
  context: ServiceContext,
  { conversationId, place, as }: ParsedInput<"whereabouts.settle">,
): void {
  const { db, clock } = context.vault;
  change(context, conversationId, ({ origin }) => {
    if (!placesFor(origin).includes(place)) throw new Failure("request.invalid");
    if (as === null) reopenPlace(db, conversationId, place);
    else settlePlace(db, conversationId, place, { as, at: clock.now(), byLyhord: false });
    if (place === "file" && as !== null) forgetErasures(context.vault, conversationId);
  });
}

/** The person has seen to it: a card that was lost, or a drive that has another letter, is not waited for. */
function forgetErasures(vault: OpenVault, conversationId: ConversationId): void {
  const { db, clock } = vault;
  for (const { leftover } of listSourceErasures(db, conversationId)) {
    removeSourceErasure(db, leftover);
    appendAudit(db, {
      at: clock.now(),
      event: "source-erase",
      conversationId,
      consentNumber: requireConversation(vault, conversationId).consent?.number ?? null,
      detail: { phase: "end", outcome: "unseen" },
    });
  }
}

/** Notes, and logs once, whether anything is still open; call it in the transaction of what changed the list. */
export function noteSettled(vault: OpenVault, conversationId: ConversationId): void {
  const { db, clock } = vault;
  const whereabouts = findWhereabouts(db, conversationId);
  if (whereabouts === undefined) return;
  const settledAt = isSettled(whereabouts) ? clock.now() : null;
  if (!markSettled(db, conversationId, settledAt)) return;
  appendAudit(db, {
    at: clock.now(),
    event: "source-settled",
    conversationId,
    consentNumber: requireConversation(vault, conversationId).consent?.number ?? null,
    detail: { settled: settledAt !== null },
  });
}

function change(
  { vault, emit }: ServiceContext,
  conversationId: ConversationId,
  act: (whereabouts: Whereabouts) => void,
): void {
  requireConversation(vault, conversationId);
  vault.db
    .transaction(() => {
      const whereabouts = findWhereabouts(vault.db, conversationId);
      if (whereabouts === undefined) throw new Failure("request.invalid");
      act(whereabouts);
      noteSettled(vault, conversationId);
    })
    .immediate();
  emit({ name: "whereabouts.changed", payload: { conversationId } });
}

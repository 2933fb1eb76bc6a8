/** What is past its time goes to nobody, also while its erasure waits or is stuck. */
import type { ContentCategory, ConversationDetail } from "../../shared/domain/conversation.ts";
import { Failure } from "../../shared/errors.ts";
import { isBeingErased } from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";

type Timed = Pick<ConversationDetail, "id" | "clocks" | "hold">;

/** Whether a kind of content that may still be there is due, or its erasure was begun; a hold stops both. */
export function isPastTime(
  { db, clock }: OpenVault,
  { id, clocks, hold }: Timed,
  category: ContentCategory,
): boolean {
  const { dueAt, erasedAt } = clocks[category];
  if (erasedAt !== null || hold !== null) return false;
  return (dueAt !== null && dueAt <= clock.now()) || isBeingErased(db, id, category);
}

/** @throws Failure `erasure.under-way` */
export function requireInTime(vault: OpenVault, conversation: Timed, category: ContentCategory): void {
  if (isPastTime(vault, conversation, category)) throw new Failure("erasure.under-way");
}

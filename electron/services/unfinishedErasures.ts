/** Erasures that were begun and have stopped: what is being tried, and trying it now. */
import type { UnfinishedErasure } from "../../shared/domain/erasureRecord.ts";
import { findRetained, listUnfinishedErasures } from "../vault/erasureRepository.ts";
import type { ServiceContext } from "./context.ts";
import type { ErasureOutcome } from "./erase.ts";
import { finishUnfinishedErasures } from "./sweep.ts";

/** Erasures without a certificate, oldest first; empty when all is well. */
export function listUnfinished({ vault }: Pick<ServiceContext, "vault">): UnfinishedErasure[] {
  const { trustedAt } = vault.clock.seen();
  return listUnfinishedErasures(vault.db).flatMap(({ conversationId, category, step, startedAt }) => {
    const retained = findRetained(vault.db, conversationId);
    if (retained === undefined) return [];
    const { title, occasion, heldUntil } = retained;
    const held = heldUntil !== null && heldUntil > trustedAt;
    return [{ conversationId, title, occasion, category, startedAt, tries: triedAt(step), held }];
  });
}

/** Tries all of them at once, as the sweep does every minute. @returns how many came to their certificate */
export function retryErasures(context: ServiceContext): ErasureOutcome {
  return finishUnfinishedErasures(context);
}

/** What comes after the last step that was done (SECURITY.md §4). */
function triedAt(step: number): UnfinishedErasure["tries"] {
  if (step < 2) return "key";
  if (step < 4) return "rows";
  return step < 5 ? "file" : "check";
}

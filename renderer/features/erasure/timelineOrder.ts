/** The order of what is due. */
import { contentCategories } from "../../../shared/domain/conversation.ts";
import type { DueErasure } from "../../../shared/domain/erasureRecord.ts";

/** When it goes: where a hold outlasts its date, at the end of that. */
export function goesAt({ dueAt, heldUntil }: Pick<DueErasure, "dueAt" | "heldUntil">): number {
  return Math.max(dueAt, heldUntil ?? dueAt);
}

/** Soonest first; on the same instant by title, sound before transcript before notes. */
export function inOrder(due: readonly DueErasure[]): DueErasure[] {
  const rank = (erasure: DueErasure) => contentCategories.indexOf(erasure.category);
  return [...due].sort(
    (a, b) => goesAt(a) - goesAt(b) || a.title.localeCompare(b.title) || rank(a) - rank(b),
  );
}

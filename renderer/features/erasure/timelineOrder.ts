/** The order of what is due. */
import { contentCategories } from "../../../shared/domain/conversation.ts";
import type { DueErasure } from "../../../shared/domain/erasureRecord.ts";

/** Soonest first; on the same instant by title, sound before transcript before notes. */
export function inOrder(due: readonly DueErasure[]): DueErasure[] {
  const rank = (erasure: DueErasure) => contentCategories.indexOf(erasure.category);
  return [...due].sort((a, b) => a.dueAt - b.dueAt || a.title.localeCompare(b.title) || rank(a) - rank(b));
}

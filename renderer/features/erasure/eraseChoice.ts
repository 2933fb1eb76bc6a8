/** What a person chooses to erase of a conversation now. */
import { type ContentCategory, contentCategories } from "../../../shared/domain/conversation.ts";

/** Whether nothing would be left. */
export function isWholeChosen(
  present: readonly ContentCategory[],
  chosen: readonly ContentCategory[],
): boolean {
  return present.every((category) => chosen.includes(category));
}

/** What the vault is asked to erase: with the whole conversation also what has come since the page read it. */
export function categoriesToErase(
  present: readonly ContentCategory[],
  chosen: readonly ContentCategory[],
): readonly ContentCategory[] {
  return isWholeChosen(present, chosen) ? contentCategories : chosen;
}

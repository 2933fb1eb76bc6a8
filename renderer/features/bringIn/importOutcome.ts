/** What an outcome means for a second attempt. */
import type { Outcome } from "./bringInStore.ts";

/** The vault holds exactly this sound already; `media.already-there` without a date is about the conversation. */
export function isDuplicate(outcome: Outcome): boolean {
  if (outcome.phase !== "refused") return false;
  const { code, detail } = outcome.failure.error;
  return code === "media.already-there" && typeof detail?.date === "string";
}

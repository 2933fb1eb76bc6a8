/** How far an import is, over both of its passes. */
import type { EventPayload } from "../../../shared/contract.ts";

/** Share of the time that goes to encrypting; the rest to reading it all again. */
const encryptingShare = 0.6;

/** From 0 to 1; encrypting comes first, checking second; 0 for an empty file. */
export function importShare({ phase, doneBytes, totalBytes }: EventPayload<"import.progress">): number {
  const done = totalBytes === 0 ? 0 : Math.min(1, doneBytes / totalBytes);
  return phase === "encrypting" ? done * encryptingShare : encryptingShare + done * (1 - encryptingShare);
}

/** Hands dropped files to the shell, which keeps their paths to itself. */
import type { OfferedSource } from "../../shared/domain/offeredSource.ts";
import { AppFailure } from "./appFailure.ts";

/**
 * Offers dropped files; nothing is read or kept of them yet.
 *
 * @returns one source per file, in the same order
 * @throws AppFailure if they are not files on this computer
 */
export async function offerFiles(files: readonly File[]): Promise<OfferedSource[]> {
  const result = await window.lyhord.offer(files);
  if (!result.ok) throw new AppFailure(result.error);
  return result.value;
}

/** Why a recording could not be put together. */
import type { CutOffReason } from "../../shared/domain/recording.ts";
import { Failure } from "../../shared/errors.ts";

/**
 * What a failure means for a recording.
 *
 * @returns `no-room` for a full disk, `damaged` where it cannot be read or the disk fails, `undefined` for a defect
 */
export function cutOffReasonOf(error: unknown): CutOffReason | undefined {
  if (error instanceof Failure) return error.code.startsWith("media.") ? "damaged" : undefined;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") return "no-room";
  return /^E[A-Z]+$|^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code) ? "damaged" : undefined;
}

/** Writing what the shell has made, such as a PDF, to where the person has chosen. */
import { randomUUID } from "node:crypto";
import type { TargetId } from "../../shared/domain/ids.ts";
import { type FilePort, replaceWhole } from "../ports/files.ts";
import type { SourceRegistry } from "./sourceRegistry.ts";

/**
 * Replaces the chosen file whole; its temporary file lies beside it, nowhere else.
 *
 * @throws Failure `request.invalid` for a place that was not chosen, or was used
 */
export function writeTarget(
  { files, sources }: { readonly files: FilePort; readonly sources: Pick<SourceRegistry, "takeTarget"> },
  { targetId, bytes }: { readonly targetId: TargetId; readonly bytes: Uint8Array },
): void {
  const targetPath = sources.takeTarget(targetId);
  // Beside it lie the person's own files: none of them may be in the way.
  const temporary = `${targetPath}.${randomUUID()}.tmp`;
  try {
    replaceWhole(files, targetPath, bytes, temporary);
  } catch (error) {
    discard(files, temporary);
    throw error;
  }
}

/** The first error is the one to tell of. */
function discard(files: FilePort, temporary: string): void {
  try {
    if (files.exists(temporary)) files.unlink(temporary);
  } catch {
    // It holds nothing but the beginning of what was to be saved.
  }
}

/** Writing what the shell has made, such as a PDF, to where the person has chosen. */
import type { TargetId } from "../../shared/domain/ids.ts";
import { type FilePort, replaceWhole } from "../ports/files.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { insertUnfinishedFile, removeUnfinishedFile } from "../vault/outsideCopyRepository.ts";
import { isRemoved, temporaryBeside } from "./outsideFile.ts";
import type { SourceRegistry } from "./sourceRegistry.ts";

/**
 * Replaces the chosen file whole; its temporary file lies beside it, nowhere else.
 *
 * @param surroundings.vault - the open vault, which knows of the temporary file before it is there, so that a crash
 *   leaves it until the next unlock only; `undefined` while none is open
 * @throws Failure `request.invalid` for a place that was not chosen, or was used
 */
export function writeTarget(
  {
    files,
    sources,
    vault,
  }: {
    readonly files: FilePort;
    readonly sources: Pick<SourceRegistry, "takeTarget">;
    readonly vault?: Pick<OpenVault, "db"> | undefined;
  },
  { targetId, bytes }: { readonly targetId: TargetId; readonly bytes: Uint8Array },
): void {
  const targetPath = sources.takeTarget(targetId);
  const temporary = temporaryBeside(targetPath);
  if (vault !== undefined) insertUnfinishedFile(vault.db, temporary);
  try {
    replaceWhole(files, targetPath, bytes, temporary);
  } finally {
    if (isRemoved(files, temporary) && vault !== undefined) removeUnfinishedFile(vault.db, temporary);
  }
}

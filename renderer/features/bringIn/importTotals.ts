/** How far several imports are together. */
import type { Import } from "./bringInStore.ts";

/**
 * Share of all bytes, 0…1; what was refused or cancelled counts as done with.
 *
 * @param currentShare - how far the one is that is being read
 */
export function shareOfAll(imports: readonly Import[], currentShare: number): number {
  const total = imports.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  if (total === 0) return 0;
  return imports.reduce((sum, one) => sum + doneBytes(one, currentShare), 0) / total;
}

function doneBytes({ file, outcome }: Import, currentShare: number): number {
  switch (outcome.phase) {
    case "waiting":
    case "looking":
      return 0;
    case "importing":
      return file.sizeBytes * currentShare;
    case "done":
    case "cancelled":
    case "refused":
      return file.sizeBytes;
  }
}

/** Cutting the beginning off the audit log: a signed checkpoint says where it begins from then on. */
import { readCheckpoint } from "./auditCheckpoint.ts";
import { insertSignedCheckpoint } from "./auditHeadFile.ts";
import { findAuditHash, removeAuditUpTo } from "./auditLog.ts";
import { listCheckpoints, removeCheckpointsBefore } from "./checkpointRepository.ts";
import type { OpenVault } from "./openVault.ts";
import { truncateWal } from "./truncateWal.ts";

/**
 * Removes the entries up to and with `sequence`, and the checkpoints about them; their text is gone from the pages, too.
 *
 * The copies outside follow with the next `writeAuditHead`; until then they only say more than the log holds.
 *
 * @param sequence - of an entry that is kept, and not the last one
 */
export function pruneAudit(vault: Pick<OpenVault, "id" | "db" | "keys" | "clock">, sequence: number): void {
  const { db } = vault;
  db.transaction(() => {
    const hash = findAuditHash(db, sequence);
    if (hash === undefined) throw new RangeError("no such entry");
    const firstKept = listCheckpoints(db).find(
      (stored) => (readCheckpoint(stored)?.sequence ?? Number.POSITIVE_INFINITY) > sequence,
    );
    const keptFrom = (number: number) => firstKept?.number ?? number;
    insertSignedCheckpoint(vault, "pruned", { sequence, hash }, keptFrom);
    removeAuditUpTo(db, sequence);
    const first = firstKept ?? listCheckpoints(db).at(-1);
    if (first !== undefined) removeCheckpointsBefore(db, first.number);
  }).immediate();
  truncateWal(db);
}

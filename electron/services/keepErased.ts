/** What was erased, told to the places from which it could come back: the list beside the vault, and beside backups. */
import { listBackups } from "../vault/backupRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { keepTombstones, knownTombstones, writeCompanion } from "../vault/tombstones.ts";
import { ifPossible } from "./attempts.ts";

/** Notes erasures that have begun, before their first byte is destroyed; a disk that takes no note must not keep them from it. */
export function keepBeforeErasing(vault: OpenVault): void {
  // What is not noted now is noted at the next erasure or unlock: the database knows it.
  ifPossible(() => keepTombstones(vault));
}

/** Brings the lists beside all backups up to date whose place can be reached now; no file fails the erasure. */
export function refreshCompanions(vault: OpenVault): void {
  try {
    keepTombstones(vault);
  } catch (error) {
    // What is not noted now is noted at the next erasure or unlock: the database knows it.
    if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
  }
  const tombstones = knownTombstones(vault);
  for (const { place, state } of listBackups(vault.db)) {
    if (state !== "made" || !vault.files.exists(place)) continue;
    try {
      writeCompanion(vault, place, tombstones);
    } catch (error) {
      // A stick that is full, write-protected or pulled out; the list here still knows.
      if (typeof (error as NodeJS.ErrnoException).code !== "string") throw error;
    }
  }
}

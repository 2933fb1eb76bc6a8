/** Rotation of a vault's keys: everything is made beside the old, and one header, replaced whole, is the switch. */
import type Database from "better-sqlite3";
import { type DerivedVaultKeys, deriveVaultKeys, wipeVaultKeys } from "../crypto/vaultKeys.ts";
import { noteCarriedOver } from "./carriedOver.ts";
import { openCopy, rekeyCopy } from "./database.ts";
import { copyDatabase, requireRoomForCopy, requireSameContent, syncDatabase } from "./databaseCopy.ts";
import { sweepDatabases } from "./databaseLeftovers.ts";
import { rewrapIdentity } from "./identityKeys.ts";
import { type MediaKeys, wrapMediaKeys } from "./mediaKeys.ts";
import type { VaultSurroundings } from "./unlockedVault.ts";
import { databasePath } from "./vaultFolder.ts";
import { type VaultHeader, writeHeader } from "./vaultHeader.ts";

/** How far a rotation has come. */
export type RotationPhase = "copying" | "encrypting" | "checking" | "switching" | "destroying";

/** A new vault key, and the slots that wrap it. */
export interface NextKeys {
  /** 32 random bytes; the caller wipes them. */
  readonly vaultKey: Uint8Array;
  readonly slots: VaultHeader["slots"];
}

/** The vault as it is before the rotation. */
export interface RotatedVault {
  readonly surroundings: Pick<VaultSurroundings, "files" | "folder" | "destroy">;
  readonly db: Database.Database;
  readonly header: VaultHeader;
  readonly keys: DerivedVaultKeys;
  /** Of all generations. */
  readonly mediaKeys: MediaKeys;
}

/** The file a rotation is about to switch to; only the header makes it the vault's database. */
function prepareDatabase(
  { surroundings, db, header, keys }: RotatedVault,
  next: DerivedVaultKeys,
  onPhase: (phase: RotationPhase) => void,
): void {
  const { files, folder } = surroundings;
  const copyPath = databasePath(folder, header.generation + 1);
  requireRoomForCopy(files, db);
  onPhase("copying");
  copyDatabase(files, db, copyPath);
  onPhase("encrypting");
  rekeyCopy(copyPath, keys.database, next.database);
  onPhase("checking");
  const copy = openCopy(copyPath, next.database);
  try {
    requireSameContent(copy, db);
  } finally {
    copy.close();
  }
  syncDatabase(files, copyPath);
}

/**
 * Rotates the keys without a pause in which anything else could be written to the old database.
 *
 * A crash before the header is replaced leaves the old set of keys, one after it the new set; what the other set has
 * left is swept at the next unlock.
 *
 * @returns whether the switch was made: `"unknown"` if the header could not be written to its end
 * @throws Failure `vault.disk-full`, `vault.verification-failed`, or the disk's error; then nothing has changed
 */
export function rotateKeys(
  vault: RotatedVault,
  { vaultKey, slots }: NextKeys,
  onPhase: (phase: RotationPhase) => void,
): { readonly outcome: "switched" } | { readonly outcome: "unknown"; readonly error: unknown } {
  const { surroundings, header, keys, mediaKeys } = vault;
  const { files, folder } = surroundings;
  const { vaultId } = header;
  const next = deriveVaultKeys(vaultKey);
  try {
    sweepDatabases(surroundings, header.generation);
    const nextHeader = attempt(
      () => {
        prepareDatabase(vault, next, onPhase);
        return {
          ...header,
          revision: header.revision + 1,
          generation: header.generation + 1,
          slots,
          identity: rewrapIdentity(vaultId, header.identity, keys.identityWrap, next.identityWrap),
          earlierMediaKeys: wrapMediaKeys(vaultId, mediaKeys, next.generationWrap),
          carriedOver: noteCarriedOver(files, folder),
        };
      },
      () => sweepDatabases(surroundings, header.generation),
    );
    onPhase("switching");
    try {
      writeHeader(files, folder, nextHeader, next.headerMac);
      return { outcome: "switched" };
    } catch (error) {
      // The new header may be there or not: neither database may be destroyed before the next unlock has seen which.
      return { outcome: "unknown", error };
    }
  } finally {
    wipeVaultKeys(next);
  }
}

/** Cleans up after a failure, which is what the caller is told of whether or not that succeeds. */
function attempt<T>(act: () => T, cleanUp: () => void): T {
  try {
    return act();
  } catch (error) {
    try {
      cleanUp();
    } catch {
      // The next unlock sweeps.
    }
    throw error;
  }
}

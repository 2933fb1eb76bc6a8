/** Putting an unlocked vault together from its folder and its vault key, and taking it apart again. */
import type Database from "better-sqlite3";
import { z } from "zod";
import { Failure } from "../../shared/errors.ts";
import { fingerprint } from "../crypto/signing.ts";
import { type DerivedVaultKeys, deriveVaultKeys, wipeVaultKeys } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { FilePort } from "../ports/files.ts";
import { isAuthentic } from "./authenticatedText.ts";
import { adoptCarriedOver } from "./carriedOver.ts";
import { laterSeen, readClockFile, writeClockFile } from "./clockFile.ts";
import { createDatabase } from "./database.ts";
import { sweepDatabases } from "./databaseLeftovers.ts";
import { createIdentity, openSigningKey } from "./identityKeys.ts";
import { type MediaKeys, openMediaKeys } from "./mediaKeys.ts";
import { migrate, openMigrated } from "./migrate.ts";
import type { OpenVault, VaultKeys } from "./openVault.ts";
import { type NextKeys, type RotationPhase, rotateKeys } from "./rotation.ts";
import { findSetting, upsertSetting } from "./settingRepository.ts";
import { createVaultClock } from "./vaultClock.ts";
import { databasePath } from "./vaultFolder.ts";
import {
  headerFormat,
  isHeaderStored,
  type StoredHeader,
  type VaultHeader,
  writeHeader,
} from "./vaultHeader.ts";
import type { VaultLock } from "./vaultLock.ts";

/** An open vault and its one disposal. */
export interface UnlockedVault extends OpenVault {
  /** Whether a newer header was there before: somebody has put an old one back. */
  readonly isHeaderPutBack: boolean;
  /**
   * Moves the vault to other keys. It is closed afterwards unless nothing has changed.
   *
   * @throws Failure `vault.disk-full`, `vault.verification-failed`, or the disk's error
   */
  rotate(next: NextKeys, onPhase: (phase: RotationPhase) => void): void;
  /** Closes the database and overwrites the keys; idempotent. Only the end of the process forgets for certain. */
  close(): void;
}

/** Where the vault lies and by which clock it lives. */
export interface VaultSurroundings {
  readonly folder: string;
  readonly files: FilePort;
  readonly clock: ClockPort;
  /** IANA zone in which days end. */
  readonly zone: string;
  /** Held for this folder; let go of by `close`. */
  readonly lock: VaultLock;
  /** Overwrites and deletes a file, however often it is asked to. */
  readonly destroy: (path: string) => void;
}

/** What a header holds before the vault's own keys have made the rest. */
export type NewHeader = Omit<
  VaultHeader,
  "identity" | "generation" | "cipher" | "format" | "revision" | "earlierMediaKeys" | "carriedOver"
>;

/**
 * Creates database and identity, and writes the header last: until then there is no vault.
 *
 * @param prepare - fills database and folder, between the schema and the header
 */
export function createVaultFolder(
  surroundings: VaultSurroundings,
  vaultKey: Uint8Array,
  newHeader: NewHeader,
  prepare: (vault: OpenVault) => void,
): UnlockedVault {
  const { files, folder } = surroundings;
  const tree = deriveVaultKeys(vaultKey);
  const header: VaultHeader = {
    ...newHeader,
    format: headerFormat,
    revision: 0,
    cipher: { scheme: "sqlcipher", legacy: 4 },
    generation: 1,
    earlierMediaKeys: [],
    carriedOver: null,
    identity: createIdentity(newHeader.vaultId, tree.identityWrap),
  };
  const db = createDatabase(databasePath(folder, header.generation), tree.database);
  try {
    migrate(db);
    const vault = assemble(surroundings, tree, header, db);
    prepare(vault);
    writeHeader(files, folder, header, tree.headerMac);
    return vault;
  } catch (error) {
    db.close();
    wipeVaultKeys(tree);
    throw error;
  }
}

/**
 * Opens the database of an existing vault, and finishes what a rotation has left to do.
 *
 * @param stored - as `readHeader` gave it; its code is checked before anything in it is believed
 * @throws Failure `vault.tampered`, `vault.format-too-new`, `vault.disk-full`, `vault.verification-failed`
 */
export function openVaultFolder(
  surroundings: VaultSurroundings,
  vaultKey: Uint8Array,
  { header, stored }: StoredHeader,
): UnlockedVault {
  const tree = deriveVaultKeys(vaultKey);
  try {
    if (!isAuthentic(stored, tree.headerMac)) throw new Failure("vault.tampered");
    const { files, folder } = surroundings;
    if (header.carriedOver !== null) adoptCarriedOver(files, folder, header.carriedOver, tree);
    const db = openMigrated(surroundings, databasePath(folder, header.generation), tree.database);
    try {
      return assemble(surroundings, tree, header, db);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    wipeVaultKeys(tree);
    throw error;
  }
}

/** Keeps what the clock has seen where the next start finds it, also while locked. */
export function saveClock(vault: Pick<OpenVault, "files" | "folder" | "clock">): void {
  writeClockFile(vault.files, vault.folder, vault.clock.seen());
}

function assemble(
  surroundings: VaultSurroundings,
  tree: DerivedVaultKeys,
  startHeader: VaultHeader,
  db: Database.Database,
): UnlockedVault {
  const { folder, files, clock, zone, lock } = surroundings;
  let header = startHeader;
  const mediaKeys = openMediaKeys(header.vaultId, header.earlierMediaKeys, tree.generationWrap);
  mediaKeys.set(header.generation, tree.media);
  const keys = vaultKeysOf(tree, mediaKeys, header);
  const seen = laterSeen(header, readClockFile(files, folder));
  function close() {
    db.close();
    wipe(keys.signing.secretKey, ...mediaKeys.values());
    wipeVaultKeys(tree);
    lock.release();
  }
  return {
    id: header.vaultId,
    folder,
    files,
    db,
    keys,
    clock: createVaultClock(clock, zone, seen),
    isHeaderPutBack: header.revision < latestRevision(db),
    header: () => header,
    updateHeader(change) {
      const revision = Math.max(header.revision, latestRevision(db)) + 1;
      const changed = { ...header, ...change, revision, carriedOver: null };
      writeHeader(files, folder, changed, tree.headerMac);
      header = changed;
      upsertSetting(db, "header-revision", revision);
    },
    isHeaderAsWritten: () => isHeaderStored(files, folder, header, tree.headerMac),
    rotate(next, onPhase) {
      const rotation = rotateKeys({ surroundings, db, header, keys: tree, mediaKeys }, next, onPhase);
      db.close();
      try {
        if (rotation.outcome === "unknown") throw rotation.error;
        onPhase("destroying");
        destroyOld(surroundings, header.generation + 1);
      } finally {
        close();
      }
    },
    close,
  };
}

/** The switch is made and stays made; what cannot be destroyed now is swept at the next unlock. */
function destroyOld(surroundings: VaultSurroundings, generation: number): void {
  try {
    sweepDatabases(surroundings, generation);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}

/** The number of the last header that is known to have been written. */
function latestRevision(db: Database.Database): number {
  return z.int().nonnegative().catch(0).parse(findSetting(db, "header-revision"));
}

function vaultKeysOf(tree: DerivedVaultKeys, mediaKeys: MediaKeys, header: VaultHeader): VaultKeys {
  const { publicKey } = header.identity.signing;
  return {
    generation: header.generation,
    mediaKey(generation) {
      const key = mediaKeys.get(generation);
      if (key === undefined) throw new Failure("vault.tampered");
      return key;
    },
    scheduleMacKey: tree.scheduleMac,
    auditMacKey: tree.auditMac,
    backupKey: tree.backup,
    tombstoneMacKey: tree.tombstoneMac,
    signing: {
      publicKey,
      secretKey: openSigningKey(header.vaultId, header.identity, tree.identityWrap),
    },
    fingerprint: fingerprint(publicKey),
  };
}

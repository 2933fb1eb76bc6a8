/** Putting an unlocked vault together from its folder and its vault key, and taking it apart again. */
import type Database from "better-sqlite3";
import { Failure } from "../../shared/errors.ts";
import { fingerprint } from "../crypto/signing.ts";
import { type DerivedVaultKeys, deriveVaultKeys, wipeVaultKeys } from "../crypto/vaultKeys.ts";
import { wipe } from "../crypto/wipe.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { FilePort } from "../ports/files.ts";
import { isAuthentic } from "./authenticatedText.ts";
import { laterSeen, readClockFile, writeClockFile } from "./clockFile.ts";
import { createDatabase, openDatabase } from "./database.ts";
import { createIdentity, openSigningKey } from "./identityKeys.ts";
import { migrate } from "./migrate.ts";
import type { OpenVault, VaultKeys } from "./openVault.ts";
import { createVaultClock } from "./vaultClock.ts";
import { databasePath } from "./vaultFolder.ts";
import { isHeaderStored, type StoredHeader, type VaultHeader, writeHeader } from "./vaultHeader.ts";
import type { VaultLock } from "./vaultLock.ts";

/** An open vault and its one disposal. */
export interface UnlockedVault extends OpenVault {
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
}

/** What a header holds before the vault's own keys have made the rest. */
export type NewHeader = Omit<VaultHeader, "identity" | "generation" | "cipher" | "format">;

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
    format: 1,
    cipher: { scheme: "sqlcipher", legacy: 4 },
    generation: 1,
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
 * Opens the database of an existing vault.
 *
 * @param stored - as `readHeader` gave it; its code is checked before anything in it is believed
 * @throws Failure `vault.tampered`, `vault.format-too-new`
 */
export function openVaultFolder(
  surroundings: VaultSurroundings,
  vaultKey: Uint8Array,
  { header, stored }: StoredHeader,
): UnlockedVault {
  const tree = deriveVaultKeys(vaultKey);
  try {
    if (!isAuthentic(stored, tree.headerMac)) throw new Failure("vault.tampered");
    const db = openDatabase(databasePath(surroundings.folder, header.generation), tree.database);
    try {
      migrate(db);
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
  { folder, files, clock, zone, lock }: VaultSurroundings,
  tree: DerivedVaultKeys,
  startHeader: VaultHeader,
  db: Database.Database,
): UnlockedVault {
  let header = startHeader;
  const keys = vaultKeysOf(tree, header);
  const seen = laterSeen(header, readClockFile(files, folder));
  return {
    id: header.vaultId,
    folder,
    files,
    db,
    keys,
    clock: createVaultClock(clock, zone, seen),
    header: () => header,
    updateHeader(change) {
      const changed = { ...header, ...change };
      writeHeader(files, folder, changed, tree.headerMac);
      header = changed;
    },
    isHeaderAsWritten: () => isHeaderStored(files, folder, header, tree.headerMac),
    close() {
      db.close();
      wipe(keys.signing.secretKey);
      wipeVaultKeys(tree);
      lock.release();
    },
  };
}

function vaultKeysOf(tree: DerivedVaultKeys, header: VaultHeader): VaultKeys {
  const { publicKey } = header.identity.signing;
  return {
    generation: header.generation,
    mediaKey(generation) {
      if (generation !== header.generation) throw new Failure("vault.tampered");
      return tree.media;
    },
    scheduleMacKey: tree.scheduleMac,
    auditMacKey: tree.auditMac,
    signing: {
      publicKey,
      secretKey: openSigningKey(header.vaultId, header.identity, tree.identityWrap),
    },
    fingerprint: fingerprint(publicKey),
  };
}

/** What the program has while no vault is unlocked, and the door of a vault's folder. */
import path from "node:path";
import type { VaultId } from "../../shared/domain/ids.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import type { KdfParameters } from "../crypto/argon2id.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { DeviceProtection } from "../ports/deviceProtection.ts";
import type { FilePort } from "../ports/files.ts";
import type { Derive } from "../vault/keySlots.ts";
import type { VaultSurroundings } from "../vault/unlockedVault.ts";
import { vaultFolderOf } from "../vault/vaultFolder.ts";
import { enterVault } from "../vault/vaultLock.ts";

/** What vaults are handled with while none is unlocked. */
export interface VaultHost {
  /** `LYHORD_HOME`. */
  readonly home: string;
  readonly files: FilePort;
  readonly clock: ClockPort;
  /** IANA zone in which days end; the computer's. */
  readonly zone: string;
  /** Version of Lyhörd, for the certificates of erasures that are finished at unlock. */
  readonly version: string;
  /** Cost of new key slots; by default 256 MiB and 3 passes. Tests pass the floor. */
  readonly kdfCost?: Pick<KdfParameters, "memoryBytes" | "passes">;
  /** By default Argon2id in a worker. */
  readonly derive?: Derive;
  /** The computer's own store of secrets; by default there is none. */
  readonly protection?: DeviceProtection;
}

/**
 * Takes the lock of a vault's folder; whoever fails to open the vault lets go of it.
 *
 * @throws Failure `vault.in-use`
 */
export function enterFolder({ home, files, clock, zone }: VaultHost, vaultId: VaultId): VaultSurroundings {
  const folder = vaultFolderOf(home, vaultId);
  const destroy = (filePath: string) => void destroyFile(files, filePath);
  return { folder, files, clock, zone, lock: enterVault(home, vaultId), destroy };
}

/** Makes the folder of a new vault and takes its lock. */
export function createFolder(host: VaultHost, vaultId: VaultId): VaultSurroundings {
  const folder = vaultFolderOf(host.home, vaultId);
  host.files.makeFolder(folder);
  host.files.syncFolder(path.dirname(folder));
  return enterFolder(host, vaultId);
}

/** Whole folders of vaults: taking one's place, and destroying one, so that a crash leaves nothing half-way. */
import path from "node:path";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import type { FilePort } from "../ports/files.ts";
import {
  goneFolderOf,
  listUnsettledIds,
  restoringFolderOf,
  vaultFolderOf,
  vaultPaths,
} from "../vault/vaultFolder.ts";
import { acquireVaultLock } from "../vault/vaultLock.ts";

interface Folders {
  readonly home: string;
  readonly files: FilePort;
}

/**
 * Gives a vault that was put together from a backup its name; one that is there is destroyed.
 *
 * A vault cannot be between two names: whatever a crash leaves, `settleFolders` finishes or takes back.
 */
export function installRestored(folders: Folders, id: VaultId): void {
  const { files, home } = folders;
  const folder = vaultFolderOf(home, id);
  const wasThere = files.exists(folder);
  if (wasThere) {
    destroyFolder(files, goneFolderOf(home, id));
    files.rename(folder, goneFolderOf(home, id));
  }
  try {
    files.rename(restoringFolderOf(home, id), folder);
  } catch (error) {
    if (wasThere) files.rename(goneFolderOf(home, id), folder);
    throw error;
  }
  files.syncFolder(path.dirname(folder));
  destroyFolder(files, goneFolderOf(home, id));
}

/** Destroys a vault whose database is closed: from the first step on it is not listed any more. */
export function destroyVault(folders: Folders, id: VaultId): void {
  const { files, home } = folders;
  const gone = goneFolderOf(home, id);
  destroyFolder(files, gone);
  files.rename(vaultFolderOf(home, id), gone);
  files.syncFolder(path.dirname(gone));
  destroyFolder(files, gone);
}

/** Finishes or takes back what a crash has interrupted; run it before vaults are listed. */
export function settleFolders(folders: Folders): void {
  const { files, home } = folders;
  for (const id of listUnsettledIds(files, home)) {
    const restoring = restoringFolderOf(home, id);
    if (isBeingRestored(files, restoring)) continue;
    const isWhole = files.exists(vaultPaths(restoring).header);
    if (isWhole && !files.exists(vaultFolderOf(home, id))) installRestored(folders, id);
    destroyFolder(files, restoring);
    destroyFolder(files, goneFolderOf(home, id));
  }
}

/** Another process is at it; its folder is its own. */
function isBeingRestored(files: FilePort, restoring: string): boolean {
  if (!files.exists(restoring)) return false;
  try {
    acquireVaultLock(restoring).release();
    return false;
  } catch (error) {
    if (error instanceof Failure && error.code === "vault.in-use") return true;
    throw error;
  }
}

/**
 * Overwrites and deletes all that a vault's folder holds: key halves first, so that no sound can be opened any more,
 * then the header, without which the database cannot be either. Idempotent.
 */
export function destroyFolder(files: FilePort, folder: string): void {
  if (!files.exists(folder)) return;
  const { media, header } = vaultPaths(folder);
  for (const name of files.list(media).filter((one) => /\.shred(\.gone)?$/.test(one))) {
    destroyFile(files, path.join(media, name.replace(/\.gone$/, "")));
  }
  destroyFile(files, header);
  destroyAll(files, folder);
}

function destroyAll(files: FilePort, folder: string): void {
  for (const name of files.list(folder)) {
    const inside = path.join(folder, name);
    if (files.isFolder(inside)) destroyAll(files, inside);
    else if (files.exists(inside)) destroyFile(files, inside.replace(/\.gone$/, ""));
  }
  files.removeFolder(folder);
  files.syncFolder(path.dirname(folder));
}

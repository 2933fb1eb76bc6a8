/** Whole folders of vaults: taking one's place, and destroying one, so that a crash leaves nothing half-way. */
import path from "node:path";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import type { FilePort } from "../ports/files.ts";
import {
  goneFolderOf,
  listUnsettledIds,
  replacedFolderOf,
  restoringFolderOf,
  vaultFolderOf,
  vaultPaths,
} from "../vault/vaultFolder.ts";
import { acquireVaultLock, type VaultLock } from "../vault/vaultLock.ts";

interface Folders {
  readonly home: string;
  readonly files: FilePort;
}

/**
 * Gives a vault that was put together from a backup its name; one that is there is destroyed.
 *
 * A vault cannot be between two names: whatever a crash leaves, `settleFolders` finishes or takes back.
 *
 * @param locks - of both folders; held until the vault is in its place, as far as the system lets a folder be renamed then
 */
export function installRestored(folders: Folders, id: VaultId, locks: readonly VaultLock[] = []): void {
  const { files, home } = folders;
  const folder = vaultFolderOf(home, id);
  const replaced = replacedFolderOf(home, id);
  const wasThere = files.exists(folder);
  if (wasThere) {
    destroyFolder(files, replaced);
    renameLocked(files, folder, replaced, locks);
  }
  try {
    renameLocked(files, restoringFolderOf(home, id), folder, locks);
  } catch (error) {
    if (wasThere) files.rename(replaced, folder);
    throw error;
  }
  files.syncFolder(path.dirname(folder));
  for (const lock of locks) lock.release();
  destroyReplaced(folders, id);
}

/**
 * Windows lets no folder be renamed in which a file is open, so that there the locks go first.
 *
 * Whoever opens the vault in that moment keeps the name from changing, and the restore fails with nothing lost.
 */
function renameLocked(files: FilePort, from: string, to: string, locks: readonly VaultLock[]): void {
  try {
    files.rename(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !folderInUseCodes.includes(code)) throw error;
    for (const lock of locks) lock.release();
    files.rename(from, to);
  }
}

const folderInUseCodes = ["EPERM", "EACCES", "EBUSY"];

/** A vault that another has replaced is whole under its name until it is to be destroyed. */
function destroyReplaced(folders: Folders, id: VaultId): void {
  const { files, home } = folders;
  const replaced = replacedFolderOf(home, id);
  const gone = goneFolderOf(home, id);
  destroyFolder(files, gone);
  if (!files.exists(replaced)) return;
  files.rename(replaced, gone);
  files.syncFolder(path.dirname(gone));
  destroyFolder(files, gone);
}

/** Destroys a vault whose database is closed: from the first step on it is not listed any more. */
export function destroyVault(folders: Folders, id: VaultId): void {
  const { files, home } = folders;
  // What it has replaced must not come back in its place.
  destroyReplaced(folders, id);
  const gone = goneFolderOf(home, id);
  files.rename(vaultFolderOf(home, id), gone);
  files.syncFolder(path.dirname(gone));
  destroyFolder(files, gone);
}

/**
 * Finishes or takes back what a crash has interrupted; run it before vaults are listed.
 *
 * A vault that was to be replaced comes back where nothing whole can take its place; one that a person erased never does.
 */
export function settleFolders(folders: Folders): void {
  const { files, home } = folders;
  for (const id of listUnsettledIds(files, home)) {
    const folder = vaultFolderOf(home, id);
    const restoring = restoringFolderOf(home, id);
    if (isBeingRestored(files, restoring)) continue;
    const isWhole = files.exists(vaultPaths(restoring).header);
    if (isWhole && !files.exists(folder)) installRestored(folders, id);
    if (files.exists(replacedFolderOf(home, id)) && !files.exists(folder)) {
      files.rename(replacedFolderOf(home, id), folder);
      files.syncFolder(path.dirname(folder));
    }
    destroyFolder(files, restoring);
    destroyReplaced(folders, id);
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

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
import { acquireVaultLock, aloneInHome, type VaultLock } from "../vault/vaultLock.ts";
import { type Attempts, createAttempts } from "./attempts.ts";

interface Folders {
  readonly home: string;
  readonly files: FilePort;
}

/**
 * Makes an empty folder in which a vault is put together, for this process alone.
 *
 * @throws Failure `vault.in-use` if another process is at the same vault
 */
export function beginRestoring({ files, home }: Folders, id: VaultId): VaultLock {
  const restoring = restoringFolderOf(home, id);
  return aloneInHome(home, () => {
    if (isBeingRestored(files, restoring)) throw new Failure("vault.in-use");
    destroyFolder(files, restoring);
    files.makeFolder(restoring);
    return acquireVaultLock(restoring);
  });
}

/** Leaves nothing of a vault that was not put together. */
export function giveUpRestoring({ files, home }: Folders, id: VaultId, lock: VaultLock): void {
  aloneInHome(home, () => {
    lock.release();
    destroyFolder(files, restoringFolderOf(home, id));
  });
}

/**
 * Gives a vault that was put together from a backup its name; one that is there is destroyed.
 *
 * A vault cannot be between two names: whatever a crash leaves, `settleFolders` finishes or takes back.
 *
 * @param locks - of both folders; nobody else takes them before the vault is in its place
 */
export function installRestored(folders: Folders, id: VaultId, locks: readonly VaultLock[] = []): void {
  aloneInHome(folders.home, () => exchange(folders, id, locks));
}

function exchange(folders: Folders, id: VaultId, locks: readonly VaultLock[]): void {
  const { files, home } = folders;
  // Windows lets no folder be renamed in which a file is open; the lock of the home keeps others away.
  for (const lock of locks) lock.release();
  const folder = vaultFolderOf(home, id);
  const replaced = replacedFolderOf(home, id);
  const wasThere = files.exists(folder);
  if (wasThere) {
    destroyFolder(files, replaced);
    files.rename(folder, replaced);
  }
  try {
    files.rename(restoringFolderOf(home, id), folder);
  } catch (error) {
    if (wasThere) files.rename(replaced, folder);
    throw error;
  }
  files.syncFolder(path.dirname(folder));
  destroyReplaced(folders, id);
}

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

/**
 * Destroys a vault: from the first step on it is not listed any more.
 *
 * @param close - closes its database, and lets go of its lock
 */
export function destroyVault(folders: Folders, id: VaultId, close: () => void): void {
  const { files, home } = folders;
  aloneInHome(home, () => {
    // On Windows a folder with an open file in it keeps its name.
    close();
    // What it has replaced must not come back in its place.
    destroyReplaced(folders, id);
    const gone = goneFolderOf(home, id);
    files.rename(vaultFolderOf(home, id), gone);
    files.syncFolder(path.dirname(gone));
    destroyFolder(files, gone);
  });
}

/**
 * Finishes or takes back what a crash has interrupted; run it before vaults are listed.
 *
 * A vault that was to be replaced comes back where nothing whole can take its place; one that a person erased never does.
 *
 * @throws Failure `vault.in-use` if another process is at it for long
 */
export function settleFolders(folders: Folders): void {
  if (listUnsettledIds(folders.files, folders.home).length === 0) return;
  aloneInHome(folders.home, () => settleAll(folders));
}

/**
 * Vaults that were erased or replaced, and of which there still are files that could not be destroyed.
 *
 * Each start tries again.
 */
export function listUndestroyedIds({ files, home }: Folders): VaultId[] {
  return listUnsettledIds(files, home).filter((id) => files.exists(goneFolderOf(home, id)));
}

function settleAll(folders: Folders): void {
  const attempts = createAttempts();
  for (const id of listUnsettledIds(folders.files, folders.home)) {
    attempts.try(() => settleOne(folders, id));
  }
  attempts.finish();
}

function settleOne(folders: Folders, id: VaultId): void {
  const { files, home } = folders;
  const folder = vaultFolderOf(home, id);
  const restoring = restoringFolderOf(home, id);
  if (isBeingRestored(files, restoring)) return;
  const isWhole = files.exists(vaultPaths(restoring).header);
  if (isWhole && !files.exists(folder)) exchange(folders, id, []);
  if (files.exists(replacedFolderOf(home, id)) && !files.exists(folder)) {
    files.rename(replacedFolderOf(home, id), folder);
    files.syncFolder(path.dirname(folder));
  }
  const attempts = createAttempts();
  attempts.try(() => destroyFolder(files, restoring));
  attempts.try(() => destroyReplaced(folders, id));
  attempts.finish();
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
 * then the header, without which the database cannot be either. Idempotent; a file that will not go keeps no other.
 *
 * @throws the port's first error, once everything was tried; call again
 */
export function destroyFolder(files: FilePort, folder: string): void {
  if (!files.exists(folder)) return;
  const { media, header } = vaultPaths(folder);
  const attempts = createAttempts();
  const names = attempts.try(() => files.list(media)) ?? [];
  for (const name of names.filter((one) => /\.shred(\.gone)?$/.test(one))) {
    attempts.try(() => destroyFile(files, path.join(media, name.replace(/\.gone$/, ""))));
  }
  attempts.try(() => destroyFile(files, header));
  destroyAll(files, folder, attempts);
  attempts.finish();
}

function destroyAll(files: FilePort, folder: string, attempts: Attempts): void {
  for (const name of attempts.try(() => files.list(folder)) ?? []) {
    const inside = path.join(folder, name);
    if (files.isFolder(inside)) destroyAll(files, inside, attempts);
    else if (files.exists(inside)) {
      attempts.try(() => destroyFile(files, inside.replace(/\.gone$/, "")));
    }
  }
  attempts.try(() => files.removeFolder(folder));
  attempts.try(() => files.syncFolder(path.dirname(folder)));
}

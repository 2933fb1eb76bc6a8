/** The file port: every byte the vault process reads or writes goes through it, so that tests can inject faults. */
import fs from "node:fs";
import { isOnNetwork } from "../../shared/domain/syncedFolder.ts";
import { platformOf, thisComputer } from "./computer.ts";
import { retryWhileBusy } from "./retryWhileBusy.ts";

/** A name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: "file" | "folder" | "other";
}

/** What stands under a name, a symbolic link itself and not what it leads to. */
export interface NameFacts {
  readonly kind: "file" | "folder" | "link" | "other";
  /** How many names the file has. */
  readonly names: number;
  readonly sizeBytes: number;
  /** As `modifiedAt`. */
  readonly modifiedAt: number;
}

/**
 * Synchronous file operations with the guarantees the vault's formats are built on.
 *
 * All sizes and positions are bytes. Errors are Node's (`error.code` such as `ENOSPC`, `ENOENT`).
 */
export interface FilePort {
  /** Opens an existing file for reading; @returns a descriptor. */
  openRead(path: string): number;
  /** Creates a file that must not exist, readable by its owner only. */
  createNew(path: string): number;
  /** Opens an existing file for reading and writing, without truncating it. */
  openUpdate(path: string): number;
  /** Reads up to `into.length` bytes at `position`; @returns how many were there. */
  read(descriptor: number, into: Uint8Array, position: number): number;
  /** Writes all bytes at `position`. */
  write(descriptor: number, bytes: Uint8Array, position: number): void;
  size(descriptor: number): number;
  /** When the file was last written, epoch ms, as its system keeps it. */
  modifiedAt(descriptor: number): number;
  truncate(descriptor: number, size: number): void;
  /** Returns when data and metadata are on the medium. */
  sync(descriptor: number): void;
  /** Returns when data (and the size) are on the medium. */
  dataSync(descriptor: number): void;
  close(descriptor: number): void;
  /** Replaces `to` atomically. */
  rename(from: string, to: string): void;
  unlink(path: string): void;
  exists(path: string): boolean;
  /** Creates the folder and its parents, for the owner only; an existing one is left as it is. */
  makeFolder(path: string): void;
  isFolder(path: string): boolean;
  /** @returns `undefined` if there is nothing of that name */
  look(path: string): NameFacts | undefined;
  /** Whether a file lies on another computer, as far as the system tells. */
  isRemote(path: string): boolean;
  /** Removes a folder that is empty. */
  removeFolder(path: string): void;
  /** @returns names in the folder, sorted; empty if there is no such folder. */
  list(folder: string): string[];
  /**
   * What stands in a folder, in the order of names; links are `other`, wherever they lead.
   *
   * Unlike `list` it throws if there is no such folder.
   */
  entries(folder: string): readonly FolderEntry[];
  /** Room on the medium of a folder for this user, bytes. */
  freeBytes(folder: string): number;
  /** Syncs a folder entry; does nothing on Windows, which has no such call. */
  syncFolder(path: string): void;
}

/** The real file system. */
export const nodeFiles: FilePort = {
  openRead: (path) => fs.openSync(path, "r"),
  createNew: (path) => fs.openSync(path, "wx+", 0o600),
  openUpdate: (path) => fs.openSync(path, "r+"),
  read(descriptor, into, position) {
    let done = 0;
    while (done < into.length) {
      const count = fs.readSync(descriptor, into, done, into.length - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  write(descriptor, bytes, position) {
    let done = 0;
    while (done < bytes.length) {
      done += fs.writeSync(descriptor, bytes, done, bytes.length - done, position + done);
    }
  },
  size: (descriptor) => fs.fstatSync(descriptor).size,
  modifiedAt: (descriptor) => fs.fstatSync(descriptor).mtimeMs,
  truncate: (descriptor, size) => fs.ftruncateSync(descriptor, size),
  sync: (descriptor) => fs.fsyncSync(descriptor),
  dataSync: (descriptor) => fs.fdatasyncSync(descriptor),
  close: (descriptor) => fs.closeSync(descriptor),
  rename: (from, to) => inUseOnWindows(() => fs.renameSync(from, to)),
  unlink: (path) => inUseOnWindows(() => fs.unlinkSync(path)),
  exists: (path) => fs.existsSync(path),
  makeFolder(path) {
    fs.mkdirSync(path, { recursive: true, mode: 0o700 });
  },
  isFolder: (path) => fs.statSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
  look(path) {
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    const kind = stat.isFile()
      ? "file"
      : stat.isDirectory()
        ? "folder"
        : stat.isSymbolicLink()
          ? "link"
          : "other";
    return { kind, names: stat.nlink, sizeBytes: stat.size, modifiedAt: stat.mtimeMs };
  },
  isRemote(path) {
    // A mapped drive letter resolves to the share behind it.
    return isOnNetwork(fs.realpathSync.native(path), platformOf(process.platform), thisComputer.mounts());
  },
  removeFolder: (path) => inUseOnWindows(() => fs.rmdirSync(path)),
  list(folder) {
    try {
      return fs.readdirSync(folder).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  },
  entries: (folder) =>
    fs
      .readdirSync(folder, { withFileTypes: true })
      .map(
        (entry): FolderEntry => ({
          name: entry.name,
          kind: entry.isFile() ? "file" : entry.isDirectory() ? "folder" : "other",
        }),
      )
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
  freeBytes(folder) {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  },
  syncFolder(path) {
    if (process.platform === "win32") return;
    const descriptor = fs.openSync(path, "r");
    try {
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
  },
};

/** Elsewhere these codes mean a lack of rights, which no waiting mends. */
function inUseOnWindows(operation: () => void): void {
  if (process.platform === "win32") retryWhileBusy(operation);
  else operation();
}

/**
 * Reads a whole small file.
 *
 * @returns its bytes, or `undefined` if it does not exist
 */
export function readWhole(files: FilePort, path: string): Uint8Array | undefined {
  if (!files.exists(path)) return undefined;
  const descriptor = files.openRead(path);
  try {
    const bytes = new Uint8Array(files.size(descriptor));
    return bytes.subarray(0, files.read(descriptor, bytes, 0));
  } finally {
    files.close(descriptor);
  }
}

/** Replaces a small file so that after a crash either the old or the new one is whole (write, sync, rename, sync folder). */
export function replaceWhole(
  files: FilePort,
  path: string,
  bytes: Uint8Array,
  temporary = `${path}.tmp`,
): void {
  if (files.exists(temporary)) files.unlink(temporary);
  const descriptor = files.createNew(temporary);
  try {
    files.write(descriptor, bytes, 0);
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
  files.rename(temporary, path);
  files.syncFolder(path.replace(/[\\/][^\\/]*$/, ""));
}

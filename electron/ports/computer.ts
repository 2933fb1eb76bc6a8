/** The computer around the vault's folder: free room, rights, and whether the folder is copied elsewhere. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { FolderEnvironment, Mount } from "../../shared/domain/syncedFolder.ts";

/** What a check asks the system; none of it reads or writes content. */
export interface Computer {
  /** Room on the medium of a folder for this user, bytes. */
  freeBytes(folder: string): number;
  /** Whether other users of the computer may read it; always `false` on Windows, where folders inherit their rights. */
  isOpenToOthers(filePath: string): boolean;
  /** Leaves a file or folder to its owner alone. */
  closeToOthers(filePath: string): void;
  /** The folder with links and mapped drives resolved; as it is if that cannot be told. */
  realPath(folder: string): string;
  environmentOf(folder: string): FolderEnvironment;
  mounts(): readonly Mount[];
}

/** The real one. */
export const thisComputer: Computer = {
  freeBytes(folder) {
    const { bavail, bsize } = fs.statfsSync(folder);
    return bavail * bsize;
  },
  isOpenToOthers: (filePath) => process.platform !== "win32" && (fs.statSync(filePath).mode & 0o077) !== 0,
  closeToOthers(filePath) {
    fs.chmodSync(filePath, fs.statSync(filePath).isDirectory() ? 0o700 : 0o600);
  },
  realPath(folder) {
    try {
      // On Windows the native form turns a mapped drive into the server's name.
      return fs.realpathSync.native(folder);
    } catch {
      return folder;
    }
  },
  environmentOf: (folder) => ({
    platform: platformOf(process.platform),
    userHome: os.homedir(),
    variables: process.env,
    dropboxFolders: dropboxFolders(),
    isDesktopInICloud: fs.existsSync(
      path.join(os.homedir(), "Library/Mobile Documents/com~apple~CloudDocs/Documents"),
    ),
    marks: hiddenNamesAbove(folder),
  }),
  mounts: () => mountsOf(process.platform),
};

/** Reads `/proc/mounts` (proc(5)): device, folder, type; a space is written `\040`. */
export function parseLinuxMounts(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [, folder, type] = line.split(" ");
    if (folder === undefined || type === undefined) return [];
    const unescaped = folder.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    return [{ folder: unescaped, type }];
  });
}

/** Reads what `mount` prints on macOS: `//user@server/share on /Volumes/share (smbfs, nodev)`. */
export function parseMacMounts(text: string): Mount[] {
  return text.split("\n").flatMap((line) => {
    const [, folder, type] = / on (\/.*) \(([^,)]+)/.exec(line) ?? [];
    return folder === undefined || type === undefined ? [] : [{ folder, type }];
  });
}

function mountsOf(platform: NodeJS.Platform): Mount[] {
  try {
    if (platform === "linux") return parseLinuxMounts(fs.readFileSync("/proc/mounts", "utf8"));
    if (platform === "darwin")
      return parseMacMounts(execFileSync("/sbin/mount", { encoding: "utf8", timeout: 2_000 }));
  } catch {
    // Not being able to tell is no reason to keep anyone from their vault.
  }
  return [];
}

/** The platform, as far as it matters where a folder lies. */
export function platformOf(platform: NodeJS.Platform): FolderEnvironment["platform"] {
  return platform === "win32" || platform === "darwin" || platform === "linux" ? platform : "other";
}

/** Dropbox tells other programs where its folders are (help.dropbox.com, "locate Dropbox folders programmatically"). */
function dropboxFolders(): string[] {
  const { APPDATA, LOCALAPPDATA } = process.env;
  const candidates = [APPDATA, LOCALAPPDATA].flatMap((folder) =>
    folder === undefined ? [] : [path.join(folder, "Dropbox", "info.json")],
  );
  return [...candidates, path.join(os.homedir(), ".dropbox", "info.json")].flatMap(foldersIn);
}

function foldersIn(infoPath: string): string[] {
  try {
    const info = JSON.parse(fs.readFileSync(infoPath, "utf8")) as Record<string, { path?: unknown } | null>;
    return Object.values(info).flatMap((entry) => (typeof entry?.path === "string" ? [entry.path] : []));
  } catch {
    return [];
  }
}

/** Names beginning with a full stop in the folder and in those above it, below the root. */
function hiddenNamesAbove(folder: string): string[] {
  const names: string[] = [];
  for (let here = folder; path.dirname(here) !== here; here = path.dirname(here)) {
    // In the user's own folder such names are every program's.
    if (here === os.homedir()) break;
    try {
      names.push(...fs.readdirSync(here).filter((name) => name.startsWith(".")));
    } catch {
      // A folder above may be closed to us.
    }
  }
  return names;
}

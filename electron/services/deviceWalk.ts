/** Walks through a card or folder without following links, within limits, and notices when it is pulled out. */
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { Failure } from "../../shared/errors.ts";
import type { FilePort, FolderEntry } from "../ports/files.ts";

/** How far a walk goes: nobody's dictaphone holds more, and a whole disk chosen by mistake ends here. */
export const walkLimits = { files: 5_000, depth: 8 } as const;

/** A file that was met. */
export interface WalkedFile {
  readonly path: string;
  readonly name: string;
  /** The folders below the place, joined by `/`; empty at its top. */
  readonly folder: string;
}

/** What a walk met, whatever the files are. */
export interface Walked {
  readonly files: readonly WalkedFile[];
  /** By name below the place. */
  readonly unreadableFolders: readonly string[];
  /** There was more. */
  readonly truncated: boolean;
}

/** Folders of systems, never of a person's sound; whatever begins with a full stop is hidden. */
const systemNames = new Set([
  "system volume information",
  "$recycle.bin",
  "recycler",
  "lost.dir",
  "lost+found",
]);

/**
 * Meets the files of a place, folder by folder, each in the order of names.
 *
 * @param onFile - called for every file, so that it can be told how far it is; throwing ends the walk
 * @throws Failure `device.gone` if the place cannot be read (any more)
 */
export async function walkDevice(
  files: FilePort,
  root: string,
  onFile: (count: number) => void,
  limits: { readonly files: number; readonly depth: number } = walkLimits,
): Promise<Walked> {
  const found: WalkedFile[] = [];
  const unreadableFolders: string[] = [];
  let truncated = false;
  const waiting: { readonly path: string; readonly folder: string; readonly depth: number }[] = [
    { path: root, folder: "", depth: 0 },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const entries = entriesOf(files, root, next.path);
    if (entries === undefined) {
      unreadableFolders.push(next.folder);
      continue;
    }
    const below: typeof waiting = [];
    for (const { name, kind } of entries) {
      if (kind === "other" || isOfTheSystem(name)) continue;
      const filePath = path.join(next.path, name);
      if (kind === "folder") {
        const folder = next.folder === "" ? name : `${next.folder}/${name}`;
        below.push({ path: filePath, folder, depth: next.depth + 1 });
      } else if (found.length < limits.files) {
        found.push({ path: filePath, name, folder: next.folder });
        onFile(found.length);
      } else truncated = true;
    }
    const isTooDeep = next.depth >= limits.depth;
    if (below.length > 0 && (isTooDeep || found.length >= limits.files)) truncated = true;
    else waiting.unshift(...below);
    await setImmediate();
  }
  return { files: found, unreadableFolders, truncated };
}

/**
 * Fails if a place that was read before is not there any more.
 *
 * A card that is pulled out may leave its folder behind, empty.
 *
 * @throws Failure `device.gone`
 */
export function requireStillThere(files: FilePort, root: string): void {
  try {
    if (files.entries(root).length > 0) return;
  } catch {
    // Told below.
  }
  throw new Failure("device.gone");
}

/** @returns `undefined` for a folder that is closed to us, in a place that is still there */
function entriesOf(files: FilePort, root: string, folder: string): readonly FolderEntry[] | undefined {
  try {
    return files.entries(folder);
  } catch {
    if (folder === root) throw new Failure("device.gone");
    requireStillThere(files, root);
    return undefined;
  }
}

function isOfTheSystem(name: string): boolean {
  return name.startsWith(".") || systemNames.has(name.toLowerCase());
}

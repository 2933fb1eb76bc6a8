/** Files and places the person has chosen: the page knows them by random ids only, for as long as this process lives. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import type { OfferedFolder } from "../../shared/domain/device.ts";
import type { FolderId, SourceId, TargetId } from "../../shared/domain/ids.ts";
import type { OfferedSource } from "../../shared/domain/offeredSource.ts";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";

/** What was offered so far. */
export interface SourceRegistry {
  /** Takes note of files to read. @throws Failure `media.source-gone` if one of them cannot be opened */
  offer(paths: readonly string[]): OfferedSource[];
  /** Takes note of a file that was found, without opening it; the same file keeps its id. */
  note(sourcePath: string): SourceId;
  /** The path of an offered file. @throws Failure `media.source-gone` */
  pathOf(sourceId: SourceId): string;
  /** Takes note of a folder to look into; the same folder keeps its id. */
  offerFolder(folderPath: string): OfferedFolder;
  /** The path of a folder. @throws Failure `device.gone` if it is unknown */
  folderPath(folderId: FolderId): string;
  /** Takes note of a place to save to. */
  offerTarget(targetPath: string): TargetId;
  /** The path of a place, once. @throws Failure `request.invalid` if it is unknown or was used */
  takeTarget(targetId: TargetId): string;
}

/** Creates an empty registry. */
export function createSourceRegistry(files: FilePort): SourceRegistry {
  const sources = createPathIds<SourceId>();
  const folders = createPathIds<FolderId>();
  const targets = new Map<TargetId, string>();
  return {
    offer(paths) {
      return paths.map((sourcePath) => {
        const sizeBytes = sizeOf(files, sourcePath);
        return { sourceId: sources.idOf(sourcePath), name: path.basename(sourcePath), sizeBytes };
      });
    },
    note: (sourcePath) => sources.idOf(sourcePath),
    pathOf(sourceId) {
      const sourcePath = sources.pathOf(sourceId);
      if (sourcePath === undefined) throw new Failure("media.source-gone");
      return sourcePath;
    },
    offerFolder: (folderPath) => ({
      folderId: folders.idOf(folderPath),
      // A drive has no name but its letter: the root's base name is empty.
      name: path.basename(folderPath) || folderPath.replace(/[\\/]+$/, "") || folderPath,
    }),
    folderPath(folderId) {
      const folderPath = folders.pathOf(folderId);
      if (folderPath === undefined) throw new Failure("device.gone");
      return folderPath;
    },
    offerTarget(targetPath) {
      const targetId = randomUUID() as TargetId;
      targets.set(targetId, targetPath);
      return targetId;
    },
    takeTarget(targetId) {
      const targetPath = targets.get(targetId);
      if (targetPath === undefined) throw new Failure("request.invalid");
      targets.delete(targetId);
      return targetPath;
    },
  };
}

/** Ids that stand for paths, one for each: a list that is read again names the same files by the same ids. */
function createPathIds<Id extends string>() {
  const paths = new Map<Id, string>();
  const ids = new Map<string, Id>();
  return {
    idOf(filePath: string): Id {
      const known = ids.get(filePath);
      if (known !== undefined) return known;
      const id = randomUUID() as Id;
      ids.set(filePath, id);
      paths.set(id, filePath);
      return id;
    },
    pathOf: (id: Id) => paths.get(id),
  };
}

function sizeOf(files: FilePort, sourcePath: string): number {
  try {
    const descriptor = files.openRead(sourcePath);
    try {
      return files.size(descriptor);
    } finally {
      files.close(descriptor);
    }
  } catch {
    throw new Failure("media.source-gone");
  }
}

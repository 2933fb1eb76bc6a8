/** Files and places the person has chosen: the page knows them by random ids only, for as long as this process lives. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import type { SourceId, TargetId } from "../../shared/domain/ids.ts";
import type { OfferedSource } from "../../shared/domain/offeredSource.ts";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";

/** What was offered so far. */
export interface SourceRegistry {
  /** Takes note of files to read. @throws Failure `media.source-gone` if one of them cannot be opened */
  offer(paths: readonly string[]): OfferedSource[];
  /** The path of an offered file. @throws Failure `media.source-gone` */
  pathOf(sourceId: SourceId): string;
  /** Takes note of a place to save to. */
  offerTarget(targetPath: string): TargetId;
  /** The path of a place, once. @throws Failure `request.invalid` if it is unknown or was used */
  takeTarget(targetId: TargetId): string;
}

/** Creates an empty registry. */
export function createSourceRegistry(files: FilePort): SourceRegistry {
  const sources = new Map<SourceId, string>();
  const targets = new Map<TargetId, string>();
  return {
    offer(paths) {
      return paths.map((sourcePath) => {
        const sizeBytes = sizeOf(files, sourcePath);
        const sourceId = randomUUID() as SourceId;
        sources.set(sourceId, sourcePath);
        return { sourceId, name: path.basename(sourcePath), sizeBytes };
      });
    },
    pathOf(sourceId) {
      const sourcePath = sources.get(sourceId);
      if (sourcePath === undefined) throw new Failure("media.source-gone");
      return sourcePath;
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

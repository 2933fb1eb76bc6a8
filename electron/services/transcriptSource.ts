/** Reading an offered text file whole. */
import type { SourceId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { readWhole } from "../ports/files.ts";
import type { ServiceContext } from "./context.ts";

/** The longest transcript file: two hours with a time for every word are 6 MB, and a document may have pictures. */
const limitBytes = 16 * 1_048_576;

/**
 * Reads a transcript file.
 *
 * @throws Failure `media.source-gone` if it cannot be read (any more), `transcript.unreadable` if it is too long to be one
 */
export function readTranscriptSource({ files, sources }: ServiceContext, sourceId: SourceId): Uint8Array {
  const path = sources.pathOf(sourceId);
  try {
    requireReadableSize(files, path);
    const bytes = readWhole(files, path);
    if (bytes !== undefined) return bytes;
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error && "code" in error)) throw error;
  }
  throw new Failure("media.source-gone");
}

function requireReadableSize(files: ServiceContext["files"], path: string): void {
  const descriptor = files.openRead(path);
  try {
    if (files.size(descriptor) > limitBytes) throw new Failure("transcript.unreadable");
  } finally {
    files.close(descriptor);
  }
}

/** Overwriting and deleting a file, so that a crash at any point leaves something a second call finishes. */
import path from "node:path";
import type { FilePort } from "../ports/files.ts";

const blockBytes = 64 * 1024;

/** What a destruction did. */
export interface Destruction {
  /** Whether there was anything to destroy. */
  readonly wasThere: boolean;
  /**
   * Whether all that was there was overwritten before it was deleted; false where a full copy-on-write disk had no room even
   * for that, or where an earlier call, which ended midway, had emptied it and nobody knows any more.
   */
  readonly wasOverwritten: boolean;
}

/** The name a file has between being overwritten and being deleted. */
export function leftoverOf(filePath: string): string {
  return `${filePath}.gone`;
}

/**
 * Overwrites a file in place, syncs, truncates, renames, deletes it and syncs its folder (SECURITY.md, "Erasure", 2 and 5).
 *
 * Idempotent: an absent file is fine, and one half destroyed, under either name, is finished.
 *
 * @throws the port's error; call again
 */
export function destroyFile(files: FilePort, filePath: string): Destruction {
  const leftover = leftoverOf(filePath);
  const isNamed = files.exists(filePath);
  const wasThere = isNamed || files.exists(leftover);
  let wasOverwritten = true;
  if (wasThere) {
    wasOverwritten = overwrite(files, isNamed ? filePath : leftover);
    if (isNamed) files.rename(filePath, leftover);
    files.unlink(leftover);
  }
  files.syncFolder(path.dirname(filePath));
  return { wasThere, wasOverwritten };
}

/** Takes a file's name away first, so that what is still found under it is whole; then destroys it. */
export function retireFile(files: FilePort, filePath: string): Destruction {
  if (files.exists(filePath)) {
    files.rename(filePath, leftoverOf(filePath));
    files.syncFolder(path.dirname(filePath));
  }
  return destroyFile(files, filePath);
}

/** @returns whether there was anything to overwrite, and all of it was */
function overwrite(files: FilePort, filePath: string): boolean {
  const steps = overwriteInSteps(files, filePath);
  let overwrittenBytes = 0;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value && overwrittenBytes > 0;
    overwrittenBytes = step.value;
  }
}

/**
 * Overwrites a file in place once, syncs, truncates and syncs it, a block at a time, so that others may work in between.
 *
 * @returns a generator of how many bytes are overwritten; at its end whether all of them were, false only where a full
 *   copy-on-write disk had no room for it
 * @throws the port's error; call again
 */
export function* overwriteInSteps(files: FilePort, filePath: string): Generator<number, boolean> {
  const descriptor = files.openUpdate(filePath);
  try {
    const size = files.size(descriptor);
    if (size === 0) return true;
    const wasOverwritten = yield* writeZeros(files, descriptor, size);
    files.truncate(descriptor, 0);
    files.sync(descriptor);
    return wasOverwritten;
  } finally {
    files.close(descriptor);
  }
}

function* writeZeros(files: FilePort, descriptor: number, size: number): Generator<number, boolean> {
  const zeros = new Uint8Array(Math.min(size, blockBytes));
  try {
    for (let position = 0; position < size; position += zeros.length) {
      files.write(descriptor, zeros.subarray(0, Math.min(zeros.length, size - position)), position);
      yield Math.min(position + zeros.length, size);
    }
    files.sync(descriptor);
    return true;
  } catch (error) {
    // Deleting must not wait for room: it is what makes room.
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
    throw error;
  }
}

/** An offered file of sound, read by descriptor and watched for change. */

import { Failure } from "../../shared/errors.ts";
import { inspectAudio, type SoundForm } from "../audio/inspectAudio.ts";
import type { FilePort } from "../ports/files.ts";

/** An open source; ends with `close`. */
export interface AudioSource {
  readonly sizeBytes: number;
  /** When it was last written, epoch ms, as its system keeps it. */
  readonly modifiedAt: number;
  readonly form: SoundForm;
  /**
   * The bytes `[start, end)`.
   *
   * @throws Failure `media.source-changed` if the file has become shorter, `media.source-gone` if it cannot be read
   */
  read(start: number, end: number): Uint8Array;
  /** Whether the file was written to since it was opened, as far as its system tells. */
  hasChanged(): boolean;
  close(): void;
}

/**
 * Opens a file and tells by its bytes what it is.
 *
 * @throws Failure `media.source-gone`, `media.empty`, and those of `inspectAudio`
 */
export function openAudioSource(files: FilePort, path: string): AudioSource {
  const descriptor = fromSource(() => files.openRead(path));
  try {
    const sizeBytes = files.size(descriptor);
    const modifiedAt = files.modifiedAt(descriptor);
    if (sizeBytes === 0) throw new Failure("media.empty");
    const read = (start: number, end: number) => readExactly(files, descriptor, start, end);
    return {
      sizeBytes,
      modifiedAt,
      form: inspectAudio(read, sizeBytes),
      read,
      hasChanged: () => files.size(descriptor) !== sizeBytes || files.modifiedAt(descriptor) !== modifiedAt,
      close: () => files.close(descriptor),
    };
  } catch (error) {
    files.close(descriptor);
    throw error;
  }
}

/**
 * The bytes `[start, end)` of a file that was looked at before; it is open no longer than that.
 *
 * @throws Failure `media.source-changed` if the file has become shorter, `media.source-gone`
 */
export function readRange(files: FilePort, path: string, start: number, end: number): Uint8Array {
  const descriptor = fromSource(() => files.openRead(path));
  try {
    return readExactly(files, descriptor, start, end);
  } finally {
    files.close(descriptor);
  }
}

function readExactly(files: FilePort, descriptor: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  if (fromSource(() => files.read(descriptor, bytes, start)) < bytes.length) {
    throw new Failure("media.source-changed");
  }
  return bytes;
}

/** A card pulled out, or a folder instead of a file: the fault is the source's, not the vault's disk. */
function fromSource<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof Error && "code" in error) throw new Failure("media.source-gone");
    throw error;
  }
}

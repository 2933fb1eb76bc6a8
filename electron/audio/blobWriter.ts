/** Writes a blob from bytes as they arrive, in constant memory. */
import path from "node:path";
import { encryptWithNonce } from "../crypto/aead.ts";
import { randomBytes } from "../crypto/random.ts";
import { wipe } from "../crypto/wipe.ts";
import type { FilePort } from "../ports/files.ts";
import { chunkBytes, encodeBlobHeader } from "./blobFormat.ts";
import { type MediaHeader, nonceAt, noncePrefixBytes } from "./mediaHeader.ts";

/** What a new blob is made with. */
export interface BlobWriterOptions {
  readonly files: FilePort;
  /** Must not exist. */
  readonly path: string;
  /** The recording key; copied, the copy is wiped at the end. */
  readonly key: Uint8Array;
  /** The nonce prefix is always fresh, so that no caller can reuse one. */
  readonly header: Omit<MediaHeader, "noncePrefix">;
}

/** A blob being written; ends with `finish` or `abort`. */
export interface BlobWriter {
  /** Adds bytes at the end. @throws the port's error; then only `abort` is left to do */
  append(bytes: Uint8Array): void;
  /**
   * Writes the final chunk; when it returns, the file and its name are on the medium.
   *
   * @throws the port's error; then only `abort` is left to do
   */
  finish(): { readonly sizeBytes: number };
  /** Closes and deletes the unfinished file; does nothing after `finish`. */
  abort(): void;
}

type Phase = "open" | "failed" | "finished" | "aborted";

/** Creates the file and writes its header. @throws the port's error, also if the file exists; nothing is left of the attempt */
export function createBlobWriter({ files, path: blobPath, key, header }: BlobWriterOptions): BlobWriter {
  const ownKey = Uint8Array.from(key);
  const noncePrefix = randomBytes(noncePrefixBytes);
  const headerInFile = encodeBlobHeader({ ...header, noncePrefix });
  // A full chunk is held back here until more bytes come, since only then is it known not to be the last.
  const held = new Uint8Array(chunkBytes);
  let heldBytes = 0;
  let chunkIndex = 0;
  let filePosition = 0;
  let phase: Phase = "open";

  const descriptor = files.createNew(blobPath);
  let isFileOpen = true;
  try {
    write(headerInFile);
  } catch (error) {
    abort();
    throw error;
  }

  function append(bytes: Uint8Array): void {
    requireOpen();
    attempt(() => {
      for (let taken = 0; taken < bytes.length; ) {
        if (heldBytes === chunkBytes) writeChunk(false);
        const piece = bytes.subarray(taken, taken + chunkBytes - heldBytes);
        held.set(piece, heldBytes);
        heldBytes += piece.length;
        taken += piece.length;
      }
    });
  }

  function finish(): { sizeBytes: number } {
    requireOpen();
    const sizeBytes = chunkIndex * chunkBytes + heldBytes;
    attempt(() => {
      writeChunk(true);
      files.sync(descriptor);
      closeFile();
      files.syncFolder(path.dirname(blobPath));
      phase = "finished";
    });
    return { sizeBytes };
  }

  function abort(): void {
    if (phase === "finished" || phase === "aborted") return;
    phase = "aborted";
    closeFile();
    files.unlink(blobPath);
  }

  function closeFile(): void {
    if (!isFileOpen) return;
    isFileOpen = false;
    wipe(ownKey, held);
    files.close(descriptor);
  }

  function writeChunk(isLast: boolean): void {
    write(
      encryptWithNonce(
        ownKey,
        nonceAt(noncePrefix, chunkIndex, isLast),
        held.subarray(0, heldBytes),
        headerInFile,
      ),
    );
    chunkIndex += 1;
    heldBytes = 0;
  }

  function write(bytes: Uint8Array): void {
    files.write(descriptor, bytes, filePosition);
    filePosition += bytes.length;
  }

  function requireOpen(): void {
    if (phase !== "open") throw new Error(`the blob writer is ${phase}`);
  }

  // After a failed write the file's end is unknown, and a second try could encrypt other bytes under a used nonce.
  function attempt(step: () => void): void {
    try {
      step();
    } catch (error) {
      phase = "failed";
      throw error;
    }
  }

  return { append, finish, abort };
}

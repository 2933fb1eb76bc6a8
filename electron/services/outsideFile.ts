/** A file in a place of the person's own choice: written beside its name, read back there, and only then given the name. */
import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import { Failure } from "../../shared/errors.ts";
import type { FilePort } from "../ports/files.ts";
import type { OpenVault } from "../vault/openVault.ts";
import {
  insertOutsideCopy,
  insertUnfinishedFile,
  listUnfinishedFiles,
  removeOutsideCopy,
  removeUnfinishedFile,
} from "../vault/outsideCopyRepository.ts";
import { isSystemError } from "./attempts.ts";
import type { ServiceContext } from "./context.ts";

/** A file outside; ends with `keep` or `discard`. Every operation throws Failure `copy.not-written` if the place fails. */
export interface OutsideFile {
  /** Adds bytes at the end. */
  append(bytes: Uint8Array): void;
  /** Writes over bytes that are there. */
  patch(bytes: Uint8Array, position: number): void;
  sizeBytes(): number;
  /** Puts everything on the medium and opens the file anew, for reading only. */
  reopen(): void;
  /** Reads after `reopen`; fewer bytes than asked for only at the end. */
  read(position: number, length: number): Uint8Array;
  /** Remembers the copy and gives the file its name, in this order: no copy is outside unknown. */
  keep(copy: OutsideCopy & { readonly conversationId: ConversationId }): void;
  /** Deletes the file; does nothing after `keep`. */
  discard(): void;
}

/**
 * A name beside a chosen place, for what is not whole yet: of its own, since the chosen one may be as long as a name
 * may be, and nobody's, since beside it lie the person's own files.
 */
export function temporaryBeside(targetPath: string): string {
  return join(dirname(targetPath), `lyhord-${randomUUID()}.tmp`);
}

/** Creates the file; that it is being written is in the database before, so that a crash leaves nothing for long. */
export function createOutsideFile({ vault, files }: ServiceContext, targetPath: string): OutsideFile {
  const path = temporaryBeside(targetPath);
  insertUnfinishedFile(vault.db, path);
  let phase: "open" | "kept" | "discarded" = "open";
  let sizeBytes = 0;
  let descriptor: number | undefined;

  function close(): void {
    if (descriptor === undefined) return;
    files.close(descriptor);
    descriptor = undefined;
  }

  function opened(): number {
    if (descriptor === undefined) throw new Error("the file outside is closed");
    return descriptor;
  }

  function discard(): void {
    if (phase !== "open") return;
    phase = "discarded";
    close();
    if (isRemoved(files, path)) removeUnfinishedFile(vault.db, path);
  }

  /** After a failure nothing of the file is left. */
  function attempt<T>(operation: () => T): T {
    try {
      return operation();
    } catch (error) {
      discard();
      throw isSystemError(error) ? new Failure("copy.not-written") : error;
    }
  }

  attempt(() => {
    descriptor = files.createNew(path);
  });

  return {
    append: (bytes) =>
      attempt(() => {
        files.write(opened(), bytes, sizeBytes);
        sizeBytes += bytes.length;
      }),
    patch: (bytes, position) => attempt(() => files.write(opened(), bytes, position)),
    sizeBytes: () => sizeBytes,
    reopen: () =>
      attempt(() => {
        files.sync(opened());
        close();
        descriptor = files.openRead(path);
      }),
    read: (position, length) =>
      attempt(() => {
        const bytes = new Uint8Array(length);
        return bytes.subarray(0, files.read(opened(), bytes, position));
      }),
    keep(copy) {
      const id = randomUUID();
      close();
      insertOutsideCopy(vault.db, { ...copy, id });
      attempt(() => {
        try {
          files.rename(path, targetPath);
        } catch (error) {
          removeOutsideCopy(vault.db, id);
          throw error;
        }
      });
      phase = "kept";
      removeUnfinishedFile(vault.db, path);
      // The file bears its name; a folder that cannot be synced (a network drive) does not take it away again.
      try {
        files.syncFolder(dirname(targetPath));
      } catch (error) {
        if (!isSystemError(error)) throw error;
      }
    },
    discard,
  };
}

/**
 * Deletes what a crash, or a stick that was pulled out, left of files outside. Run it at unlock.
 *
 * What cannot be reached now is remembered: it comes with the stick.
 */
export function removeUnfinishedFiles({ db, files }: OpenVault): void {
  for (const path of listUnfinishedFiles(db)) if (isRemoved(files, path)) removeUnfinishedFile(db, path);
}

/** @returns `false` if the file cannot be deleted now, or nobody can see whether it is there */
export function isRemoved(files: FilePort, path: string): boolean {
  try {
    if (files.exists(path)) files.unlink(path);
    return files.isFolder(dirname(path));
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

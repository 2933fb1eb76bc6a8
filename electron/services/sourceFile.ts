/** A file outside that is to be erased: what stands against it, whether it is what was taken in, and its destruction. */
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type { SourceErasure, UntouchedReason } from "../../shared/domain/sourceErasure.ts";
import { Failure } from "../../shared/errors.ts";
import { overwriteInSteps } from "../audio/destroyFile.ts";
import { createSha256 } from "../crypto/hash.ts";
import { randomBytes } from "../crypto/random.ts";
import type { FilePort, NameFacts } from "../ports/files.ts";
import { pieceBytes } from "./filePieces.ts";

/** Where a file lies, as far as its path and its system tell. */
export type Reach = Extract<SourceErasure, { outcome: "gone" }>["reach"];

/** Told how many bytes are done; what it throws ends the work. */
export type OnPiece = (doneBytes: number, totalBytes: number) => void;

/** A file as it was read, and as it must still be when it is destroyed. */
export interface ReadFile extends Pick<NameFacts, "sizeBytes" | "modifiedAt"> {
  /** 32 bytes. */
  readonly sha256: Uint8Array;
}

/** The absolute paths of a file under its name, and under the one it has while it is destroyed. */
interface Names {
  readonly path: string;
  readonly leftover: string;
}

/** Thrown where a file is left as it is. */
export class SourceUntouched extends Error {
  readonly reason: UntouchedReason;

  constructor(reason: UntouchedReason) {
    super(reason);
    this.name = "SourceUntouched";
    this.reason = reason;
  }
}

/** A new name beside the file, which nothing else has and which tells nothing. */
export function newLeftover(filePath: string): string {
  return path.join(path.dirname(filePath), `lyhord-${Buffer.from(randomBytes(8)).toString("hex")}.gone`);
}

/**
 * Reads a file to its end, as it is to be erased.
 *
 * @returns its hash, and length and time of the last change, the same before and after the reading
 * @throws SourceUntouched
 */
export async function readSource(files: FilePort, filePath: string, onPiece: OnPiece): Promise<ReadFile> {
  const { sizeBytes, modifiedAt } = requirePlainFile(files, filePath);
  // Opened for writing: what is write-protected, or held by another program, is left alone before anything is begun.
  const descriptor = fromSource(() => files.openUpdate(filePath));
  const hash = createSha256();
  try {
    for (let done = 0; done < sizeBytes; ) {
      const piece = new Uint8Array(Math.min(pieceBytes, sizeBytes - done));
      const there = fromSource(() => files.read(descriptor, piece, done));
      if (there < piece.length) throw new SourceUntouched("changed");
      hash.update(piece);
      done += there;
      onPiece(done, sizeBytes);
      await setImmediate();
    }
  } finally {
    closeQuietly(files, descriptor);
  }
  const read = { sizeBytes, modifiedAt, sha256: hash.digest() };
  requireUnchanged(files, filePath, read);
  return read;
}

/**
 * Takes a file's name away, so that what is found under it later is whole; nothing is destroyed yet.
 *
 * @throws SourceUntouched if the file keeps, or gets back, its name
 * @throws the port's error if it could not get it back
 */
export function takeNameAway(files: FilePort, { path: filePath, leftover }: Names, read: ReadFile): void {
  requireUnchanged(files, filePath, read);
  fromSource(() => files.rename(filePath, leftover));
  try {
    requireUnchanged(files, leftover, read);
    closeQuietly(
      files,
      fromSource(() => files.openUpdate(leftover)),
    );
  } catch (error) {
    if (!(error instanceof SourceUntouched)) throw error;
    // Somebody else was quicker than the renaming.
    giveNameBack(files, { path: filePath, leftover });
    // A card that was pulled out shows neither name: what became of the file is not known.
    if (!isListed(files, filePath)) throw new SourceStillThere();
    throw error;
  }
}

/** Undoes `takeNameAway`; does nothing if there is no such file, or its name is taken. @throws the port's error */
export function giveNameBack(files: FilePort, { path: filePath, leftover }: Names): void {
  if (files.look(leftover) === undefined || files.look(filePath) !== undefined) return;
  files.rename(leftover, filePath);
}

/**
 * Overwrites and deletes what `takeNameAway` has left, then lists its folder again.
 *
 * @returns whether all of it was overwritten
 * @throws the port's error: it can be called again; Error if something of it is still listed
 */
export async function destroyLeftover(
  files: FilePort,
  { path: filePath, leftover }: Names,
  onPiece: OnPiece,
): Promise<boolean> {
  const totalBytes = files.look(leftover)?.sizeBytes ?? 0;
  const steps = overwriteInSteps(files, leftover);
  let step = steps.next();
  while (!step.done) {
    onPiece(step.value, totalBytes);
    await setImmediate();
    step = steps.next();
  }
  files.unlink(leftover);
  syncFolderOf(files, leftover);
  if (isListed(files, filePath) || isListed(files, leftover)) throw new SourceStillThere();
  return step.value;
}

/** Thrown where a file that was deleted is listed all the same. */
export class SourceStillThere extends Error {
  constructor() {
    super("the file is still listed");
    this.name = "SourceStillThere";
  }
}

/**
 * Whether a folder lists a file.
 *
 * @throws Error if the folder cannot be listed: nothing is known then
 */
export function isListed(files: FilePort, filePath: string): boolean {
  const folder = path.dirname(filePath);
  if (!files.isFolder(folder)) throw Object.assign(new Error("the folder is not there"), { code: "ENOENT" });
  return files.list(folder).includes(path.basename(filePath)) || files.look(filePath) !== undefined;
}

/**
 * How far erasing reaches where a file lies.
 *
 * Windows gives out a copy in its internet cache where a file on a phone is chosen.
 */
export function reachOf(files: FilePort, filePath: string): Reach {
  if (/[\\/]INetCache[\\/]/i.test(filePath)) return "copy";
  try {
    return files.isRemote(filePath) ? "network" : "drive";
  } catch (error) {
    // Some systems cannot tell of some drives; whether it can be erased there shows itself.
    if (isTroubleOutside(error)) return "drive";
    throw error;
  }
}

/** Whether a thrown thing is the place's failing: its system's error, or a file that will not go. */
export function isTroubleOutside(error: unknown): boolean {
  if (error instanceof SourceStillThere) return true;
  return typeof (error as NodeJS.ErrnoException | null)?.code === "string" && !(error instanceof Failure);
}

function requirePlainFile(files: FilePort, filePath: string): NameFacts {
  const facts = fromSource(() => files.look(filePath));
  if (facts === undefined) throw new SourceUntouched("absent");
  if (facts.kind === "link") throw new SourceUntouched("linked");
  if (facts.kind !== "file") throw new SourceUntouched("not-a-file");
  if (facts.names > 1) throw new SourceUntouched("linked");
  return facts;
}

function requireUnchanged(files: FilePort, filePath: string, read: ReadFile): void {
  const { sizeBytes, modifiedAt } = requirePlainFile(files, filePath);
  if (sizeBytes !== read.sizeBytes || modifiedAt !== read.modifiedAt) {
    throw new SourceUntouched("changed");
  }
}

function fromSource<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    if (error instanceof Error && "code" in error) throw new SourceUntouched(reasonOf(String(error.code)));
    throw error;
  }
}

function reasonOf(code: string): UntouchedReason {
  if (["EACCES", "EPERM", "EROFS"].includes(code)) return "read-only";
  if (["EBUSY", "ETXTBSY"].includes(code)) return "in-use";
  return code === "ENOENT" || code === "ENOTDIR" ? "absent" : "unreachable";
}

/** A card pulled out while its file is open: closing it may fail, and changes nothing. */
function closeQuietly(files: FilePort, descriptor: number): void {
  try {
    files.close(descriptor);
  } catch (error) {
    if (!isTroubleOutside(error)) throw error;
  }
}

/** Some network drives cannot sync a folder; whether the file is gone is looked at afterwards. */
function syncFolderOf(files: FilePort, filePath: string): void {
  try {
    files.syncFolder(path.dirname(filePath));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EINVAL" && code !== "ENOTSUP" && code !== "EPERM" && code !== "EACCES") throw error;
  }
}

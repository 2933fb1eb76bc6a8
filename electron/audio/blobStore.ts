/** The folder of encrypted sound: which files a recording has, and how each is destroyed – without any key. */
import path from "node:path";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { randomBytes } from "../crypto/random.ts";
import { type FilePort, readWhole } from "../ports/files.ts";
import { type Destruction, destroyFile, leftoverOf, retireFile } from "./destroyFile.ts";

/** Length of S, the half of a recording key that is kept in a file, in bytes. */
export const shredBytes = 32;

/** The files `<id>.blob` (sound), `<id>.shred` (S) and `<id>.part` (a recording in progress) of one folder. */
export interface BlobStore {
  blobPath(id: RecordingId): string;
  partPath(id: RecordingId): string;
  /**
   * Makes S for a new recording; when it returns, the file is on the medium.
   *
   * @returns 32 random bytes
   * @throws the port's error, also if there is one already; then nothing is left of the attempt
   */
  createShred(id: RecordingId): Uint8Array;
  /**
   * Puts S of a restored recording where there is none; when it returns, the file is on the medium.
   *
   * @param shred - 32 bytes
   * @throws the port's error, also if there is one already
   */
  restoreShred(id: RecordingId, shred: Uint8Array): void;
  /** S, 32 bytes; `undefined` if it is absent or its destruction has begun. */
  readShred(id: RecordingId): Uint8Array | undefined;
  /** Step 2 of erasure: after it, the recording key cannot be computed. Idempotent; finishes a half-done one. */
  destroyShred(id: RecordingId): Destruction;
  /** Step 5 of erasure. Idempotent; finishes a half-done one. */
  destroyBlob(id: RecordingId): Destruction;
  /** Destroys a recording in progress. Idempotent; finishes a half-done one. */
  destroyPart(id: RecordingId): Destruction;
  /** Whether anything of the blob is left, also half destroyed. */
  hasBlob(id: RecordingId): boolean;
  /** Whether anything of S is left, also half destroyed. */
  hasShred(id: RecordingId): boolean;
  /** Whether anything of a recording in progress is left, also half destroyed. */
  hasPart(id: RecordingId): boolean;
  /** Every id of which any file is left, sorted; other files are not looked at. */
  listIds(): RecordingId[];
}

/** Opens the folder, creating it if need be. */
export function createBlobStore({
  files,
  folder,
}: {
  readonly files: FilePort;
  readonly folder: string;
}): BlobStore {
  files.makeFolder(folder);

  function pathOf(id: RecordingId, kind: "blob" | "shred" | "part"): string {
    // Ids also come from files that cannot be authenticated while locked; none may lead out of the folder.
    if (!idPattern.test(id)) throw new RangeError("not a recording id");
    return path.join(folder, `${id}.${kind}`);
  }

  function isAnythingLeft(filePath: string): boolean {
    return files.exists(filePath) || files.exists(leftoverOf(filePath));
  }

  return {
    blobPath: (id) => pathOf(id, "blob"),
    partPath: (id) => pathOf(id, "part"),
    createShred(id) {
      const shred = randomBytes(shredBytes);
      createShredFile(files, pathOf(id, "shred"), shred);
      return shred;
    },
    restoreShred: (id, shred) => createShredFile(files, pathOf(id, "shred"), shred),
    readShred(id) {
      const shred = readWhole(files, pathOf(id, "shred"));
      return shred?.length === shredBytes && !isBeingDestroyed(shred) ? shred : undefined;
    },
    destroyShred: (id) => destroyFile(files, pathOf(id, "shred")),
    destroyBlob: (id) => destroyFile(files, pathOf(id, "blob")),
    destroyPart: (id) => retireFile(files, pathOf(id, "part")),
    hasBlob: (id) => isAnythingLeft(pathOf(id, "blob")),
    hasShred: (id) => isAnythingLeft(pathOf(id, "shred")),
    hasPart: (id) => isAnythingLeft(pathOf(id, "part")),
    listIds() {
      const ids = files.list(folder).flatMap((name) => fileNamePattern.exec(name)?.[1] ?? []);
      return [...new Set(ids)].sort() as RecordingId[];
    },
  };
}

/** Destruction writes zeros from the start on; eight of them do not come about by chance. */
function isBeingDestroyed(shred: Uint8Array): boolean {
  return shred.subarray(0, 8).every((byte) => byte === 0);
}

function createShredFile(files: FilePort, shredPath: string, shred: Uint8Array): void {
  const descriptor = files.createNew(shredPath);
  try {
    files.write(descriptor, shred, 0);
    files.sync(descriptor);
    files.syncFolder(path.dirname(shredPath));
  } catch (error) {
    files.close(descriptor);
    files.unlink(shredPath);
    throw error;
  }
  files.close(descriptor);
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const fileNamePattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(?:blob|shred|part)(?:\.gone)?$/;

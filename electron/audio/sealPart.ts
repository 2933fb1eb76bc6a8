/** Turns a stopped or recovered recording into a blob. */
import { Failure } from "../../shared/errors.ts";
import { createSha256 } from "../crypto/hash.ts";
import { type BlobOptions, openBlob } from "./blobReader.ts";
import { type BlobWriter, createBlobWriter } from "./blobWriter.ts";
import { destroyFile, retireFile } from "./destroyFile.ts";
import { hashBlob } from "./hashBlob.ts";
import { openPart, type PartReader } from "./partReader.ts";

/** Both files of one recording, its key, and whose it is. */
export interface SealPartOptions extends Omit<BlobOptions, "path"> {
  readonly partPath: string;
  readonly blobPath: string;
}

/** What a sealed blob holds. */
export interface SealedBlob {
  /** At least 1. */
  readonly sizeBytes: number;
  /** SHA-256 of the plain bytes, 32 bytes. */
  readonly sha256: Uint8Array;
}

/**
 * Re-chunks the authentic records of a part into a new blob, verifies it by reading it again, then destroys the part.
 *
 * May be called again after a crash at any point: while there is a part it is what counts, and an
 * earlier blob beside it is made anew.
 *
 * @throws Failure `media.empty` if no record is authentic; the part is left for its owner to destroy
 * @throws Failure `media.tampered` if the part's header is not the one asked for
 * @throws Failure `media.verification-failed` if the blob reads back differently; the part is left
 * @throws the port's error; the part is left
 */
export function sealPart({ partPath, blobPath, ...rest }: SealPartOptions): SealedBlob {
  const { files } = rest;
  const written = files.exists(partPath) ? writeBlob({ partPath, blobPath, ...rest }) : undefined;
  const read = readBack({ ...rest, path: blobPath });
  if (written !== undefined && !isSame(written, read)) {
    destroyFile(files, blobPath);
    throw new Failure("media.verification-failed");
  }
  retireFile(files, partPath);
  return read;
}

function writeBlob({ partPath, blobPath, ...rest }: SealPartOptions): SealedBlob {
  const part = openPart({ ...rest, path: partPath });
  let writer: BlobWriter | undefined;
  try {
    const first = part.next();
    if (typeof first === "string" || part.header === undefined) throw new Failure("media.empty");
    destroyFile(rest.files, blobPath);
    const { noncePrefix: _partsOwn, ...header } = part.header;
    writer = createBlobWriter({ files: rest.files, path: blobPath, key: rest.key, header });
    return copyRecords(part, first, writer);
  } catch (error) {
    writer?.abort();
    throw error;
  } finally {
    part.close();
  }
}

function copyRecords(part: PartReader, first: Uint8Array, writer: BlobWriter): SealedBlob {
  const hash = createSha256();
  for (let record: Uint8Array | string = first; typeof record !== "string"; record = part.next()) {
    writer.append(record);
    hash.update(record);
  }
  return { ...writer.finish(), sha256: hash.digest() };
}

function readBack(options: BlobOptions): SealedBlob {
  const blob = openBlob(options);
  try {
    return { sizeBytes: blob.sizeBytes, sha256: hashBlob(blob) };
  } finally {
    blob.close();
  }
}

function isSame(one: SealedBlob, other: SealedBlob): boolean {
  return one.sizeBytes === other.sizeBytes && Buffer.compare(one.sha256, other.sha256) === 0;
}

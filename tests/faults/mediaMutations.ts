/** Changed blobs and parts: nothing of what was changed may be handed out. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { chunkBytes } from "../../electron/audio/blobFormat.ts";
import { openBlob } from "../../electron/audio/blobReader.ts";
import { createBlobWriter } from "../../electron/audio/blobWriter.ts";
import { headerBytes } from "../../electron/audio/mediaHeader.ts";
import { recoverPart } from "../../electron/audio/partReader.ts";
import { createPartWriter } from "../../electron/audio/partWriter.ts";
import { tagBytes } from "../../electron/crypto/aead.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { Failure } from "../../shared/errors.ts";
import {
  exampleHeader,
  exampleKey,
  exampleOwner,
  examplePlain,
  otherOwner,
} from "../support/exampleMedia.ts";
import { type Pick, pickFrom } from "./pickFrom.ts";
import { type ProofResult, sumResults } from "./proof.ts";
import { syntheticSecond } from "./syntheticSecond.ts";

/** A way to change bytes. */
type Mutation = (bytes: Uint8Array, pick: Pick, other: Uint8Array) => Uint8Array;

const sealedChunkBytes = chunkBytes + tagBytes;
const plain = examplePlain(2 * chunkBytes + 1_234);
const seconds = Array.from({ length: 12 }, (_, second) => syntheticSecond(second));

const bitMutations: Readonly<Record<string, Mutation>> = {
  "one bit flipped": (bytes, pick) => {
    const offset = pick(bytes.length);
    return bytes.with(offset, (bytes[offset] ?? 0) ^ (1 << pick(8)));
  },
  "a byte of the header changed": (bytes, pick) => {
    const offset = pick(headerBytes);
    return bytes.with(offset, (bytes[offset] ?? 0) ^ (1 + pick(255)));
  },
};

const blobMutations: Readonly<Record<string, Mutation>> = {
  "cut short": (bytes, pick) => bytes.slice(0, pick(bytes.length)),
  "cut after a chunk": (bytes, pick) => bytes.slice(0, headerBytes + pick(3) * sealedChunkBytes),
  "something added": (bytes, pick) => Buffer.concat([bytes, randomLike(1 + pick(2 * chunkBytes), pick)]),
  "two chunks exchanged": (bytes, pick) => exchange(bytes, pick(2), 2),
  "a chunk doubled": (bytes, pick) => {
    const chunk = chunkAt(bytes, pick(3));
    return Buffer.concat([bytes, chunk]);
  },
  "a chunk left out": (bytes, pick) => {
    const start = headerBytes + pick(3) * sealedChunkBytes;
    return Buffer.concat([bytes.slice(0, start), bytes.slice(start + sealedChunkBytes)]);
  },
  "a chunk of another blob put in": (bytes, pick, other) => {
    const index = pick(3);
    return Buffer.from(bytes).fill(chunkAt(other, index), headerBytes + index * sealedChunkBytes);
  },
  "another recording's blob under the same key": (_, __, other) => other,
  "the header of another blob": (bytes, _, other) =>
    Buffer.concat([other.slice(0, headerBytes), bytes.slice(headerBytes)]),
};

const partMutations: Readonly<Record<string, Mutation>> = {
  "a record of another part put in": (before, pick, foreign) => {
    const start = recordStart(pick(seconds.length));
    return Buffer.concat([before.slice(0, start), foreign.slice(start)]);
  },
  "a record left out": (before, pick) => {
    const index = pick(seconds.length - 1);
    return Buffer.concat([before.slice(0, recordStart(index)), before.slice(recordStart(index + 1))]);
  },
  "a record doubled": (before, pick) => {
    const index = pick(seconds.length);
    const end = recordStart(index + 1);
    return Buffer.concat([before.slice(0, end), before.slice(recordStart(index), end), before.slice(end)]);
  },
};

/** What is changed: bits where they stand, or how long the file is and in which order its pieces come. */
export type ChangeOf = "bits" | "order";

/** Changes a sealed blob, and looks whether any byte can still be read of a changed place. */
export async function tryBlobMutations(
  parent: string,
  changeOf: ChangeOf,
  trialsEach: number,
): Promise<ProofResult> {
  await loadSodium();
  const bytes = writtenBlob(path.join(parent, "one.blob"), exampleOwner);
  const other = writtenBlob(path.join(parent, "other.blob"), otherOwner);
  const target = path.join(parent, "changed.blob");
  requireAccepted(isBlobAccepted(written(target, bytes), true));
  // A length that was changed must be noticed before anything is read, any other change before what it touches is.
  const isAccepted = (changed: Uint8Array) =>
    isBlobAccepted(written(target, changed), changed.length === bytes.length);
  const mutations = changeOf === "bits" ? bitMutations : blobMutations;
  return sumResults(
    Object.entries(mutations).map(([what, mutate]) =>
      countAccepted(`a blob, ${what}`, trialsEach, { bytes, other, mutate, isAccepted }),
    ),
  );
}

/** Changes a recording in progress, and looks whether more can be read than what was recorded before that place. */
export async function tryPartMutations(
  parent: string,
  changeOf: ChangeOf,
  trialsEach: number,
): Promise<ProofResult> {
  await loadSodium();
  const bytes = writtenPart(path.join(parent, "one.part"));
  const other = writtenPart(path.join(parent, "other.part"));
  const target = path.join(parent, "changed.part");
  requireAccepted(recoveredSeconds(written(target, bytes)) === seconds.length);
  const isAccepted = (changed: Uint8Array) =>
    recoveredSeconds(written(target, changed)) > intactSeconds(bytes, changed);
  const mutations = changeOf === "bits" ? bitMutations : partMutations;
  return sumResults(
    Object.entries(mutations).map(([what, mutate]) =>
      countAccepted(`a recording in progress, ${what}`, trialsEach, { bytes, other, mutate, isAccepted }),
    ),
  );
}

/** A file, another of its kind, a change, and whether the changed file is believed. */
interface MutationTrial {
  readonly bytes: Uint8Array;
  readonly other: Uint8Array;
  readonly mutate: Mutation;
  isAccepted(changed: Uint8Array): boolean;
}

function countAccepted(
  what: string,
  trials: number,
  { bytes, other, mutate, isAccepted }: MutationTrial,
): ProofResult {
  const pick = pickFrom(trials);
  const failures: string[] = [];
  // Some ways have few outcomes: each counts once.
  const tried = new Set([hashOf(bytes)]);
  for (let attempt = 0; attempt < trials; attempt += 1) {
    const changed = mutate(bytes, pick, other);
    const hash = hashOf(changed);
    if (tried.has(hash)) continue;
    tried.add(hash);
    if (isAccepted(changed)) failures.push(`${what}: accepted in attempt ${attempt}`);
  }
  return { trials: tried.size - 1, failures, mutations: tried.size - 1 };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha1").update(bytes).digest("base64");
}

/** Whether a blob can be opened, and if asked for, read to its end. */
function isBlobAccepted(blobPath: string, isRead: boolean): boolean {
  try {
    const blob = openBlob({ files: nodeFiles, path: blobPath, key: exampleKey, ...exampleOwner });
    try {
      if (isRead) blob.read(0, blob.sizeBytes);
      return true;
    } finally {
      blob.close();
    }
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

/** How many seconds come back; throws if one of them is not what was recorded. */
function recoveredSeconds(partPath: string): number {
  try {
    const { records } = recoverPart({ files: nodeFiles, path: partPath, key: exampleKey, ...exampleOwner });
    for (const [index, record] of records.entries()) {
      const second = seconds[index];
      if (second === undefined || Buffer.compare(record, second) !== 0) return Number.POSITIVE_INFINITY;
    }
    return records.length;
  } catch (error) {
    if (error instanceof Failure) return 0;
    throw error;
  }
}

/** How many whole records stand before the first changed byte. */
function intactSeconds(bytes: Uint8Array, changed: Uint8Array): number {
  const firstChange = bytes.findIndex((byte, index) => byte !== changed[index]);
  const end = firstChange === -1 ? bytes.length : firstChange;
  return seconds.findLastIndex((_, index) => recordStart(index + 1) <= end) + 1;
}

function recordStart(index: number): number {
  const before = seconds.slice(0, index);
  return before.reduce((start, second) => start + 4 + second.length + tagBytes, headerBytes);
}

function chunkAt(bytes: Uint8Array, index: number): Uint8Array {
  const start = headerBytes + index * sealedChunkBytes;
  return bytes.slice(start, start + sealedChunkBytes);
}

function exchange(bytes: Uint8Array, one: number, another: number): Uint8Array {
  const chunks = [0, 1, 2].map((index) => chunkAt(bytes, index));
  const order = [0, 1, 2].map((index) => (index === one ? another : index === another ? one : index));
  return Buffer.concat([
    bytes.slice(0, headerBytes),
    ...order.map((index) => chunks[index] ?? new Uint8Array()),
  ]);
}

function writtenBlob(blobPath: string, owner: typeof exampleOwner | typeof otherOwner): Uint8Array {
  const writer = createBlobWriter({
    files: nodeFiles,
    path: blobPath,
    key: exampleKey,
    header: { ...exampleHeader, ...owner },
  });
  writer.append(plain);
  writer.finish();
  return new Uint8Array(fs.readFileSync(blobPath));
}

function writtenPart(partPath: string): Uint8Array {
  const writer = createPartWriter({
    files: nodeFiles,
    path: partPath,
    key: exampleKey,
    header: exampleHeader,
  });
  for (const second of seconds) writer.append(second);
  writer.close();
  return new Uint8Array(fs.readFileSync(partPath));
}

function written(target: string, bytes: Uint8Array): string {
  fs.writeFileSync(target, bytes);
  return target;
}

/** Without this, a reader that refuses everything would pass. */
function requireAccepted(isAccepted: boolean): void {
  if (!isAccepted) throw new Error("the unchanged file is refused");
}

function randomLike(sizeBytes: number, pick: Pick): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, () => pick(256));
}

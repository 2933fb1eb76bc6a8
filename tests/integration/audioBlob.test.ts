/** The blob format on real files: frozen vectors, round trips, ranges, and ten thousand forgeries. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { chunkBytes, fileBytesFor, layoutOfFile } from "../../electron/audio/blobFormat.ts";
import { type BlobOptions, openBlob } from "../../electron/audio/blobReader.ts";
import { createBlobWriter } from "../../electron/audio/blobWriter.ts";
import { hashBlob } from "../../electron/audio/hashBlob.ts";
import { headerBytes } from "../../electron/audio/mediaHeader.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { applyChanges, type VectorChange } from "../support/changeBytes.ts";
import {
  exampleHeader,
  exampleKey,
  exampleOwner,
  examplePlain,
  otherOwner,
} from "../support/exampleMedia.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { referenceBlob } from "../support/referenceMedia.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import vectors from "../vectors/blob.json" with { type: "json" };

beforeAll(loadSodium);

const files = nodeFiles;
const sealedChunkBytes = chunkBytes + 16;
const borderSizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 2 * chunkBytes];

describe("frozen vectors", () => {
  it.each(vectors.blobs)("the blob “$name” is still read, byte for byte", (vector) => {
    const bytes = vectorBlob(vector.name);
    const owner = ownerOf(vector.header);

    expect(hashOf(bytes)).toBe(vector.fileSha256);
    if (vector.file !== undefined) expect(Buffer.from(bytes).toString("hex")).toBe(vector.file);
    expect(hashOf(readAll({ ...at(written(bytes)), ...owner }))).toBe(hashOf(examplePlain(vector.sizeBytes)));
  });

  it("name at least forty forgeries", () => {
    expect(vectors.negative.length).toBeGreaterThanOrEqual(40);
  });

  it.each(vectors.negative)("$title ($base) fails at $expect.when as $expect.fault", (vector) => {
    const forged = applyChanges(vectorBlob(vector.base), vector.change as VectorChange[], {
      header: headerBytes,
      chunk: sealedChunkBytes,
      other: vectorBlob,
    });
    const { key, ...owner } = (vector.openAs ?? {}) as { key?: string; conversationId?: ConversationId };
    const options = { ...at(written(forged)), ...owner, ...(key === undefined ? {} : { key: fromHex(key) }) };

    expect(faultOf(options)).toEqual(vector.expect);
  });
});

describe("a blob", () => {
  it.each(borderSizes)("of %i bytes reads back, and is laid out as the reference lays it out", (size) => {
    const plain = examplePlain(size);
    const blobPath = write(plain);
    const bytes = fs.readFileSync(blobPath);
    const noncePrefix = bytes.subarray(43, headerBytes).toString("hex");

    const header = { keyGeneration: 7, mediaTypeCode: 4, ...exampleOwner, noncePrefix };
    expect(hashOf(bytes)).toBe(hashOf(referenceBlob(exampleKey, header, plain)));
    expect(bytes.length).toBe(fileBytesFor(size));
    expect(hashOf(readAll(at(blobPath)))).toBe(hashOf(plain));
  });

  it("does not depend on how its bytes were cut into appends", () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom(...borderSizes)), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(sizes, (pieces) => {
        const plain = examplePlain(pieces.reduce((sum, size) => sum + size, 0));
        const blobPath = write(...consecutive(plain, pieces));

        expect(Buffer.compare(readAll(at(blobPath)), plain)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it("says its size, its kind and its hash", () => {
    const plain = examplePlain(chunkBytes + 10);
    const blob = openBlob(at(write(plain)));

    expect([blob.sizeBytes, blob.mediaType]).toEqual([chunkBytes + 10, "ogg"]);
    expect(Buffer.from(hashBlob(blob)).toString("hex")).toBe(hashOf(plain));
    blob.close();
  });

  it("never has the same nonce prefix twice, even for the same sound under the same key", () => {
    const prefix = () =>
      fs
        .readFileSync(write(examplePlain(1)))
        .subarray(43, headerBytes)
        .toString("hex");

    expect(new Set(Array.from({ length: 50 }, prefix)).size).toBe(50);
  });

  it("holds nothing of its sound in the clear", () => {
    const plain = Buffer.from("det här sa klienten ".repeat(50));

    expect(fs.readFileSync(write(plain)).includes("klient")).toBe(false);
  });

  it("gives 2 000 random ranges byte for byte", () => {
    const plain = examplePlain(3 * chunkBytes + 777);
    const blob = openBlob(at(write(plain)));
    const position = fc.oneof(
      fc.integer({ min: 0, max: plain.length }),
      fc.integer({ min: -2, max: 2 }).map((offset) => 2 * chunkBytes + offset),
    );
    fc.assert(
      fc.property(position, position, (one, other) => {
        const [start, end] = [Math.min(one, other), Math.max(one, other)];

        return Buffer.compare(blob.read(start, end), plain.subarray(start, end)) === 0;
      }),
      { numRuns: 2000, endOnFailure: true },
    );
    blob.close();
  });

  it.each([
    [-1, 2],
    [3, 2],
    [0, 11],
    [11, 11],
    [0.5, 2],
    [0, Number.NaN],
  ])("of ten bytes has no range [%d, %d)", (start, end) => {
    const blob = openBlob(at(write(examplePlain(10))));

    expect(() => blob.read(start, end)).toThrow(RangeError);
    blob.close();
  });

  it("cannot be read after it was closed", () => {
    const blob = openBlob(at(write(examplePlain(10))));
    blob.close();
    blob.close();

    expect(() => blob.read(0, 1)).toThrow("closed");
  });

  it("still gives its sound chunks when another one is damaged, and nothing of that one", () => {
    const plain = examplePlain(2 * chunkBytes + 5);
    const blobPath = write(plain);
    damage(blobPath, headerBytes + sealedChunkBytes + 9);
    const blob = openBlob(at(blobPath));

    expect(hashOf(blob.read(0, chunkBytes))).toBe(hashOf(plain.subarray(0, chunkBytes)));
    expect(() => blob.read(chunkBytes - 1, chunkBytes + 1)).toThrow(tamperedWith("chunk"));
    expect(() => blob.read(0, plain.length)).toThrow(tamperedWith("chunk"));
    blob.close();
  });

  it("that is damaged while it is open gives nothing of the damaged chunk", () => {
    const blobPath = write(examplePlain(3 * chunkBytes));
    const blob = openBlob(at(blobPath));
    damage(blobPath, headerBytes + 9);
    fs.truncateSync(blobPath, headerBytes + sealedChunkBytes + 1);

    expect(() => blob.read(0, 1)).toThrow(tamperedWith("chunk"));
    expect(() => blob.read(chunkBytes, chunkBytes + 1)).toThrow(tamperedWith("chunk"));
    blob.close();
  });
});

describe("sizes of files", () => {
  it("say exactly how much is inside", () => {
    fc.assert(
      fc.property(fc.nat({ max: 10_000_000_000 }), (size) => {
        const chunkCount = Math.max(1, Math.ceil(size / chunkBytes));

        expect(layoutOfFile(fileBytesFor(size))).toEqual({ sizeBytes: size, chunkCount });
      }),
    );
  });

  it.each([0, 57, 58, 73, headerBytes + sealedChunkBytes + 1, headerBytes + sealedChunkBytes + 16])(
    "of %i bytes are no blob's",
    (fileBytes) => {
      expect(layoutOfFile(fileBytes)).toBeUndefined();
    },
  );
});

describe("ten thousand forgeries", () => {
  it("are all refused", () => {
    const folder = temporaryFolder();
    const originals = [0, 1, 60, 700, chunkBytes + 30].map((size) => {
      const plain = examplePlain(size);
      return { plain, bytes: new Uint8Array(fs.readFileSync(write(plain))) };
    });
    const foreign = [
      new Uint8Array(fs.readFileSync(write(examplePlain(chunkBytes + 30)))),
      referenceBlob(
        exampleKey,
        { keyGeneration: 7, mediaTypeCode: 4, ...otherOwner, noncePrefix: "00".repeat(15) },
        examplePlain(chunkBytes + 30),
      ),
    ];
    const forgedPath = path.join(folder, "forged");
    let tried = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        fc.constantFrom(...foreign),
        forgery,
        (original, other, forge) => {
          const forged = forge(original.bytes, other);
          fc.pre(Buffer.compare(forged, original.bytes) !== 0 && Buffer.compare(forged, foreign[0]!) !== 0);
          fs.writeFileSync(forgedPath, forged);
          tried += 1;

          return faultOf(at(forgedPath)) !== undefined;
        },
      ),
      { numRuns: 10_000, endOnFailure: true },
    );
    expect(tried).toBe(10_000);
  });
});

describe("a blob being written", () => {
  it("is on the medium, name and all, when finish returns", () => {
    const { files: counted, operations } = faultyFiles(files, { failAt: 0, kind: "EIO" });
    const writer = createBlobWriter({ ...at(newPath()), files: counted, header: exampleHeader });
    writer.append(examplePlain(10));
    writer.finish();

    expect(operations.slice(-3)).toEqual(["write", "sync", "syncFolder"]);
  });

  it("leaves nothing behind when it is aborted", () => {
    const blobPath = newPath();
    const writer = createBlobWriter({ ...at(blobPath), header: exampleHeader });
    writer.append(examplePlain(chunkBytes * 2));
    writer.abort();
    writer.abort();

    expect(fs.existsSync(blobPath)).toBe(false);
    expect(() => writer.append(examplePlain(1))).toThrow("aborted");
  });

  it("does not overwrite a blob that is there", () => {
    const blobPath = write(examplePlain(3));

    expect(() => createBlobWriter({ ...at(blobPath), header: exampleHeader })).toThrow("EEXIST");
    expect(readAll(at(blobPath))).toEqual(examplePlain(3));
  });

  it("stays as it is after abort follows finish", () => {
    const blobPath = newPath();
    const writer = createBlobWriter({ ...at(blobPath), header: exampleHeader });
    writer.finish();
    writer.abort();

    expect(readAll(at(blobPath))).toEqual(new Uint8Array(0));
    expect(() => writer.append(examplePlain(1))).toThrow("finished");
  });

  it.each(["ENOSPC", "EIO"] as const)(
    "refuses more after %s at any operation, and can be aborted",
    (kind) => {
      for (let failAt = 1; ; failAt += 1) {
        const blobPath = newPath();
        const faulty = faultyFiles(files, { failAt, kind });
        let writer: ReturnType<typeof createBlobWriter> | undefined;
        try {
          writer = createBlobWriter({ ...at(blobPath), files: faulty.files, header: exampleHeader });
          writer.append(examplePlain(chunkBytes + 1));
          writer.finish();
        } catch (error) {
          expect(error).toMatchObject({ code: kind });
          if (writer !== undefined) expect(() => writer?.append(examplePlain(1))).toThrow("failed");
          writer?.abort();
          expect(fs.existsSync(blobPath)).toBe(false);
        }
        if (!faulty.struck()) return expect(failAt).toBeGreaterThan(6);
      }
    },
  );

  it("cannot be opened as long as it is not finished, wherever the process was killed", () => {
    for (let failAt = 2; ; failAt += 1) {
      const blobPath = newPath();
      const faulty = faultyFiles(files, { failAt, kind: "crash", only: ["createNew", "write"] });
      try {
        const writer = createBlobWriter({ ...at(blobPath), files: faulty.files, header: exampleHeader });
        writer.append(examplePlain(2 * chunkBytes));
        writer.finish();
      } catch {
        expect(faultOf(at(blobPath))).toMatchObject({ when: "open" });
      }
      if (!faulty.struck()) return expect(failAt).toBe(5);
    }
  });
});

type Forge = (bytes: Uint8Array, other: Uint8Array) => Uint8Array;

/** Bit flips, truncations, extensions, moved and foreign chunks, foreign headers. */
const forgery: fc.Arbitrary<Forge> = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map(flipOneBit) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat({ max: 200 }), fc.integer({ min: 1, max: 255 })).map(changeNearStart),
  },
  { weight: 2, arbitrary: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }).map(cut) },
  { weight: 2, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 100 }).map(extend) },
  { weight: 1, arbitrary: fc.constantFrom(swapChunks, dropFirstChunk, repeatFirstChunk) },
  { weight: 1, arbitrary: fc.constantFrom(foreignHeader, foreignFirstChunk, foreignEnd) },
);

function flipOneBit(where: number): Forge {
  return (bytes) => {
    const bit = Math.floor(where * bytes.length * 8);
    return bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)));
  };
}

function changeNearStart([offset, mask]: [number, number]): Forge {
  return (bytes) => bytes.with(offset % bytes.length, bytes[offset % bytes.length]! ^ mask);
}

function cut(where: number): Forge {
  return (bytes) => bytes.subarray(0, Math.floor(where * bytes.length));
}

function extend(more: Uint8Array): Forge {
  return (bytes) => Buffer.concat([bytes, more]);
}

function swapChunks(bytes: Uint8Array): Uint8Array {
  const [header, first, rest] = split(bytes);
  return Buffer.concat([header, rest, first]);
}

function dropFirstChunk(bytes: Uint8Array): Uint8Array {
  const [header, , rest] = split(bytes);
  return Buffer.concat([header, rest]);
}

function repeatFirstChunk(bytes: Uint8Array): Uint8Array {
  const [header, first, rest] = split(bytes);
  return Buffer.concat([header, first, first, rest]);
}

function foreignHeader(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  return Buffer.concat([split(other)[0], bytes.subarray(headerBytes)]);
}

function foreignFirstChunk(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const [header, , rest] = split(bytes);
  return Buffer.concat([header, split(other)[1], rest]);
}

function foreignEnd(bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const [header, first] = split(bytes);
  return Buffer.concat([header, first, split(other)[2]]);
}

function split(bytes: Uint8Array): [header: Uint8Array, first: Uint8Array, rest: Uint8Array] {
  const border = headerBytes + sealedChunkBytes;
  return [bytes.subarray(0, headerBytes), bytes.subarray(headerBytes, border), bytes.subarray(border)];
}

/** Where reading the whole blob fails; `undefined` if it does not. */
function faultOf(options: BlobOptions): { when: "open" | "read"; fault: unknown } | undefined {
  let when: "open" | "read" = "open";
  try {
    const blob = openBlob(options);
    when = "read";
    try {
      blob.read(0, blob.sizeBytes);
    } finally {
      blob.close();
    }
    return undefined;
  } catch (error) {
    // Without `expect`, which is slow ten thousand times over.
    if (!(error instanceof Failure) || error.code !== "media.tampered") throw error;
    return { when, fault: error.detail?.fault };
  }
}

function tamperedWith(fault: string): unknown {
  return expect.objectContaining({ code: "media.tampered", detail: { fault } });
}

/** Compared instead of the bytes, of which a failed comparison would print every one. */
function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readAll(options: BlobOptions): Uint8Array {
  const blob = openBlob(options);
  try {
    return blob.read(0, blob.sizeBytes);
  } finally {
    blob.close();
  }
}

function write(...pieces: readonly Uint8Array[]): string {
  const blobPath = newPath();
  const writer = createBlobWriter({ ...at(blobPath), header: exampleHeader });
  for (const piece of pieces) writer.append(piece);
  expect(writer.finish()).toEqual({ sizeBytes: pieces.reduce((sum, piece) => sum + piece.length, 0) });
  return blobPath;
}

function consecutive(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const ends = sizes.map((_, index) => sizes.slice(0, index + 1).reduce((sum, size) => sum + size, 0));
  return ends.map((end, index) => bytes.subarray(end - (sizes[index] ?? 0), end));
}

function written(bytes: Uint8Array): string {
  const blobPath = newPath();
  fs.writeFileSync(blobPath, bytes);
  return blobPath;
}

function damage(filePath: string, offset: number): void {
  const bytes = fs.readFileSync(filePath);
  fs.writeFileSync(filePath, bytes.with(offset, bytes[offset]! ^ 1));
}

function newPath(): string {
  return path.join(temporaryFolder(), "x.blob");
}

function at(blobPath: string): BlobOptions {
  return { files, path: blobPath, key: exampleKey, ...exampleOwner };
}

function vectorBlob(name: string): Uint8Array {
  const vector = vectors.blobs.find((blob) => blob.name === name)!;
  return referenceBlob(fromHex(vectors.key), vector.header, examplePlain(vector.sizeBytes));
}

function ownerOf(header: { conversationId: string; blobId: string }) {
  return { conversationId: header.conversationId as ConversationId, blobId: header.blobId as RecordingId };
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

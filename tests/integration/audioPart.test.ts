/** A recording in progress: what a crash, a full disk or a forger can do to it, and how it becomes a blob. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openBlob } from "../../electron/audio/blobReader.ts";
import { headerBytes } from "../../electron/audio/mediaHeader.ts";
import { maximumRecordBytes, partKey } from "../../electron/audio/partFormat.ts";
import { type PartOptions, recoverPart } from "../../electron/audio/partReader.ts";
import { createPartWriter } from "../../electron/audio/partWriter.ts";
import { sealPart } from "../../electron/audio/sealPart.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { applyChanges, type VectorChange } from "../support/changeBytes.ts";
import { exampleHeader, exampleKey, exampleOwner, examplePlain } from "../support/exampleMedia.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { referencePart } from "../support/referenceMedia.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import vectors from "../vectors/part.json" with { type: "json" };

beforeAll(loadSodium);

describe("frozen vectors", () => {
  it.each(vectors.parts)("the part “$name” is still read, byte for byte", ({ header, recordSizes, file }) => {
    const records = recordsOf(recordSizes);
    const { conversationId, blobId } = header as unknown as typeof exampleOwner;

    expect(Buffer.from(partKey(fromHex(vectors.key))).toString("hex")).toBe(vectors.partKey);
    expect(Buffer.from(referencePart(fromHex(vectors.partKey), header, records)).toString("hex")).toBe(file);
    expect(recoverPart({ ...at(written(fromHex(file))), conversationId, blobId })).toEqual({
      records,
      end: "complete",
    });
  });

  it.each(vectors.negative)("$title ($base) gives no more than it should", (vector) => {
    const other = (name: string) => fromHex(vectors.parts.find((part) => part.name === name)!.file);
    const changes = vector.change as unknown as VectorChange[];
    const forged = applyChanges(other(vector.base), changes, { header: headerBytes, chunk: 0, other });
    const { key, ...owner } = (vector.openAs ?? {}) as { key?: string; blobId?: RecordingId };
    const options = { ...at(written(forged)), ...owner, ...(key === undefined ? {} : { key: fromHex(key) }) };

    expect(outcome(options)).toEqual(vector.expect);
  });
});

describe("a part", () => {
  it("gives back what was appended, record for record", () => {
    const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 400 }), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, (records) => {
        expect(recoverPart(at(write(records)))).toEqual({ records, end: "complete" });
      }),
      { numRuns: 60 },
    );
  });

  it("cut at any byte gives the records that are whole, and no other byte", () => {
    const records = recordsOf([40, 1, 17, 90]);
    const bytes = fs.readFileSync(write(records));
    const ends = records.map(
      (_, index) => headerBytes + sum(records.slice(0, index + 1).map((one) => one.length + 20)),
    );
    const cutPath = newPath();

    for (let length = 0; length <= bytes.length; length += 1) {
      fs.writeFileSync(cutPath, bytes.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length;
      const isBorder = length === headerBytes || ends.includes(length);

      expect(recoverPart(at(cutPath))).toEqual({
        records: records.slice(0, whole),
        end: isBorder ? "complete" : "torn",
      });
    }
  });

  it("with any byte changed gives only records before that byte", () => {
    const records = recordsOf([8, 1, 17]);
    const bytes = fs.readFileSync(write(records));
    const ends = records.map(
      (_, index) => headerBytes + sum(records.slice(0, index + 1).map((one) => one.length + 20)),
    );
    const changedPath = newPath();

    for (let offset = 0; offset < bytes.length; offset += 1) {
      fs.writeFileSync(changedPath, bytes.with(offset, bytes[offset]! ^ 0x40));
      const before = ends.filter((end) => end <= offset).length;
      const result = outcome(at(changedPath));

      if ("fault" in result) expect(offset).toBeLessThan(headerBytes);
      else expect(result.records).toBe(before);
    }
  });

  it("is on the medium after each append", () => {
    const counted = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" });
    const writer = createPartWriter({ ...at(newPath()), files: counted.files, header: exampleHeader });
    writer.append(examplePlain(3));
    writer.append(examplePlain(4));
    writer.close();

    expect(counted.operations).toEqual([
      ...["createNew", "write", "sync", "syncFolder"],
      ...["write", "dataSync"],
      ...["write", "dataSync"],
    ]);
  });

  it.each([0, maximumRecordBytes + 1])("takes no record of %i bytes", (size) => {
    const partPath = newPath();
    const writer = createPartWriter({ ...at(partPath), header: exampleHeader });

    expect(() => writer.append(new Uint8Array(size))).toThrow(RangeError);
    writer.append(examplePlain(2));
    writer.close();
    expect(recoverPart(at(partPath))).toEqual({ records: [examplePlain(2)], end: "complete" });
  });

  it("takes a record of 1 MiB", () => {
    expect(outcome(at(write([examplePlain(maximumRecordBytes)])))).toEqual({ records: 1, end: "complete" });
  });

  it("keeps every acknowledged record through a kill at any operation", () => {
    for (let failAt = 1; ; failAt += 1) {
      const partPath = newPath();
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      const acknowledged = appendUntilFault(faulty.files, partPath);
      if (!faulty.struck()) return expect([failAt, acknowledged]).toEqual([11, 3]);

      const recovered = fs.existsSync(partPath) ? recoverPart(at(partPath)).records : [];
      expect([acknowledged, acknowledged + 1]).toContain(recovered.length);
      expect(recovered).toEqual(recordsOf([30, 31, 32]).slice(0, recovered.length));
    }
  });

  it.each(["ENOSPC", "EIO"] as const)(
    "takes nothing more after %s, so that no nonce is used twice",
    (kind) => {
      const partPath = newPath();
      const faulty = faultyFiles(nodeFiles, { failAt: 2, kind, only: ["write"] });
      const writer = createPartWriter({ ...at(partPath), files: faulty.files, header: exampleHeader });

      expect(() => writer.append(examplePlain(30))).toThrow(kind);
      expect(() => writer.append(examplePlain(31))).toThrow("failed");
      writer.close();
      writer.close();
      expect(recoverPart(at(partPath))).toEqual({ records: [], end: "torn" });
    },
  );

  it.each(["ENOSPC", "EIO"] as const)("leaves no file when it cannot be started for %s", (kind) => {
    for (const failAt of [1, 2, 3, 4]) {
      const partPath = newPath();
      const faulty = faultyFiles(nodeFiles, { failAt, kind });

      expect(() => createPartWriter({ ...at(partPath), files: faulty.files, header: exampleHeader })).toThrow(
        kind,
      );
      expect(fs.existsSync(partPath)).toBe(false);
    }
  });
});

describe("sealing a part", () => {
  it("gives a blob of the same bytes and kind, and leaves no part", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(sizes, (recordSizes) => {
        const { partPath, blobPath } = partAndBlob(recordSizes);
        const plain = examplePlain(sum(recordSizes));

        const sealed = sealPart({ ...at(""), partPath, blobPath });

        expect(Buffer.from(sealed.sha256)).toEqual(createHash("sha256").update(plain).digest());
        expect(readBlob(blobPath)).toEqual({ sizeBytes: plain.length, mediaType: "ogg", isSame: true });
        expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.blob"]);
      }),
      { numRuns: 12 },
    );
  });

  it("keeps the whole records of a torn part", () => {
    const { partPath, blobPath } = partAndBlob([50, 60, 70]);
    fs.truncateSync(partPath, fs.statSync(partPath).size - 1);

    expect(sealPart({ ...at(""), partPath, blobPath }).sizeBytes).toBe(110);
    expect(readBlob(blobPath)).toEqual({ sizeBytes: 110, mediaType: "ogg", isSame: true });
  });

  it("refuses a part without a whole record, and leaves it", () => {
    for (const length of [0, 20, headerBytes, headerBytes + 10]) {
      const { partPath, blobPath } = partAndBlob([50]);
      fs.truncateSync(partPath, length);

      expect(() => sealPart({ ...at(""), partPath, blobPath })).toThrow("media.empty");
      expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.part"]);
    }
  });

  it("refuses the part of another recording, and leaves it", () => {
    const { partPath, blobPath } = partAndBlob([50]);
    const blobId = "00000000-7777-4888-9999-aaaaaaaaaaaa" as RecordingId;

    expect(() => sealPart({ ...at(""), blobId, partPath, blobPath })).toThrow("media.tampered");
    expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.part"]);
  });

  it("keeps the part when the blob does not read back as it was written", () => {
    const { partPath, blobPath } = partAndBlob([50]);
    const foreign = partAndBlob([51]);
    sealPart({ ...at(""), ...foreign });
    const swapping: FilePort = {
      ...nodeFiles,
      openRead: (file) => nodeFiles.openRead(file === blobPath ? foreign.blobPath : file),
    };

    expect(() => sealPart({ ...at(""), files: swapping, partPath, blobPath })).toThrow(
      "media.verification-failed",
    );
    expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.part"]);
  });

  it.each(["crash", "ENOSPC", "EIO"] as const)(
    "interrupted by %s at any operation is finished by another try",
    (kind) => {
      for (let failAt = 1; ; failAt += 1) {
        const { partPath, blobPath } = partAndBlob([40_000, 40_000, 5]);
        const faulty = faultyFiles(nodeFiles, { failAt, kind });
        try {
          sealPart({ ...at(""), files: faulty.files, partPath, blobPath });
        } catch (error) {
          expect(error).toMatchObject(kind === "crash" ? new SimulatedCrash() : { code: kind });
          sealPart({ ...at(""), partPath, blobPath });
        }
        expect(readBlob(blobPath)).toEqual({ sizeBytes: 80_005, mediaType: "ogg", isSame: true });
        expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.blob"]);
        if (!faulty.struck()) return expect(failAt).toBeGreaterThan(20);
      }
    },
  );

  it("does not give up a finished blob for a part that is half destroyed", () => {
    const { partPath, blobPath } = partAndBlob([500, 500]);
    const faulty = faultyFiles(nodeFiles, { failAt: 1, kind: "crash", only: ["truncate"] });

    expect(() => sealPart({ ...at(""), files: faulty.files, partPath, blobPath })).toThrow(SimulatedCrash);
    expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.blob", "x.part.gone"]);
    sealPart({ ...at(""), partPath, blobPath });

    expect(readBlob(blobPath)).toEqual({ sizeBytes: 1000, mediaType: "ogg", isSame: true });
    expect(fs.readdirSync(path.dirname(blobPath))).toEqual(["x.blob"]);
  });
});

function appendUntilFault(files: FilePort, partPath: string): number {
  let acknowledged = 0;
  try {
    const writer = createPartWriter({ ...at(partPath), files, header: exampleHeader });
    for (const record of recordsOf([30, 31, 32])) {
      writer.append(record);
      acknowledged += 1;
    }
    writer.close();
  } catch (error) {
    expect(error).toBeInstanceOf(SimulatedCrash);
  }
  return acknowledged;
}

function outcome(options: PartOptions): { records: number; end: string } | { fault: unknown } {
  try {
    const { records, end } = recoverPart(options);
    const expected = recordsOf(records.map((record) => record.length));
    expect(Buffer.compare(Buffer.concat(records), Buffer.concat(expected))).toBe(0);
    return { records: records.length, end };
  } catch (error) {
    expect(error).toMatchObject({ code: "media.tampered" });
    return { fault: (error as { detail?: { fault?: unknown } }).detail?.fault };
  }
}

function readBlob(blobPath: string) {
  const blob = openBlob(at(blobPath));
  const { sizeBytes, mediaType } = blob;
  const isSame = Buffer.compare(blob.read(0, sizeBytes), examplePlain(sizeBytes)) === 0;
  blob.close();
  return { sizeBytes, mediaType, isSame };
}

function partAndBlob(recordSizes: readonly number[]): { partPath: string; blobPath: string } {
  const partPath = write(recordsOf(recordSizes));
  return { partPath, blobPath: path.join(path.dirname(partPath), "x.blob") };
}

function write(records: readonly Uint8Array[]): string {
  const partPath = newPath();
  const writer = createPartWriter({ ...at(partPath), header: exampleHeader });
  for (const record of records) writer.append(record);
  writer.close();
  return partPath;
}

function written(bytes: Uint8Array): string {
  const partPath = newPath();
  fs.writeFileSync(partPath, bytes);
  return partPath;
}

/** Consecutive bytes of one text, so that a record out of place would show. */
function recordsOf(sizes: readonly number[]): Uint8Array[] {
  const plain = examplePlain(sum(sizes));
  return sizes.map((size, index) => {
    const start = sum(sizes.slice(0, index));
    return plain.slice(start, start + size);
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function at(partPath: string): PartOptions {
  return { files: nodeFiles, path: partPath, key: exampleKey, ...exampleOwner };
}

function newPath(): string {
  return path.join(temporaryFolder(), "x.part");
}

function fromHex(digits: string): Uint8Array {
  return Uint8Array.from(Buffer.from(digits, "hex"));
}

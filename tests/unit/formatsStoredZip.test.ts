import { crc32 } from "node:zlib";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import {
  directoryOf,
  endRecordBytes,
  localHeader,
  readDirectory,
  readEndRecord,
  type ZipEntry,
} from "../../shared/formats/storedZip.ts";

const time = { year: 2026, month: 3, day: 2 };
const anyName = fc.stringMatching(/^[a-z][a-z0-9.-]{0,30}$/);
const anyFiles = fc.dictionary(anyName, fc.uint8Array({ maxLength: 500 }), {
  maxKeys: 6,
  noNullPrototype: true,
});

function zipOf(files: Readonly<Record<string, Uint8Array>>): { bytes: Uint8Array; entries: ZipEntry[] } {
  const parts: Uint8Array[] = [];
  const entries: ZipEntry[] = [];
  let position = 0;
  for (const [name, data] of Object.entries(files)) {
    const entry = { name, sizeBytes: data.length, crc: crc32(data) };
    entries.push({ ...entry, headerAt: position });
    parts.push(localHeader(entry, time), data);
    position = parts.reduce((sum, { length }) => sum + length, 0);
  }
  return { bytes: Buffer.concat([...parts, directoryOf(entries, position, time)]), entries };
}

it("another reader of ZIP files gets back what went in", () => {
  fc.assert(
    fc.property(anyFiles, (files) => {
      const unzipped = unzipSync(new Uint8Array(zipOf(files).bytes));
      expect(Object.fromEntries(Object.entries(unzipped).map(([name, data]) => [name, [...data]]))).toEqual(
        Object.fromEntries(Object.entries(files).map(([name, data]) => [name, [...data]])),
      );
    }),
  );
});

it("the directory is read back as it was written", () => {
  fc.assert(
    fc.property(anyFiles, (files) => {
      const { bytes, entries } = zipOf(files);
      const end = readEndRecord(bytes.subarray(-endRecordBytes))!;
      const directory = readDirectory(bytes.subarray(end.directoryAt, end.directoryAt + end.lengthBytes));
      expect([end.count, directory]).toEqual([entries.length, entries]);
    }),
  );
});

it("what is no end record, or no whole directory, is none", () => {
  const { bytes } = zipOf({ "a.txt": new Uint8Array(3) });
  const end = readEndRecord(bytes.subarray(-endRecordBytes))!;
  const directory = bytes.subarray(end.directoryAt, end.directoryAt + end.lengthBytes);

  expect(readEndRecord(bytes.subarray(-endRecordBytes - 1, -1))).toBeUndefined();
  expect(readEndRecord(new Uint8Array(3))).toBeUndefined();
  expect(readDirectory(directory.subarray(0, -1))).toBeUndefined();
  expect(readDirectory(directory.subarray(1))).toBeUndefined();
});

/** Ogg pages of a recording, read back by a reader that shares nothing with the writer. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CapturePiece } from "../../renderer/audio/capture/capture.ts";
import { createOggPieces } from "../../renderer/audio/capture/oggPieces.ts";
import { createOggWriter } from "../../renderer/audio/capture/oggWriter.ts";
import { preSkipIn, readOggPage } from "../../shared/formats/oggPages.ts";
import { recordedPieces } from "../support/recordedPieces.ts";

const preSkip = 312;
/** Identification header of RFC 7845: version 1, mono, 312 samples to skip, 48 kHz. */
const opusHead = Uint8Array.of(
  ...new TextEncoder().encode("OpusHead"),
  ...[1, 1, preSkip & 0xff, preSkip >> 8, 0x80, 0xbb, 0, 0, 0, 0, 0],
);
const metadata = {
  decoderConfig: { codec: "opus", sampleRate: 48_000, numberOfChannels: 1, description: opusHead },
};

interface ReadPage {
  readonly flags: number;
  readonly granule: number;
  readonly sequence: number;
  readonly packets: readonly string[];
}

/** Pages by RFC 3533, checksum included; throws where one does not begin where the last ended. */
function readPages(bytes: Uint8Array): ReadPage[] {
  const buffer = Buffer.from(bytes);
  const pages: ReadPage[] = [];
  for (let at = 0; at < buffer.length; ) {
    if (buffer.toString("latin1", at, at + 4) !== "OggS") throw new Error(`no page at ${at}`);
    const lacing = [...buffer.subarray(at + 27, at + 27 + (buffer[at + 26] ?? 0))];
    const bodyAt = at + 27 + lacing.length;
    const end = bodyAt + lacing.reduce((sum, length) => sum + length, 0);
    const page = Buffer.from(buffer.subarray(at, end));
    page.writeUInt32LE(0, 22);
    if (crc(page) !== buffer.readUInt32LE(at + 22)) throw new Error(`wrong checksum at ${at}`);
    const packets: string[] = [];
    let from = bodyAt;
    let length = 0;
    for (const value of lacing) {
      length += value;
      if (value === 255) continue;
      packets.push(buffer.toString("hex", from, from + length));
      from += length;
      length = 0;
    }
    pages.push({
      flags: buffer[at + 5] ?? 0,
      granule: Number(buffer.readBigInt64LE(at + 6)),
      sequence: buffer.readUInt32LE(at + 18),
      packets,
    });
    at = end;
  }
  return pages;
}

function crc(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80_00_00_00 ? (sum << 1) ^ 0x04_c1_1d_b7 : sum << 1;
  }
  return sum >>> 0;
}

/** Opus packets of one SILK frame of 20 ms (RFC 6716, section 3.1), each its own number. */
function packetOf(index: number, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const packet = new Uint8Array(sizeBytes).fill(7);
  packet.set([0x48, index & 0xff, index >> 8]);
  return packet;
}

/** Writes so many packets, with pages ended before some of them, and the last one cut short. */
async function recorded(sizes: readonly number[], cuts: readonly number[], lastFrames: number) {
  const pieces = createOggPieces(1);
  const made: CapturePiece[] = [];
  const failures: unknown[] = [];
  const writer = createOggWriter(
    (page) => {
      const piece = pieces.add(page);
      if (piece !== undefined) made.push(piece);
    },
    () => failures.push("failed"),
  );
  for (const [index, size] of sizes.entries()) {
    const isLast = index === sizes.length - 1;
    // Sound of this packet: its number as amplitude.
    const frames = isLast ? Math.max(0, lastFrames - preSkip) : 960;
    pieces.measure([new Float32Array(frames).fill((index % 100) / 127)]);
    const cut = cuts.find((packet) => packet + 2 > index && packet < index + 2);
    if (cut !== undefined) writer.cutBefore(cut);
    writer.add(packetOf(index, size), isLast ? lastFrames : 960, index === 0 ? metadata : undefined);
    await writer.settled();
  }
  await writer.finish();
  return { made, failures, pages: readPages(Buffer.concat(made.map(({ bytes }) => bytes))) };
}

describe("pieces of a recording", () => {
  test("hold every packet once, in pages of at most a second, with the end mark on the last alone", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 3, max: 150 }), { minLength: 2, maxLength: 260, size: "max" }),
        fc.integer({ min: preSkip + 1, max: 960 }),
        async (sizes, lastFrames) => {
          const { made, failures, pages } = await recorded(sizes, [], lastFrames);
          expect(failures).toEqual([]);
          const [head, tags, ...sound] = pages;
          expect(head).toMatchObject({
            flags: 2,
            granule: 0,
            packets: [Buffer.from(opusHead).toString("hex")],
          });
          expect(tags).toMatchObject({ flags: 0, granule: 0 });
          expect(sound.flatMap(({ packets }) => packets)).toEqual(
            sizes.map((size, index) => Buffer.from(packetOf(index, size)).toString("hex")),
          );
          expect(pages.map(({ sequence }) => sequence)).toEqual(pages.map((_, index) => index));
          expect(sound.map(({ flags }) => flags)).toEqual(
            sound.map((_, index) => (index === sound.length - 1 ? 4 : 0)),
          );
          for (const { packets } of sound) expect(packets.length).toBeLessThanOrEqual(50);
          const endFrames = (sizes.length - 1) * 960 + lastFrames - preSkip;
          expect(made.at(-1)?.endMs).toBe(Math.floor(endFrames / 48));
          expect(made.map(({ index }) => index)).toEqual(made.map((_, index) => index));
        },
      ),
      { numRuns: 20 },
    );
  });

  test("have the peaks of their own sound: together one bin for each 20 ms begun, each in its piece", async () => {
    const sizes = Array.from({ length: 120 }, () => 80);
    const { made } = await recorded(sizes, [], 960);
    const bins = made.map(({ peaks }) =>
      Array.from({ length: peaks.length / 2 }, (_, bin) => peaks[2 * bin + 1]),
    );
    expect(bins.map(({ length }) => length)).toEqual([50, 50, 20]);
    expect(bins.flat()).toEqual(sizes.map((_, index) => index % 100));
    expect(made.map(({ endMs }) => endMs)).toEqual([993, 1_993, 2_393]);
  });

  test("end where a pause demands it, and nowhere else", async () => {
    const sizes = Array.from({ length: 100 }, () => 80);
    const { pages } = await recorded(sizes, [30, 61], 960);
    expect(pages.slice(2).map(({ packets }) => packets.length)).toEqual([30, 31, 39]);
  });

  test("can be joined up to any one of them, and are whole pages", async () => {
    const { made } = await recorded(
      Array.from({ length: 300 }, () => 120),
      [],
      700,
    );
    let joined = Buffer.alloc(0);
    for (const { bytes, endMs } of made) {
      joined = Buffer.concat([joined, bytes]);
      const last = readPages(joined).at(-1);
      expect(endMs).toBe(Math.floor(((last?.granule ?? 0) - preSkip) / 48));
    }
  });
});

test("a recording that the page has made ends each piece where its last page says, up to the end mark", () => {
  const pieces = recordedPieces();
  const lastPages = pieces.map(({ bytes }) => readPages(bytes).at(-1));
  expect(pieces.map(({ index, endMs, peaks }) => [index, endMs, peaks.length / 2])).toEqual(
    lastPages.map((page, index) => [
      index,
      Math.floor(((page?.granule ?? 0) - preSkip) / 48),
      index < 7 ? 50 : 34,
    ]),
  );
  expect(lastPages.map((page) => page?.flags)).toEqual([0, 0, 0, 0, 0, 0, 0, 4]);
});

describe("reading a page's head", () => {
  test("tells what it says of sound", async () => {
    const { made } = await recorded([80, 80], [], 960);
    const [piece] = made;
    if (piece === undefined) throw new Error("there is a piece");
    const head = readOggPage(piece.bytes, 0);
    expect(head).toMatchObject({ granule: 0n, isFirst: true, isLast: false, bodyStart: 28 });
    expect(preSkipIn(piece.bytes.subarray(head?.bodyStart))).toBe(preSkip);
  });

  test("refuses what is no page, and what is no Opus", () => {
    expect([
      readOggPage(new Uint8Array(27), 0),
      readOggPage(new TextEncoder().encode("OggS"), 0),
      preSkipIn(new Uint8Array(19)),
      preSkipIn(opusHead.subarray(0, 18)),
    ]).toEqual([undefined, undefined, undefined, undefined]);
  });
});

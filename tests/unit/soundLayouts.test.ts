/** Where the sound lies in a file, also in one whose header says otherwise. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inspectAudio } from "../../electron/audio/inspectAudio.ts";
import { Failure } from "../../shared/errors.ts";
import { lookNow } from "../../shared/formats/byteLook.ts";
import { lengthOfStream } from "../../shared/formats/streamLayout.ts";
import { wavLayout } from "../../shared/formats/wavLayout.ts";
import {
  box,
  chunk,
  fileType,
  formatOf,
  longSizes,
  movie,
  plainFormat,
  type WavParts,
  wavFile,
} from "../support/buildSounds.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { frameEnds, mp3Frames } from "../support/hourMp3.ts";

/** Two seconds that are neither silent nor like the name of a chunk. */
const sound = Uint8Array.from({ length: 32_000 }, (_, index) => 128 + (index % 100));

function layoutOf(bytes: Uint8Array) {
  const layout = lookNow(wavLayout(bytes.length), (start, end) => bytes.subarray(start, end));
  if (layout?.codec == null) return undefined;
  const lengthMs = lengthOfStream({ ...layout, codec: layout.codec });
  return { ending: layout.ending, lengthMs, isRegular: layout.isRegular };
}

function formOf(bytes: Uint8Array) {
  try {
    const form = inspectAudio((start, end) => bytes.subarray(start, end), bytes.length);
    return form.kind === "foreign" ? `foreign: ${form.format}` : `${form.mediaType}, ${form.ending}`;
  } catch (error) {
    return error instanceof Failure ? error.code : error;
  }
}

describe("a WAV file", () => {
  it.each<[what: string, parts: Partial<WavParts>]>([
    ["as it should be", {}],
    ["with a broadcast chunk in front", { before: [["bext", new Uint8Array(602)]] }],
    ["with a chunk of odd length in front", { before: [["JUNK", new Uint8Array(7)]] }],
    ["with a list behind", { after: chunk("LIST", new Uint8Array(20_000)) }],
    ["with zeros behind, as a medium leaves them", { after: new Uint8Array(40_000) }],
    ["with sizes of 64 bits", rf64({})],
  ])("%s is kept as it is", (_, parts) => {
    const bytes = wavFile({ sound, ...parts });

    expect(layoutOf(bytes)).toEqual({ ending: "whole", lengthMs: 2_000, isRegular: true });
    expect(formOf(bytes)).toBe("wav, whole");
  });

  it.each<[what: string, parts: Partial<WavParts>]>([
    ["no sizes", { riffBytes: 0, dataBytes: 0 }],
    ["sizes of all ones", { riffBytes: 0xffff_ffff, dataBytes: 0xffff_ffff }],
    ["a size of the file but none of the sound", { dataBytes: 0 }],
    ["sizes from when it was brought up to date last", { riffBytes: 8_036, dataBytes: 8_000 }],
    ["the largest size there is", { riffBytes: 0, dataBytes: 0x7fff_ffff }],
    ["sizes of 64 bits that were never written", rf64({ riff: 0, data: 0 })],
  ])("whose recorder left %s is read to the end of the file", (_, parts) => {
    const bytes = wavFile({ sound, ...parts });

    expect(layoutOf(bytes)).toEqual({ ending: "unfinished", lengthMs: 2_000, isRegular: false });
    expect(formOf(bytes)).toBe("wav-other, unfinished");
  });

  it("that ends before its sound does is read as far as it goes", () => {
    const bytes = wavFile({ sound }).subarray(0, 44 + 16_001);

    expect(layoutOf(bytes)).toEqual({ ending: "cut-off", lengthMs: 1_000, isRegular: false });
    expect(formOf(bytes)).toBe("wav-other, cut-off");
  });

  it("in which only the outer size is wrong, or an odd chunk is not padded, is made anew", () => {
    const outer = wavFile({ sound, riffBytes: 0 });
    const odd = wavFile({ sound, before: [["note", new Uint8Array(8)]] });
    const unpadded = Buffer.concat([odd.subarray(0, 27), odd.subarray(28)]);
    unpadded.writeUInt32LE(7, 16);

    expect([outer, unpadded].map(layoutOf)).toEqual([
      { ending: "whole", lengthMs: 2_000, isRegular: false },
      { ending: "whole", lengthMs: 2_000, isRegular: false },
    ]);
  });

  it.each([
    ["ADPCM of Microsoft", { tag: 2, channels: 1, rate: 8_000, block: 256, bits: 4 }, "wav-other, whole"],
    ["ADPCM of IMA", { tag: 0x11, channels: 2, rate: 8_000, block: 512, bits: 4 }, "wav-other, whole"],
    ["GSM", { tag: 0x31, channels: 1, rate: 8_000, block: 65, bits: 0 }, "wav-other, whole"],
    ["MP3", { tag: 0x55, channels: 1, rate: 16_000, block: 1, bits: 0 }, "wav-other, whole"],
    ["A-law", { tag: 6, channels: 1, rate: 8_000, block: 1, bits: 8 }, "wav, whole"],
    ["24 bits", { tag: 1, channels: 2, rate: 48_000, block: 6, bits: 24 }, "wav, whole"],
    ["floats of 64 bits", { tag: 3, channels: 1, rate: 8_000, block: 8, bits: 64 }, "wav-other, whole"],
    ["no size of a block", { tag: 1, channels: 1, rate: 8_000, block: 0, bits: 16 }, "wav-other, whole"],
    ["G.726", { tag: 69, channels: 1, rate: 8_000, block: 1, bits: 2 }, "foreign: WAV (G.726)"],
    [
      "what nobody knows",
      { tag: 0x7777, channels: 1, rate: 8_000, block: 1, bits: 2 },
      "foreign: WAV (0x7777)",
    ],
    [
      "blocks shorter than their header",
      { tag: 2, channels: 2, rate: 8_000, block: 9, bits: 4 },
      "media.truncated",
    ],
    ["no channel", { tag: 1, channels: 0, rate: 8_000, block: 2, bits: 16 }, "media.truncated"],
  ] as const)("with %s is told by its header", (_, format, form) => {
    expect(formOf(wavFile({ sound, format: formatOf(format) }))).toBe(form);
  });

  it("without a header, without sound, or with the sound before the header, is refused", () => {
    const whole = wavFile({ sound });
    const backwards = wavFile({ sound, before: [["data", sound]] });

    expect(
      [whole.subarray(0, 20), whole.subarray(0, 44), whole.subarray(0, 45), backwards].map(formOf),
    ).toEqual(Array.from({ length: 4 }, () => "media.truncated"));
  });
});

describe("an MP4 file", () => {
  const media = box("mdat", sound);

  it.each<[what: string, bytes: Uint8Array, form: string]>([
    ["with its index in front", join(fileType, movie("mp4a"), media), "m4a, whole"],
    ["with its index behind", join(fileType, media, movie("mp4a")), "m4a, whole"],
    ["of Apple Lossless", join(fileType, movie("alac"), media), "mp4-other, whole"],
    ["of AMR", join(fileType, movie("samr"), media), "mp4-other, whole"],
    ["of wideband AMR", join(fileType, movie("sawb"), media), "foreign: M4A (sawb)"],
    ["of Dolby sound", join(fileType, movie("ac-3"), media), "foreign: M4A (ac-3)"],
    ["without index", join(fileType, media), "media.no-index"],
    ["cut off within its index", join(fileType, media, movie("mp4a").subarray(0, -1)), "media.no-index"],
    ["cut off behind its index", join(fileType, movie("mp4a"), media).subarray(0, -1), "mp4-other, cut-off"],
    ["without sound", join(fileType, box("moov", new Uint8Array(9)), media), "media.not-audio"],
    ["with boxes of no length", join(fileType, new Uint8Array(64)), "media.no-index"],
    [
      "with a box of one byte",
      join(fileType, Buffer.from("\0\0\0\u0001moov\0\0\0\0\0\0\0\u0001", "latin1")),
      "media.no-index",
    ],
  ])("%s is told by its boxes", (_, bytes, form) => {
    expect(formOf(bytes)).toBe(form);
  });

  it("of boxes within boxes without end is looked through quickly", () => {
    const nested = join(fileType, Buffer.from("\u0000\u0000\u0000\u0008moov".repeat(50_000), "latin1"));
    let reads = 0;
    const counting = (start: number, end: number) => {
      reads += 1;
      return nested.subarray(start, end);
    };

    expect(() => inspectAudio(counting, nested.length)).toThrow("media.not-audio");
    expect(reads).toBeLessThan(10_000);
  });
});

it("an encrypted dictation is told from others", () => {
  const heads = ["\u0003enc", "\u0003ds2", "\u0002dss"].map((head) =>
    Buffer.from(head + "\u0000".repeat(600), "latin1"),
  );

  expect(heads.map(formOf)).toEqual(["media.encrypted", "foreign: DS2", "foreign: DSS"]);
});

it("any changed file is told without a defect, and without reading much of it", () => {
  const files = [
    wavFile({ sound }),
    wavFile({ sound, ...rf64({}) }),
    join(fileType, movie("alac"), box("mdat", sound)),
    Buffer.concat([Buffer.from("FORM\0\0\0\0AIFFCOMM\0\0\0\u0012", "latin1"), sound]),
    Buffer.concat([Buffer.from("caff\0\u0001\0\0desc\0\0\0\0\0\0\0\u0020", "latin1"), sound]),
    Buffer.concat([Buffer.from(".snd\0\0\0\u0018", "latin1"), sound]),
  ];
  const change = fc.record({ at: fc.nat(200), value: fc.nat(255), cut: fc.nat(40_000) });
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { maxLength: 6 }), (file, changes) => {
      let bytes = Uint8Array.from(file);
      for (const { at, value, cut } of changes) {
        if (cut < bytes.length && value % 4 === 0) bytes = bytes.slice(0, cut + 1);
        bytes[at % bytes.length] = value;
      }
      let readBytes = 0;
      const counting = (start: number, end: number) => {
        readBytes += Math.max(0, end - start);
        return bytes.subarray(start, end);
      };
      try {
        inspectAudio(counting, bytes.length);
      } catch (error) {
        expect(error).toBeInstanceOf(Failure);
      }
      expect(readBytes).toBeLessThan(200_000);
    }),
    { numRuns: 1_000 },
  );
});

function rf64({ riff, data = sound.length }: { riff?: number; data?: number }): Partial<WavParts> {
  const whole = 4 + 36 + 8 + plainFormat.length + 8 + sound.length;
  return {
    magic: "RF64",
    riffBytes: 0xffff_ffff,
    dataBytes: 0xffff_ffff,
    before: [["ds64", longSizes(riff ?? whole, data)]],
  };
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}

describe("an MP3", () => {
  const { bytes } = mp3Frames(readFileSync(fixturePath("beeps-vbr-noxing.mp3")));

  it.each<[what: string, behind: Uint8Array]>([
    ["as it should be", new Uint8Array(0)],
    ["with a tag behind", Buffer.from(`TAG${"namn".padEnd(125, "\0")}`)],
    ["with zeros behind, as a medium leaves them", new Uint8Array(4_096)],
  ])("%s is whole", (_, behind) => {
    expect(formOf(Buffer.concat([bytes, behind]))).toBe("mp3, whole");
  });

  it("that ends in the middle of a frame is cut off, wherever that is", () => {
    const wholeLengths = new Set(frameEnds(bytes));
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: bytes.length }), (length) => {
        const expected = wholeLengths.has(length) ? "mp3, whole" : "mp3, cut-off";
        expect(formOf(bytes.subarray(0, length))).toBe(expected);
      }),
    );
  });
});

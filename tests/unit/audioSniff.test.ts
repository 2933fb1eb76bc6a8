/** What is audio by its bytes, and what is not. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSeekExact, type MediaType, mediaTypeByCode, mediaTypes } from "../../electron/audio/mediaTypes.ts";
import { rangeToSniff, sniffAudio } from "../../electron/audio/sniffAudio.ts";
import vectors from "../vectors/audioHeads.json" with { type: "json" };

describe("the kind of a file", () => {
  it.each(vectors.audio)("$file is $kind", ({ head, kind }) => {
    expect(sniffAudio(fromBase64(head))).toBe(kind);
  });

  it.each(vectors.notTaken)("$file is none that is taken", ({ head }) => {
    expect(sniffAudio(fromBase64(head))).toBeUndefined();
  });

  it.each([
    ["nothing", ""],
    ["a text", "WEBVTT\n\n00:01.000 --> 00:02.000\nHej"],
    ["a text about RIFF", "RIFF is not WAVE here, whatever it says"],
    ["a web picture", "RIFF\0\0\0\0WEBPVP8 "],
    ["an iPhone photo", "\0\0\0\u0018ftypheic\0\0\0\0mif1heic"],
    ["an AVIF picture", "\0\0\0\u001cftypavif\0\0\0\0avifmif1"],
    ["a PDF", "%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3"],
    ["a ZIP", "PK\u0003\u0004\u0014\0"],
    ["a JPEG", "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0"],
    ["an Ogg film", `OggS\0\u0002${"\0".repeat(20)}\u0001\u002a\u0080theora`],
    ["an EBML file of another kind", "\u001aE\u00df\u00a3\u0042\u0082\u0084mine"],
    ["a dictaphone's DSS", "\u0002dss\u0001\0"],
    ["Windows Media", "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011"],
    ["wideband AMR", "#!AMR-WB\n\u003c"],
    ["an ID3 tag and a text", "ID3\u0004\0\0\0\0\0\u0004abcdThis is not sound at all"],
    ["an ID3 tag without an end", "ID3\u0004\0\0\u007f\u007f\u007f\u007f"],
    ["bytes of 255", "\u00ff".repeat(5000)],
    ["zeros", "\0".repeat(5000)],
  ])("%s is not audio that is taken", (_, latin1) => {
    expect(sniffAudio(Uint8Array.from(Buffer.from(latin1, "latin1")))).toBeUndefined();
  });

  it("is never guessed from noise", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 2000, maxLength: 8192, size: "max" }), (noise) => {
        expect(sniffAudio(noise)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("of any bytes is told without an error", () => {
    const heads = vectors.audio.map(({ head }) => fromBase64(head));
    const changed = fc.tuple(fc.constantFrom(...heads), fc.nat(3000), fc.nat(255), fc.nat(3000));
    fc.assert(
      fc.property(changed, ([head, offset, value, length]) => {
        const bytes = head.slice(0, length);
        if (bytes.length > 0) bytes[offset % bytes.length] = value;

        expect([undefined, ...Object.keys(mediaTypes)]).toContain(sniffAudio(bytes));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("MP3", () => {
  const mp3 = headOf("b.mp3");
  const frameBytes = 104;

  it("needs two frames in a row, of one stream", () => {
    const two = mp3.slice(0, 2 * frameBytes);

    expect(sniffAudio(two.slice(0, frameBytes + 4))).toBe("mp3");
    expect(sniffAudio(two.slice(0, frameBytes + 3))).toBeUndefined();
    expect(sniffAudio(two.with(frameBytes + 1, 0))).toBeUndefined();
    expect(sniffAudio(two.with(frameBytes + 2, two[frameBytes + 2]! ^ 0x04))).toBeUndefined();
  });

  it("is found after padding or the rest of a cut frame, but then takes three frames", () => {
    for (const junk of [new Uint8Array(1), new Uint8Array(1000), mp3.slice(100, frameBytes)]) {
      expect(sniffAudio(Buffer.concat([junk, mp3]))).toBe("mp3");
      expect(sniffAudio(Buffer.concat([junk, mp3.slice(0, frameBytes + 4)]))).toBeUndefined();
    }
  });

  it("is found behind an ID3 tag with a picture, once enough bytes are read", () => {
    const picture = new Uint8Array(3 * 16_384 + 16 * 128);
    const tag = Buffer.concat([Buffer.from("ID3\u0003\0\0\0\u0003\u0010\0", "latin1"), picture]);
    const file = Buffer.concat([tag, mp3]);

    const { from, to } = rangeToSniff(file.subarray(0, 10));
    expect({ from, to }).toEqual({ from: tag.length, to: tag.length + 8192 });
    expect([sniffAudio(file), sniffAudio(file.subarray(from, to))]).toEqual(["mp3", "mp3"]);
    expect(sniffAudio(file.subarray(0, 8192))).toBeUndefined();
  });

  it("counts the footer of an ID3 tag", () => {
    expect(rangeToSniff(Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0x10, 0, 0, 0, 5])).from).toBe(25);
    expect(rangeToSniff(new Uint8Array(3))).toEqual({ from: 0, to: 8192 });
  });
});

describe("ADTS", () => {
  it("needs two frames in a row, of one stream", () => {
    const adts = headOf("a.aac");
    const frameBytes = ((adts[3]! & 3) << 11) | (adts[4]! << 3) | (adts[5]! >> 5);

    expect(sniffAudio(adts.slice(0, frameBytes + 7))).toBe("adts");
    expect(sniffAudio(adts.slice(0, frameBytes + 6))).toBeUndefined();
    expect(sniffAudio(adts.with(frameBytes, 0))).toBeUndefined();
    expect(sniffAudio(adts.with(frameBytes + 2, adts[frameBytes + 2]! ^ 0x04))).toBeUndefined();
  });
});

describe("media types", () => {
  it("keep the numbers that stand in blobs", () => {
    const codes = Object.entries(mediaTypes).map(([type, { code }]) => [type, code]);

    expect(Object.fromEntries(codes)).toEqual({
      ...{ wav: 1, mp3: 2, m4a: 3, ogg: 4, flac: 5, webm: 6, adts: 7 },
      ...{ "wav-other": 8, amr: 9, "mp4-other": 10, aiff: 11, au: 12, caf: 13 },
    });
    for (const [type, code] of codes) expect(mediaTypeByCode(code as number)).toBe(type);
    expect([mediaTypeByCode(0), mediaTypeByCode(14)]).toEqual([undefined, undefined]);
  });

  it("are kept as they came only where positions are exact", () => {
    const exact = (Object.keys(mediaTypes) as MediaType[]).filter(isSeekExact);

    expect(exact).toEqual(["wav", "m4a", "ogg"]);
  });
});

function headOf(file: string): Uint8Array {
  return fromBase64(vectors.audio.find((one) => one.file === file)!.head);
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "base64"));
}

/** Sound that no browser decodes, against what other decoders make of it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { BufferSource, EncodedPacketSink, Input, MP4 } from "mediabunny";
import { describe, expect, it } from "vitest";
import { type AlacSettings, alacSettings, decodeAlac } from "../../renderer/audio/decoders/alac.ts";
import { createAmrDecoder, wholeAmrFrames } from "../../renderer/audio/decoders/amr.ts";
import { createBitReader } from "../../renderer/audio/decoders/bitReader.ts";
import { createBlockDecoder } from "../../renderer/audio/decoders/decodeBlock.ts";
import { aiffLayout, type FoundStream } from "../../shared/formats/aiffLayout.ts";
import { auLayout } from "../../shared/formats/auLayout.ts";
import { type ByteLook, lookNow } from "../../shared/formats/byteLook.ts";
import { cafLayout } from "../../shared/formats/cafLayout.ts";
import { mp4Layout } from "../../shared/formats/mp4Layout.ts";
import type { StreamLayout } from "../../shared/formats/streamLayout.ts";
import { wavLayout } from "../../shared/formats/wavLayout.ts";
import { fixturePath } from "../support/fixturePath.ts";
import vectors from "../vectors/foreignSounds.json" with { type: "json" };

describe("sound of", () => {
  it.each(vectors.sounds)("$file comes out as other decoders have it", async ({ file, samples, sha256 }) => {
    const decoded = await decodedFile(file);

    expect({ samples: decoded.length, sha256: hashOf(decoded) }).toEqual({ samples, sha256 });
  });
});

describe("AMR", () => {
  const file = new Uint8Array(readFileSync(fixturePath("foreign/voice.amr"))).subarray(6);

  it("may come in any pieces of whole frames", () => {
    const whole = createAmrDecoder()(file);
    const decode = createAmrDecoder();
    const pieces: number[] = [];
    for (let start = 0; start < file.length; ) {
      const { bytes } = wholeAmrFrames(file.subarray(start, start + 40));
      pieces.push(...decode(file.subarray(start, start + bytes)));
      start += bytes;
    }

    expect(hashOf(Float32Array.from(pieces))).toBe(hashOf(whole));
  });

  it("of any bytes is some sound and no error", () => {
    const decode = createAmrDecoder();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(decode(bytes)).toHaveLength(160 * wholeAmrFrames(bytes).count);
      }),
      { numRuns: 100 },
    );
  });
});

describe("Apple Lossless", () => {
  const settings: AlacSettings = {
    frameLength: 4_096,
    bits: 16,
    historyFactor: 40,
    firstHistory: 10,
    riceLimit: 14,
    channels: 2,
    sampleRate: 44_100,
  };

  it("of any bytes is sound of a packet's length at most, or refused as out of range", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        try {
          expect(decodeAlac(settings, bytes).length).toBeLessThanOrEqual(2 * settings.frameLength);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("needs settings that a decoder can work with", () => {
    const entry = new Uint8Array(64);
    entry.set(Buffer.from("alac"), 32);

    expect([alacSettings(entry), alacSettings(new Uint8Array(20))]).toEqual([undefined, undefined]);
  });
});

describe("blocks of any bytes", () => {
  const kinds: readonly StreamLayout["codec"][] = [
    { kind: "ima-adpcm" },
    { kind: "ms-adpcm" },
    { kind: "gsm" },
    { kind: "alaw" },
    { kind: "pcm", form: "float", bits: 64, isBigEndian: true },
    { kind: "pcm", form: "signed", bits: 24, isBigEndian: true },
  ];

  it.each(kinds)("of $kind are levels between silence and full", (codec) => {
    const blockBytes = codec.kind === "gsm" ? 65 : 64;
    const samplesPerBlock = codec.kind === "gsm" ? 320 : 57;
    const layout = { codec, channels: 1, sampleRate: 8_000, blockBytes, samplesPerBlock } as const;
    fc.assert(
      fc.property(fc.uint8Array({ minLength: blockBytes, maxLength: 4 * blockBytes }), (bytes) => {
        const decode = createBlockDecoder({
          ...layout,
          dataStart: 0,
          dataEnd: bytes.length,
          ending: "whole",
        });
        const levels = decode?.(bytes) ?? new Float32Array(0);
        const loudest = levels.reduce((most, level) => Math.max(most, Math.abs(level)), 0);

        expect(loudest).toBeLessThanOrEqual(codec.kind === "pcm" && codec.form === "float" ? 8 : 1);
      }),
      { numRuns: 200 },
    );
  });
});

describe("bits", () => {
  it("are read as they are written, in numbers of any width", () => {
    const numbers = fc.array(
      fc
        .integer({ min: 1, max: 32 })
        .chain((width) =>
          fc.record({ width: fc.constant(width), value: fc.integer({ min: 0, max: 2 ** width - 1 }) }),
        ),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(numbers, (written) => {
        const text = written.map(({ width, value }) => value.toString(2).padStart(width, "0")).join("");
        const padded = text.padEnd(Math.ceil(text.length / 8) * 8, "0");
        const bytes = Uint8Array.from(padded.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
        const bits = createBitReader(bytes);

        expect(written.map(({ width }) => bits.read(width))).toEqual(written.map(({ value }) => value));
        expect(() => bits.read(bits.left() + 1)).toThrow(RangeError);
      }),
    );
  });
});

async function decodedFile(file: string): Promise<Float32Array> {
  const bytes = new Uint8Array(readFileSync(fixturePath(`foreign/${file}`)));
  if (file.endsWith(".amr")) return createAmrDecoder()(bytes.subarray(6));
  if (file.endsWith(".m4a")) return decodedAlac(bytes);
  const layout = lookNow(lookAt(file, bytes.length), (start, end) => bytes.subarray(start, end));
  if (layout?.codec == null) throw new Error("not recognised");
  const decode = createBlockDecoder({ ...layout, codec: layout.codec });
  return decode?.(bytes.subarray(layout.dataStart, layout.dataEnd)) ?? new Float32Array(0);
}

function lookAt(file: string, sizeBytes: number): ByteLook<FoundStream | undefined> {
  if (file.endsWith(".aiff")) return aiffLayout(sizeBytes);
  if (file.endsWith(".caf")) return cafLayout(sizeBytes);
  return file.endsWith(".au") ? auLayout(sizeBytes) : wavLayout(sizeBytes);
}

async function decodedAlac(bytes: Uint8Array): Promise<Float32Array> {
  const { sound } = lookNow(mp4Layout(bytes.length), (start, end) => bytes.subarray(start, end));
  const settings = alacSettings(sound?.entry ?? new Uint8Array(0));
  const input = new Input({ formats: [MP4], source: new BufferSource(bytes) });
  const track = await input.getPrimaryAudioTrack();
  if (settings === undefined || track === null) throw new Error("not recognised");
  const all: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    all.push(...decodeAlac(settings, packet.data));
  }
  return Float32Array.from(all);
}

function hashOf(samples: Float32Array): string {
  return createHash("sha256")
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest("hex");
}

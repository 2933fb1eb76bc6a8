/** Decodes the blocks of a stretch of sound, each by itself or following on the last. */
import type { StreamLayout } from "../../../shared/formats/streamLayout.ts";
import { createGsmDecoder } from "./gsm.ts";
import { decodeImaAdpcm } from "./imaAdpcm.ts";
import { decodeMsAdpcm } from "./msAdpcm.ts";
import { decodePcm } from "./pcm.ts";

/** Decodes whole blocks in order. @returns interleaved samples, −1…1 */
export type BlockDecoder = (blocks: Uint8Array) => Float32Array;

/** A decoder for a stretch. @returns `undefined` for MPEG frames, which others decode */
export function createBlockDecoder(layout: StreamLayout): BlockDecoder | undefined {
  const { codec, channels, blockBytes, samplesPerBlock } = layout;
  switch (codec.kind) {
    case "pcm":
    case "ulaw":
    case "alaw":
      return (blocks) => decodePcm(codec, blocks);
    case "ima-adpcm":
      return eachBlock(blockBytes, samplesPerBlock * channels, (block, into) =>
        decodeImaAdpcm(block, channels, into),
      );
    case "ms-adpcm":
      return eachBlock(blockBytes, samplesPerBlock * channels, (block, into) =>
        decodeMsAdpcm(block, channels, into),
      );
    case "gsm":
      return eachBlock(blockBytes, samplesPerBlock, createGsmDecoder());
    case "mp3":
      return undefined;
  }
}

function eachBlock(
  blockBytes: number,
  samples: number,
  decode: (block: Uint8Array, into: Float32Array) => void,
): BlockDecoder {
  return (blocks) => {
    const count = Math.floor(blocks.length / blockBytes);
    const all = new Float32Array(count * samples);
    for (let index = 0; index < count; index += 1) {
      const block = blocks.subarray(index * blockBytes, (index + 1) * blockBytes);
      decode(block, all.subarray(index * samples, (index + 1) * samples));
    }
    return all;
  };
}

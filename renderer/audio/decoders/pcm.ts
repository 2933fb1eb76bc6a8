/** Decodes samples that each stand by themselves: PCM, and the two logarithmic laws of ITU-T G.711. */
import { viewOf } from "../../../shared/formats/byteLook.ts";
import type { StreamCodec } from "../../../shared/formats/streamLayout.ts";

type FlatCodec = Extract<StreamCodec, { kind: "pcm" | "ulaw" | "alaw" }>;

/** Decodes as many whole samples as there are. @returns in the order of the bytes, −1…1 */
export function decodePcm(codec: FlatCodec, bytes: Uint8Array): Float32Array {
  if (codec.kind !== "pcm") {
    const table = codec.kind === "ulaw" ? ulaw : alaw;
    return Float32Array.from(bytes, (byte) => table[byte] ?? 0);
  }
  const sampleBytes = codec.bits / 8;
  const samples = new Float32Array(Math.floor(bytes.length / sampleBytes));
  const read = readerOf(codec, viewOf(bytes));
  for (let index = 0; index < samples.length; index += 1) samples[index] = read(index * sampleBytes);
  return samples;
}

function readerOf(
  { form, bits, isBigEndian }: Extract<StreamCodec, { kind: "pcm" }>,
  view: DataView,
): (offset: number) => number {
  const isLittle = !isBigEndian;
  if (form === "float") {
    // What is not a number, or no level that sound has, is silence.
    const tame = (value: number) => (Math.abs(value) <= 8 ? value : 0);
    return bits === 32
      ? (offset) => tame(view.getFloat32(offset, isLittle))
      : (offset) => tame(view.getFloat64(offset, isLittle));
  }
  switch (bits) {
    case 8:
      return form === "unsigned"
        ? (offset) => (view.getUint8(offset) - 128) / 128
        : (offset) => view.getInt8(offset) / 128;
    case 16:
      return (offset) => view.getInt16(offset, isLittle) / 32_768;
    case 24:
      return isLittle
        ? (offset) => (view.getInt8(offset + 2) * 65_536 + view.getUint16(offset, true)) / 8_388_608
        : (offset) => (view.getInt8(offset) * 65_536 + view.getUint16(offset + 1)) / 8_388_608;
    default:
      return (offset) => view.getInt32(offset, isLittle) / 2_147_483_648;
  }
}

const ulaw = Float32Array.from({ length: 256 }, (_, byte) => {
  const inverted = ~byte & 0xff;
  const magnitude = (((inverted & 15) << 3) + 132) << ((inverted >> 4) & 7);
  return ((inverted & 128) === 0 ? magnitude - 132 : 132 - magnitude) / 32_768;
});

const alaw = Float32Array.from({ length: 256 }, (_, byte) => {
  const even = byte ^ 0x55;
  const exponent = (even >> 4) & 7;
  const mantissa = ((even & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return ((even & 128) === 0 ? -magnitude : magnitude) / 32_768;
});

/** Decodes AMR narrowband (3GPP TS 26.071) with OpenCORE AMR; how frames are stored: RFC 4867 §5. */
import { AMR } from "web-amr/dist/vendor/amrnb.js";

/** Samples of a frame: 20 ms at 8 000 a second. */
export const amrFrameSamples = 160;
export const amrRate = 8_000;

/** What a file of AMR begins with. */
export const amrMagic = "#!AMR\n";

/** Length of the frame that begins with this byte, the byte itself included. */
export function amrFrameBytes(first: number): number {
  return 1 + (frameBytes[(first >> 3) & 15] ?? 0);
}

/** How many whole frames the bytes begin with, up to a number of them, and how many bytes they are. */
export function wholeAmrFrames(
  bytes: Uint8Array,
  most = Number.POSITIVE_INFINITY,
): { readonly count: number; readonly bytes: number } {
  let count = 0;
  let position = 0;
  while (position < bytes.length && count < most) {
    const next = position + amrFrameBytes(bytes[position] ?? 0);
    if (next > bytes.length) break;
    position = next;
    count += 1;
  }
  return { count, bytes: position };
}

/**
 * Creates a decoder; each call goes on where the last one ended.
 *
 * @returns a function of frames, which gives samples, −1…1; a last frame that is not whole is no sound
 */
export function createAmrDecoder(): (frames: Uint8Array) => Float32Array {
  const state = AMR.Decoder_Interface_init();
  // The package decodes whole files: it is lent one decoder for as long as this sound lasts.
  const lasting: typeof AMR = Object.assign(Object.create(AMR), {
    Decoder_Interface_init: () => state,
    Decoder_Interface_exit: () => undefined,
  });
  return (bytes) => {
    const all = new Float32Array(wholeAmrFrames(bytes).count * amrFrameSamples);
    let written = 0;
    for (let start = 0; written < all.length; ) {
      const few = wholeAmrFrames(bytes.subarray(start), framesAtOnce);
      const frames = bytes.subarray(start, start + few.bytes);
      const samples = lasting.decode(Uint8Array.from([...magic, ...frames, ...padding]));
      all.set(samples?.subarray(0, few.count * amrFrameSamples) ?? [], written);
      written += few.count * amrFrameSamples;
      start += few.bytes;
    }
    return all;
  };
}

const magic = new TextEncoder().encode(amrMagic);
const frameBytes = [12, 13, 15, 17, 19, 20, 26, 31, 5, 6, 5, 5];
/**
 * The package reserves room for frames of six bytes and loses what does not fit, as silent frames of one byte do;
 * behind few frames, one byte less than a frame announces is room enough, and is not decoded.
 */
const framesAtOnce = 5;
const padding = new Uint8Array(31).fill(7 << 3);

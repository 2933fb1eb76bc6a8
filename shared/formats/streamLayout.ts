/** Sound that lies in a file as one stretch of equal blocks: where it is, and how it is encoded. */

/** How a stretch is encoded. */
export type StreamCodec =
  | {
      readonly kind: "pcm";
      readonly form: "signed" | "unsigned" | "float";
      /** 8, 16, 24, 32 or 64 */
      readonly bits: number;
      readonly isBigEndian: boolean;
    }
  | { readonly kind: "ulaw" }
  | { readonly kind: "alaw" }
  | { readonly kind: "ima-adpcm" }
  | { readonly kind: "ms-adpcm" }
  | { readonly kind: "gsm" }
  /** MPEG frames that find their own borders. */
  | { readonly kind: "mp3" };

/**
 * Whether a recording is there to its end.
 *
 * `unfinished`: the recorder never wrote how long it is, or wrote too little, as when its battery dies; the sound
 * goes as far as the file does. `cut-off`: the file ends before the sound that it announces.
 */
export type SoundEnding = "whole" | "unfinished" | "cut-off";

/** One stretch of sound. */
export interface StreamLayout {
  readonly codec: StreamCodec;
  /** At least 1. */
  readonly channels: number;
  /** Samples a second. */
  readonly sampleRate: number;
  /** Bytes of one block, at least 1; a shorter one at the end is no sound. */
  readonly blockBytes: number;
  /** Samples of each channel in a block; 0 where blocks tell it themselves. */
  readonly samplesPerBlock: number;
  readonly dataStart: number;
  /** Within the file. */
  readonly dataEnd: number;
  readonly ending: SoundEnding;
}

/** Length of a stretch in ms, rounded; `null` where only reading it tells. */
export function lengthOfStream(layout: StreamLayout): number | null {
  if (layout.samplesPerBlock === 0) return null;
  const blocks = Math.floor((layout.dataEnd - layout.dataStart) / layout.blockBytes);
  return Math.round((blocks * layout.samplesPerBlock * 1_000) / layout.sampleRate);
}

/** Keeps time true: what the audio thread dropped is filled with silence, whatever microphone it comes from. */

/** One stretch of listening after another; a pause between them takes no time. */
export interface SoundTimeline {
  /** A new stretch begins: its first sound follows on what was there. */
  begin(): void;
  /**
   * Places the next sound of the stretch.
   *
   * @param atFrame - count of its first sample
   * @returns how many samples of silence come before it
   */
  place(atFrame: number, frames: number): number;
  /** All silence so far. */
  filledFrames(): number;
}

/** Creates a timeline without sound. */
export function createSoundTimeline(): SoundTimeline {
  let expected: number | undefined;
  let filled = 0;
  return {
    begin() {
      expected = undefined;
    },
    place(atFrame, frames) {
      const missing = Math.max(0, atFrame - (expected ?? atFrame));
      expected = atFrame + frames;
      filled += missing;
      return missing;
    },
    filledFrames: () => filled,
  };
}

/**
 * The same sound in another number of channels: one is doubled, two become their mean.
 *
 * @param channels - equally long
 */
export function fitChannels(
  channels: readonly Float32Array<ArrayBuffer>[],
  count: 1 | 2,
): readonly Float32Array<ArrayBuffer>[] {
  const [first, second] = channels;
  if (first === undefined || channels.length === count) return channels;
  if (count === 2) return [first, first];
  return [first.map((sample, index) => (sample + (second?.[index] ?? sample)) / 2)];
}

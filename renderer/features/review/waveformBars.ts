/** Turns peaks and speakers into the bars of a waveform: practitioner above the midline, client below. */
import { type SpeakerPeaks, splitPeaksBySpeaker } from "../../../shared/domain/peaks.ts";
import type { Segment } from "../../../shared/domain/segment.ts";

/** A waveform ready to be drawn: bins of `binMs`. */
export interface WaveformData extends SpeakerPeaks {
  readonly binMs: number;
  /** 1 where nobody, or somebody else, is known to speak. */
  readonly unknown: Uint8Array;
  /** What magnitudes are divided by, so that a quiet recording fills the height too. */
  readonly loudest: number;
}

/** One bar: heights 0…1 above and below the midline. */
export interface WaveformBar {
  readonly above: number;
  readonly below: number;
  readonly isUnknown: boolean;
}

/** Recordings quieter than this are not drawn larger: it would be noise. */
const quietest = 0.1;

/** A bar that stands for more than this shows only who speaks most in it, in ms. */
const bothSidesUpToMs = 1_500;

/** Divides peaks by speaker and finds out how loud they get. */
export function waveformData(
  peaks: Int8Array,
  binMs: number,
  segments: readonly Segment[],
  durationMs: number,
): WaveformData {
  const split = splitPeaksBySpeaker(peaks, binMs, segments, durationMs);
  const unknown = new Uint8Array(split.practitioner.length).fill(1);
  for (const { speaker, startMs, endMs } of segments) {
    if (speaker !== "other") unknown.fill(0, Math.round(startMs / binMs), Math.round(endMs / binMs));
  }
  return { ...split, binMs, unknown, loudest: loudness(peaks) };
}

/**
 * The bar that stands for a stretch of time.
 *
 * @param fromMs - start of the stretch
 * @param toMs - its end; at least one bin is looked at
 */
export function barOf(data: WaveformData, fromMs: number, toMs: number): WaveformBar {
  const first = Math.max(0, Math.floor(fromMs / data.binMs));
  const end = Math.min(data.practitioner.length, Math.max(first + 1, Math.ceil(toMs / data.binMs)));
  let [above, below, aboveSum, belowSum, unknownBins] = [0, 0, 0, 0, 0];
  for (let bin = first; bin < end; bin += 1) {
    const [practitioner, client] = [data.practitioner[bin] ?? 0, data.client[bin] ?? 0];
    if (data.unknown[bin] === 1) unknownBins += 1;
    above = Math.max(above, practitioner);
    below = Math.max(below, client);
    aboveSum += practitioner;
    belowSum += client;
  }
  const bins = Math.max(1, end - first);
  const isUnknown = unknownBins * 2 > bins;
  const isOneSided = !isUnknown && toMs - fromMs > bothSidesUpToMs;
  // Half the loudest, half the mean: the rhythm of speech stays to be seen where a bar covers several syllables.
  const height = (loudest: number, sum: number) => Math.min(1, (loudest + sum / bins) / 2 / data.loudest);
  return {
    above: isOneSided && aboveSum < belowSum ? 0 : height(above, aboveSum),
    below: isOneSided && belowSum < aboveSum ? 0 : height(below, belowSum),
    isUnknown,
  };
}

/** A magnitude that all but the loudest hundredth of the bins stay below. */
function loudness(peaks: Int8Array): number {
  const counts = new Uint32Array(129);
  for (let index = 0; index < peaks.length; index += 2) {
    const magnitude = Math.max(Math.abs(peaks[index] ?? 0), Math.abs(peaks[index + 1] ?? 0));
    counts[magnitude] = (counts[magnitude] ?? 0) + 1;
  }
  let left = peaks.length / 200;
  let magnitude = 128;
  while (magnitude > 0 && left >= (counts[magnitude] ?? 0)) {
    left -= counts[magnitude] ?? 0;
    magnitude -= 1;
  }
  // Rounded as the magnitudes are, so that the loudest is exactly 1.
  return Math.fround(Math.max(quietest, Math.min(1, magnitude / 127)));
}

/** Peaks: the lowest and highest sample of each short stretch, which is all a waveform needs. */
import type { Segment } from "./segment.ts";

/** Collects peaks from sound that arrives in pieces of any length. */
export interface PeakAccumulator {
  /** Takes the next mono samples, −1…1 (more is clipped; not-a-number counts as silence). */
  push(samples: Float32Array): void;
  /**
   * Hands out the oldest whole bins, at most so many, and forgets them here.
   *
   * @returns interleaved min, max per bin, −127…127
   */
  take(mostBins: number): Int8Array<ArrayBuffer>;
  /** @returns what was not taken: interleaved min, max per bin, −127…127; the last bin may be shorter; empty for no samples */
  finish(): Int8Array<ArrayBuffer>;
}

/**
 * Creates an accumulator whose bins never drift: sample `n` falls in bin `⌊n · 1000 / (sampleRate · binMs)⌋`.
 *
 * Memory is the output that was not taken (two bytes a bin).
 *
 * @param sampleRate - samples per second, a positive integer
 * @param binMs - width of a bin in ms, a positive integer
 * @throws RangeError if a bin would hold less than one sample
 */
export function createPeakAccumulator(sampleRate: number, binMs: number): PeakAccumulator {
  const samplesPerSecondOfBins = sampleRate * binMs;
  if (!Number.isInteger(samplesPerSecondOfBins) || samplesPerSecondOfBins < 1_000) {
    throw new RangeError("a bin holds at least one sample");
  }
  let peaks = new Int8Array(4_096);
  /** Bins that are held, and those that were taken before them. */
  let binCount = 0;
  let takenCount = 0;
  let sampleCount = 0;
  let binEnd = firstSampleOfBin(1);
  let lowest = 0;
  let highest = 0;
  let isBinOpen = false;

  function firstSampleOfBin(bin: number): number {
    return Math.ceil((bin * samplesPerSecondOfBins) / 1_000);
  }

  function closeBin(): void {
    if (peaks.length < 2 * binCount + 2) {
      const larger = new Int8Array(peaks.length * 2);
      larger.set(peaks);
      peaks = larger;
    }
    peaks[2 * binCount] = quantised(lowest);
    peaks[2 * binCount + 1] = quantised(highest);
    binCount += 1;
    binEnd = firstSampleOfBin(takenCount + binCount + 1);
    isBinOpen = false;
  }

  return {
    push(samples) {
      for (const value of samples) {
        const sample = Number.isNaN(value) ? 0 : value;
        if (!isBinOpen) {
          lowest = sample;
          highest = sample;
          isBinOpen = true;
        } else if (sample < lowest) lowest = sample;
        else if (sample > highest) highest = sample;
        sampleCount += 1;
        if (sampleCount === binEnd) closeBin();
      }
    },
    take(mostBins) {
      const bins = Math.min(mostBins, binCount);
      const taken = peaks.slice(0, 2 * bins);
      peaks.copyWithin(0, 2 * bins, 2 * binCount);
      binCount -= bins;
      takenCount += bins;
      return taken;
    },
    finish() {
      if (isBinOpen) closeBin();
      return peaks.slice(0, 2 * binCount);
    },
  };
}

/**
 * Joins each `factor` neighbouring bins into one.
 *
 * @param peaks - interleaved min, max
 * @param factor - a positive integer; the last bin may join fewer
 * @throws RangeError if the factor is not a positive integer or a pair is incomplete
 */
export function reducePeaks(peaks: Int8Array, factor: number): Int8Array {
  if (!Number.isInteger(factor) || factor < 1) throw new RangeError("the factor is a positive integer");
  if (peaks.length % 2 !== 0) throw new RangeError("peaks come in pairs");
  const bins = peaks.length / 2;
  const reduced = new Int8Array(2 * Math.ceil(bins / factor));
  for (let bin = 0; bin < reduced.length / 2; bin += 1) {
    let lowest = 127;
    let highest = -128;
    for (let from = bin * factor; from < Math.min(bins, (bin + 1) * factor); from += 1) {
      lowest = Math.min(lowest, peaks[2 * from] ?? 0);
      highest = Math.max(highest, peaks[2 * from + 1] ?? 0);
    }
    reduced[2 * bin] = lowest;
    reduced[2 * bin + 1] = highest;
  }
  return reduced;
}

/** The outermost of several waveforms of the same bins. @throws RangeError for none, or of different length */
export function joinPeaks(channels: readonly Int8Array[]): Int8Array<ArrayBuffer> {
  const [first] = channels;
  if (first === undefined) throw new RangeError("there is at least one channel");
  if (channels.some(({ length }) => length !== first.length))
    throw new RangeError("channels are equally long");
  return Int8Array.from(first, (_, index) => {
    const values = channels.map((peaks) => peaks[index] ?? 0);
    return index % 2 === 0 ? Math.min(...values) : Math.max(...values);
  });
}

/** Magnitudes 0…1 per bin: practitioner's above the midline, client's below. */
export interface SpeakerPeaks {
  readonly practitioner: Float32Array;
  readonly client: Float32Array;
}

/** Share of the magnitude that both sides show while nobody, or somebody else, is known to speak. */
const unknownShare = 0.5;
const practitionerFlag = 1;
const clientFlag = 2;

/**
 * Divides a waveform by who speaks at the middle of each bin; both sides get it where both do.
 *
 * @param peaks - interleaved min, max per bin of `binMs`; bins beyond them are silent
 * @param segments - in any order
 * @param durationMs - of the recording; the result has `⌈durationMs / binMs⌉` bins
 */
export function splitPeaksBySpeaker(
  peaks: Int8Array,
  binMs: number,
  segments: readonly Segment[],
  durationMs: number,
): SpeakerPeaks {
  const bins = Math.ceil(durationMs / binMs);
  const speaking = new Uint8Array(bins);
  for (const { speaker, startMs, endMs } of segments) {
    if (speaker === "other") continue;
    const flag = speaker === "practitioner" ? practitionerFlag : clientFlag;
    const first = Math.max(0, binWithMiddleFrom(startMs, binMs));
    const end = Math.min(bins, binWithMiddleFrom(endMs, binMs));
    for (let bin = first; bin < end; bin += 1) speaking[bin] = (speaking[bin] ?? 0) | flag;
  }
  const practitioner = new Float32Array(bins);
  const client = new Float32Array(bins);
  for (let bin = 0; bin < bins; bin += 1) {
    const magnitude = magnitudeOf(peaks, bin);
    const flags = speaking[bin] ?? 0;
    practitioner[bin] = flags === 0 ? magnitude * unknownShare : flags & practitionerFlag ? magnitude : 0;
    client[bin] = flags === 0 ? magnitude * unknownShare : flags & clientFlag ? magnitude : 0;
  }
  return { practitioner, client };
}

function quantised(sample: number): number {
  return Math.round(Math.max(-1, Math.min(1, sample)) * 127);
}

/** The first bin whose middle is not before `atMs`. */
function binWithMiddleFrom(atMs: number, binMs: number): number {
  return Math.ceil((atMs - binMs / 2) / binMs);
}

function magnitudeOf(peaks: Int8Array, bin: number): number {
  const magnitude = Math.max(Math.abs(peaks[2 * bin] ?? 0), Math.abs(peaks[2 * bin + 1] ?? 0));
  return Math.min(1, magnitude / 127);
}

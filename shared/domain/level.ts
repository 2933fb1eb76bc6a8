/** How loud sound is: peak and mean of short stretches, in dBFS. */

/** One channel over one stretch. */
export interface Level {
  /** Highest absolute sample, dBFS, at least `quietestDbfs`; 0 is full scale. */
  readonly peakDbfs: number;
  /** Root of the mean square, dBFS, at least `quietestDbfs`. */
  readonly rmsDbfs: number;
  /** Several samples in a row stand at full scale: the sound is cut off there. */
  readonly isClipping: boolean;
}

/** Length of the stretches that a microphone tells, ms. */
export const levelMs = 50;
/** What silence counts as, so that every level is a finite number. */
export const quietestDbfs = -100;
/** Absolute value from which on a sample may have been cut off. */
const clippedFrom = 0.99;
/** So many of them in a row are no accident. */
const clippedInARow = 3;

/**
 * Measures a stretch.
 *
 * @param samples - of one channel, −1…1; not-a-number counts as silence; none at all are silence
 */
export function levelOf(samples: Float32Array): Level {
  let peak = 0;
  let squares = 0;
  let row = 0;
  let isClipping = false;
  for (const value of samples) {
    const magnitude = Number.isNaN(value) ? 0 : Math.abs(value);
    if (magnitude > peak) peak = magnitude;
    squares += magnitude * magnitude;
    row = magnitude >= clippedFrom ? row + 1 : 0;
    if (row >= clippedInARow) isClipping = true;
  }
  const mean = samples.length === 0 ? 0 : Math.sqrt(squares / samples.length);
  return { peakDbfs: dbfsOf(peak), rmsDbfs: dbfsOf(mean), isClipping };
}

/** An amplitude (1 is full scale) in dBFS, at least `quietestDbfs`. */
export function dbfsOf(amplitude: number): number {
  return amplitude <= 0 ? quietestDbfs : Math.max(quietestDbfs, 20 * Math.log10(amplitude));
}

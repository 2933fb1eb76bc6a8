/** Recognises a device that gives one microphone's sound in two channels. */
import { levelOf } from "../../../shared/domain/level.ts";

/** Compares two channels; a new one for each microphone. */
export interface SameSoundDetector {
  /** Takes the next sound of both channels, equally long. @returns whether they are known to be the same */
  push(first: Float32Array, second: Float32Array): boolean;
}

/** Fainter sound says nothing of channels. */
const audibleFromDbfs = -50;
/** What remains of one channel without the other is this much fainter, or they differ. */
const sameBelowDb = -40;
/** So much audible sound must have been the same. */
const sureAfterSeconds = 2;

/** @param sampleRate - samples a second */
export function createSameSoundDetector(sampleRate: number): SameSoundDetector {
  let sameFrames = 0;
  let differs = false;
  return {
    push(first, second) {
      const { rmsDbfs } = levelOf(first);
      if (differs || Math.max(rmsDbfs, levelOf(second).rmsDbfs) < audibleFromDbfs) return isSure();
      const difference = levelOf(first.map((sample, index) => sample - (second[index] ?? 0)));
      if (difference.rmsDbfs - rmsDbfs > sameBelowDb) differs = true;
      else sameFrames += first.length;
      return isSure();
    },
  };

  function isSure(): boolean {
    return !differs && sameFrames >= sureAfterSeconds * sampleRate;
  }
}

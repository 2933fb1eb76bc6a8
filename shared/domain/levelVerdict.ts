/** What is to be said of a microphone's loudness, steady enough to be read. */
import type { Level } from "./level.ts";

/**
 * `listening` until something can be said; `silent` after ten seconds without any sound; `tooQuiet` where the loudest of the
 * last ten seconds is faint; `clipping` while sound is cut off and a little longer.
 */
export type LevelVerdict = "listening" | "good" | "tooQuiet" | "silent" | "clipping";

/** Judges one channel; a new one for each microphone. */
export interface LevelJudge {
  /** Takes the next level. @returns the verdict from now on */
  push(level: Level): LevelVerdict;
}

/** Sound below this is none. */
export const silentBelowDbfs = -60;
/** Speech whose loudest moments stay below this is too quiet … */
export const tooQuietBelowDbfs = -36;
/** … until one reaches this. */
export const goodFromDbfs = -30;
/** How long nothing better must be heard. */
export const quietForMs = 10_000;
/** How long clipping is told after its last moment. */
export const clippingForMs = 3_000;

/**
 * Creates a judge.
 *
 * @param levelMs - length of the stretch of each level
 */
export function createLevelJudge(levelMs: number): LevelJudge {
  let verdict: LevelVerdict = "listening";
  let heardMs = 0;
  let soundAtMs = 0;
  let audibleAtMs = 0;
  let goodAtMs = 0;
  let clippedAtMs = Number.NEGATIVE_INFINITY;

  function calm(): LevelVerdict {
    if (heardMs - soundAtMs >= quietForMs) return "silent";
    // What was once too quiet takes a louder sound to be good than what is good takes to stay so.
    const lastGoodMs = verdict === "good" || verdict === "clipping" ? audibleAtMs : goodAtMs;
    if (heardMs - lastGoodMs >= quietForMs) return "tooQuiet";
    if (goodAtMs > 0 || verdict !== "listening") return "good";
    return "listening";
  }

  return {
    push(level) {
      heardMs += levelMs;
      if (level.peakDbfs >= silentBelowDbfs) soundAtMs = heardMs;
      if (level.peakDbfs >= tooQuietBelowDbfs) audibleAtMs = heardMs;
      if (level.peakDbfs >= goodFromDbfs) goodAtMs = heardMs;
      if (level.isClipping) clippedAtMs = heardMs;
      verdict = heardMs - clippedAtMs < clippingForMs ? "clipping" : calm();
      return verdict;
    },
  };
}

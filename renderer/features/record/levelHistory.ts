/** What the microphone has heard lately: the bars that are drawn, and one word for how loud it is. */
import { type Level, levelMs, quietestDbfs } from "../../../shared/domain/level.ts";
import { createLevelJudge, type LevelVerdict } from "../../../shared/domain/levelVerdict.ts";

/** The last seconds of a microphone, its channels taken together: the louder one counts. */
export interface LevelHistory {
  add(channels: readonly Level[]): void;
  verdict(): LevelVerdict;
  /** Peak of the last moment, dBFS. */
  peakDbfs(): number;
  /** Peak of each bar, dBFS, oldest first; always `barCount` of them, `quietestDbfs` where nothing was heard yet. */
  bars(): readonly number[];
}

/** How much sound a bar stands for. */
export const barMs = 200;
export const barCount = 44;

/** Begins to remember. */
export function createLevelHistory(): LevelHistory {
  const judge = createLevelJudge(levelMs);
  const bars = new Array<number>(barCount).fill(quietestDbfs);
  let verdict: LevelVerdict = "listening";
  let peakDbfs = quietestDbfs;
  let heard = 0;
  return {
    add: (channels) => {
      const level = loudest(channels);
      verdict = judge.push(level);
      peakDbfs = level.peakDbfs;
      if (heard % (barMs / levelMs) === 0) {
        bars.shift();
        bars.push(quietestDbfs);
      }
      bars[barCount - 1] = Math.max(bars[barCount - 1] ?? quietestDbfs, peakDbfs);
      heard += 1;
    },
    verdict: () => verdict,
    peakDbfs: () => peakDbfs,
    bars: () => bars,
  };
}

/** How tall a level is drawn, 0 to 1: from −60 dBFS up, evenly in decibel. */
export function shareOfScale(peakDbfs: number): number {
  return Math.min(1, Math.max(0, 1 + peakDbfs / 60));
}

function loudest(channels: readonly Level[]): Level {
  return {
    peakDbfs: Math.max(quietestDbfs, ...channels.map(({ peakDbfs }) => peakDbfs)),
    rmsDbfs: Math.max(quietestDbfs, ...channels.map(({ rmsDbfs }) => rmsDbfs)),
    isClipping: channels.some(({ isClipping }) => isClipping),
  };
}

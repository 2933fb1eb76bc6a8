/** Collects what is known of each frame of a stretch: how loud it is, in all and by channel. */
import { speechFrameMs } from "../../../shared/domain/speechRows.ts";

/** Adds up samples of one channel, each in the frame it falls into. */
export interface PowerMeter {
  add(samples: Float32Array): void;
  /** Mean squares of `frames` frames; 0 for those that nothing fell into. */
  finish(frames: number): Float32Array;
}

/** @param sampleRate - samples a second */
export function createPowerMeter(sampleRate: number): PowerMeter {
  const samplesPerFrame = (sampleRate * speechFrameMs) / 1_000;
  const means: number[] = [];
  let sum = 0;
  let count = 0;
  let position = 0;
  let frame = 0;

  function endFrame(): void {
    means.push(count === 0 ? 0 : sum / count);
    [sum, count] = [0, 0];
    frame += 1;
  }

  return {
    add(samples) {
      for (const sample of samples) {
        if (position >= (frame + 1) * samplesPerFrame) endFrame();
        sum += sample * sample;
        count += 1;
        position += 1;
      }
    },
    finish(frames) {
      endFrame();
      return Float32Array.from({ length: frames }, (_, index) => means[index] ?? 0);
    },
  };
}

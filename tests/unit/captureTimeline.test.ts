/** Time stays true whatever the audio thread drops, and channels fit whatever microphone goes on. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSameSoundDetector } from "../../renderer/audio/capture/sameSound.ts";
import { createSoundTimeline, fitChannels } from "../../renderer/audio/capture/soundTimeline.ts";

describe("a timeline", () => {
  test("fills exactly what was dropped, so that sound and silence are as long as the time that passed", () => {
    const block = fc.record({ dropped: fc.nat(5_000), frames: fc.integer({ min: 1, max: 2_400 }) });
    fc.assert(
      fc.property(fc.nat(1e9), fc.array(block, { minLength: 1 }), (startFrame, blocks) => {
        const timeline = createSoundTimeline();
        timeline.begin();
        let now = startFrame;
        let length = 0;
        let dropped = 0;
        for (const [index, { dropped: missing, frames }] of blocks.entries()) {
          // What was dropped before the first sound was never part of the recording.
          if (index > 0) {
            now += missing;
            dropped += missing;
          }
          length += timeline.place(now, frames) + frames;
          now += frames;
        }
        expect([length, timeline.filledFrames()]).toEqual([now - startFrame, dropped]);
      }),
    );
  });

  test("does not take a pause, or the count of another microphone, for dropped sound", () => {
    const timeline = createSoundTimeline();
    const placed = [];
    timeline.begin();
    placed.push(timeline.place(1_000, 100), timeline.place(1_100, 100));
    timeline.begin();
    placed.push(timeline.place(90_000, 100), timeline.place(90_100, 100));
    timeline.begin();
    placed.push(timeline.place(0, 100), timeline.place(300, 100));
    expect([placed, timeline.filledFrames()]).toEqual([[0, 0, 0, 0, 0, 200], 200]);
  });

  test("does not go back where sound overlaps", () => {
    const timeline = createSoundTimeline();
    timeline.begin();
    expect([timeline.place(0, 100), timeline.place(50, 100), timeline.place(150, 10)]).toEqual([0, 0, 0]);
  });
});

test("one channel becomes two alike, two become their mean, and what fits stays as it is", () => {
  const left = Float32Array.of(1, 0, 0.5);
  const right = Float32Array.of(0, 0, 1);
  expect([
    fitChannels([left], 2),
    fitChannels([left, right], 1),
    fitChannels([left, right], 2),
    fitChannels([left], 1),
  ]).toEqual([[left, left], [Float32Array.of(0.5, 0, 0.75)], [left, right], [left]]);
});

describe("a device that gives one sound twice", () => {
  const second = (amplitude: number, phase = 0) =>
    Float32Array.from({ length: 48_000 }, (_, index) => amplitude * Math.sin(index / 20 + phase));

  test("is recognised after two seconds of sound, silence not counted", () => {
    const detector = createSameSoundDetector(48_000);
    expect([
      detector.push(second(0), second(0)),
      detector.push(second(0.3), second(0.3)),
      detector.push(second(0), second(0)),
      detector.push(second(0.3), second(0.3)),
    ]).toEqual([false, false, false, true]);
  });

  test("is not suspected where channels differ once, be it in loudness alone or because one is dead", () => {
    for (const other of [second(0.27), second(0.3, 1), second(0)]) {
      const detector = createSameSoundDetector(48_000);
      detector.push(second(0.3), other);
      for (let round = 0; round < 5; round += 1) detector.push(second(0.3), second(0.3));
      expect(detector.push(second(0.3), second(0.3))).toBe(false);
    }
  });
});

/** A thread that falls silent is noticed; one that was only late is not. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { microphoneRefusalOf } from "../../renderer/audio/capture/microphoneRefusal.ts";
import { createWatch } from "../../renderer/audio/capture/watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a watch tells once of a silence of so many seconds, or one less, and of none before it is started or after it is stopped", () => {
  const silences: string[] = [];
  const watch = createWatch(3, () => silences.push("silence"));
  const heardAfter = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return silences.length;
  };
  const told = [heardAfter(10_000)];
  watch.start();
  told.push(heardAfter(2_900));
  watch.heard();
  told.push(heardAfter(2_000), heardAfter(200), heardAfter(10_000));
  watch.start();
  watch.stop();
  told.push(heardAfter(10_000));
  expect(told).toEqual([0, 0, 0, 1, 1, 1]);
});

test("each failure of a microphone has its reason, and an unknown one counts as a broken device", () => {
  const names = [
    "NotAllowedError",
    "SecurityError",
    "NotFoundError",
    "OverconstrainedError",
    "NotReadableError",
  ];
  expect(
    [...names.map((name) => new DOMException("", name)), new Error("?"), "?"].map(
      (error) => microphoneRefusalOf(error).reason,
    ),
  ).toEqual([
    "not-allowed",
    "not-allowed",
    "not-found",
    "not-found",
    "not-readable",
    "not-readable",
    "not-readable",
  ]);
});

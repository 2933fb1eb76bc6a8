import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Flush, flushAll, registerFlush } from "../../renderer/features/frame/flush.ts";

const forget: (() => void)[] = [];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  for (const one of forget.splice(0)) one();
  vi.useRealTimers();
});

const saved: Flush = async () => undefined;
const unsaved: Flush = async () => false;
const failing: Flush = () => Promise.reject(new Error("full"));
const cases: readonly (readonly [string, readonly Flush[], boolean])[] = [
  ["nothing is unsaved", [], true],
  ["all could be saved", [saved, saved], true],
  ["one says that it could not", [unsaved, saved], false],
  ["one fails", [failing, saved], false],
];

test.each(cases)("where %s", async (_, flushes, isSaved) => {
  for (const flush of flushes) forget.push(registerFlush(flush));
  expect(await flushAll()).toBe(isSaved);
});

test("saving that hangs is given up after fifteen seconds", async () => {
  forget.push(registerFlush(() => new Promise(() => undefined)));
  const ended = vi.fn();
  void flushAll().then(ended);
  await vi.advanceTimersByTimeAsync(14_999);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledExactlyOnceWith(false);
});

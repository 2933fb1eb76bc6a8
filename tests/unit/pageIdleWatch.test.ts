/** When the vault locks by itself: not while somebody waits for long work they have begun. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../renderer/api/call.ts";
import { isLongWork, isWorking, whileWorking } from "../../renderer/api/longWork.ts";
import { type IdleWatch, watchIdleness } from "../../renderer/features/frame/idleWatch.ts";
import type { RequestName } from "../../shared/contract.ts";
import { events, requests } from "../../shared/contract.ts";
import type { TargetId } from "../../shared/domain/ids.ts";

const minuteMs = 60_000;
const nobody = { idleMs: Number.POSITIVE_INFINITY, isRecording: false };
let locks = 0;
let watch: IdleWatch;

function countLock(): void {
  locks += 1;
}

function start(computer = nobody): void {
  watch = watchIdleness({
    limitMs: 10 * minuteMs,
    askComputer: async () => computer,
    lock: countLock,
  });
}

function run(minutes: number): Promise<unknown> {
  return vi.advanceTimersByTimeAsync(minutes * minuteMs);
}

beforeEach(() => {
  vi.useFakeTimers();
  locks = 0;
});
afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

describe("the vault locks", () => {
  it("when nobody has been there for the set time, and not before", async () => {
    start();
    await run(9);
    watch.touch();
    await run(9);
    const before = locks;
    await run(1);
    expect([before, locks]).toEqual([0, 1]);
  });

  it("not while long work goes on, but the set time after its end", async () => {
    start();
    const { promise, resolve } = Promise.withResolvers<void>();
    const work = whileWorking(() => promise);
    await run(95);
    const during = [locks, isWorking()];
    resolve();
    await work;
    await run(9);
    const soonAfter = locks;
    await run(1);
    expect([during, soonAfter, locks, isWorking()]).toEqual([[0, true], 0, 1, false]);
  });

  it("after work that failed as after any", async () => {
    start();
    await whileWorking(() => Promise.reject(new Error("no room"))).catch(() => undefined);
    await run(10);
    expect([locks, isWorking()]).toEqual([1, false]);
  });

  it("not before the last of several works is over", async () => {
    start();
    const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const works = [whileWorking(() => one.promise), whileWorking(() => other.promise)];
    await run(15);
    one.resolve();
    await run(25);
    const before = locks;
    other.resolve();
    await Promise.all(works);
    await run(10);
    expect([before, locks]).toEqual([0, 1]);
  });

  it("not while a recording is on", async () => {
    start({ idleMs: Number.POSITIVE_INFINITY, isRecording: true });
    await run(95);
    expect(locks).toBe(0);
  });

  it("not once the watch is stopped while the computer is asked", async () => {
    const { promise, resolve } = Promise.withResolvers<typeof nobody>();
    watch = watchIdleness({
      limitMs: minuteMs,
      askComputer: () => promise,
      lock: countLock,
    });
    await run(1);
    watch.stop();
    resolve(nobody);
    await run(5);
    expect(locks).toBe(0);
  });
});

describe("long work", () => {
  it("is each request that tells how far it is, and no other", () => {
    const names = (Object.keys(requests) as RequestName[]).filter(isLongWork).sort();
    expect(names).toEqual([
      "audio.import",
      "backup.make",
      "backup.restore",
      "check.run",
      "device.list",
      "device.look",
      "handOver.export",
      "keys.rotate",
      "source.erase",
      "source.resumeErase",
    ]);
    expect(Object.keys(events).filter((name) => name.endsWith(".progress"))).toHaveLength(8);
  });

  it.each([
    ["backup.make", true],
    ["settings.read", false],
  ] as const)("holds the lock off from its request to its answer: %s %s", async (name, isHeld) => {
    start();
    const { promise, resolve } = Promise.withResolvers<{ ok: true; value: undefined }>();
    vi.stubGlobal("window", { lyhord: { call: () => promise } });
    const input = name === "backup.make" ? { targetId: "t" as TargetId, withSound: false } : {};
    const answer = call(name as "backup.make", input as never);
    await run(11);
    const during = locks;
    resolve({ ok: true, value: undefined });
    await answer;
    vi.unstubAllGlobals();
    expect(during).toBe(isHeld ? 0 : 1);
  });
});

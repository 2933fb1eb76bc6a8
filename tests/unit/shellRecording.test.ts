/** What the shell does around a recording, where only other systems than this one would show it. */
import { EventEmitter } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createLocking } from "../../electron/shell/locking.ts";
import { createMicrophoneAccess } from "../../electron/shell/microphoneAccess.ts";
import { lockWithComputer, lockWithWindowsSession } from "../../electron/shell/power.ts";
import { createRecordingWatch } from "../../electron/shell/recordingWatch.ts";

/** A watch, and the blockers that are started and not stopped. */
function watchWithBlockers() {
  const blocked = new Map<number, string>();
  let started = 0;
  const recording = createRecordingWatch({
    start(kind) {
      started += 1;
      blocked.set(started, kind);
      return started;
    },
    stop: (id) => blocked.delete(id),
  });
  return { recording, blocked, started: () => started };
}

describe("the watch over a recording", () => {
  test("holds one blocker while it is on, and says once that it is over", () => {
    const { recording, blocked, started } = watchWithBlockers();
    let ends = 0;
    recording.onEnd(() => (ends += 1));
    const seen = (["armed", "recording", "recording", "paused", "recording", "off", "off"] as const).map(
      (phase) => {
        recording.set(phase);
        return [phase, recording.isArmed(), recording.isOn(), [...blocked.values()], ends];
      },
    );
    const lit = ["prevent-display-sleep"];
    expect([seen, started()]).toEqual([
      [
        ["armed", true, false, [], 0],
        ["recording", true, true, lit, 0],
        ["recording", true, true, lit, 0],
        ["paused", true, true, lit, 0],
        ["recording", true, true, lit, 0],
        ["off", false, false, [], 1],
        ["off", false, false, [], 1],
      ],
      1,
    ]);
  });
});

describe("the system's word on the microphone", () => {
  const asked: string[] = [];
  const access = (platform: NodeJS.Platform, status: "not-determined" | "granted" | "denied" | "unknown") =>
    createMicrophoneAccess(
      {
        getMediaAccessStatus: () => status,
        async askForMediaAccess() {
          asked.push(platform);
          return true;
        },
      },
      platform,
    );

  test.each([
    ["darwin", "not-determined", "not-determined"],
    ["darwin", "denied", "denied"],
    ["win32", "denied", "denied"],
    ["win32", "unknown", "granted"],
    ["linux", "denied", "granted"],
  ] as const)("on %s, %s is told as %s", (platform, status, told) => {
    expect(access(platform, status).state()).toBe(told);
  });

  test("is asked for on macOS only, and only if nobody has answered yet", async () => {
    await access("darwin", "not-determined").ask();
    await access("darwin", "denied").ask();
    await access("win32", "not-determined").ask();
    await access("linux", "not-determined").ask();
    expect(asked).toEqual(["darwin"]);
  });
});

describe("a Windows session that ends", () => {
  test.each([
    ["recording", true],
    ["paused", true],
    ["armed", false],
    ["off", false],
  ] as const)("is held up while %s: %s; once it ends, the vault locks", (phase, isHeldUp) => {
    const { recording } = watchWithBlockers();
    const window = new EventEmitter();
    let locks = 0;
    lockWithWindowsSession(window as Parameters<typeof lockWithWindowsSession>[0], recording, () => {
      locks += 1;
    });
    recording.set(phase);
    let isPrevented = false;
    window.emit("query-session-end", { preventDefault: () => (isPrevented = true) });
    const before = locks;
    window.emit("session-end", {});
    expect({ isPrevented, before, after: locks }).toEqual({ isPrevented: isHeldUp, before: 0, after: 1 });
  });
});

describe("locking with the computer", () => {
  test("a locked screen locks at once without a recording, after it with one, and never once it is unlocked", () => {
    const monitor = new EventEmitter();
    const { recording } = watchWithBlockers();
    const locks: string[] = [];
    let step = "";
    lockWithComputer(monitor as Parameters<typeof lockWithComputer>[0], recording, () => locks.push(step));
    const steps: [string, () => unknown][] = [
      ["screen locked", () => monitor.emit("lock-screen")],
      ["screen unlocked", () => monitor.emit("unlock-screen")],
      ["recording", () => recording.set("recording")],
      ["screen locked while recording", () => monitor.emit("lock-screen")],
      ["over", () => recording.set("off")],
      ["screen unlocked again", () => monitor.emit("unlock-screen")],
      ["recording again", () => recording.set("recording")],
      ["asleep while recording", () => monitor.emit("suspend")],
      ["over again", () => recording.set("off")],
    ];
    for (const [name, take] of steps) {
      step = name;
      take();
    }
    expect(locks).toEqual(["screen locked", "over", "asleep while recording"]);
  });
});

describe("how long locking waits for the page", () => {
  afterEach(() => void vi.useRealTimers());

  test.each([
    [false, 3_000],
    [true, 15_000],
  ])("with a recording on: %s, at most %s ms", async (isRecording, limitMs) => {
    vi.useFakeTimers();
    let isReplaced = false;
    const { lock } = createLocking({
      vault: {
        settled: async () => {},
        signLog: async () => {},
        async replace() {
          isReplaced = true;
        },
      },
      announce() {},
      renewPage() {},
      isRecording: () => isRecording,
    });
    const locked = lock();
    await vi.advanceTimersByTimeAsync(limitMs - 1);
    const before = isReplaced;
    await vi.advanceTimersByTimeAsync(1);
    await locked;
    expect([before, isReplaced]).toEqual([false, true]);
  });
});

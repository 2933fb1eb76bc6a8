/** When the computer sleeps or its screen is locked, the vault locks too – the screen's lock waits for a recording. */
import type { BrowserWindow, PowerMonitor } from "electron";
import type { RecordingWatch } from "./recordingWatch.ts";

/** How long nobody has touched the computer, ms; 0 on systems that do not tell. */
export function computerIdleMs(monitor: Pick<PowerMonitor, "getSystemIdleTime">): number {
  return monitor.getSystemIdleTime() * 1_000;
}

/**
 * Locks with the computer.
 *
 * Linux has no `lock-screen` event; there the page's idle time is what locks.
 */
export function lockWithComputer(
  monitor: PowerMonitor,
  recording: Pick<RecordingWatch, "isOn" | "onEnd">,
  lock: () => void,
): void {
  let isScreenLocked = false;
  monitor.on("suspend", lock);
  monitor.on("shutdown", lock);
  monitor.on("lock-screen", () => {
    isScreenLocked = true;
    if (!recording.isOn()) lock();
  });
  monitor.on("unlock-screen", () => {
    isScreenLocked = false;
  });
  recording.onEnd(() => {
    if (isScreenLocked) lock();
  });
}

/** On Windows, which tells windows of its end: it shows what holds it up while a recording is on, and locks when it ends. */
export function lockWithWindowsSession(
  window: BrowserWindow,
  recording: Pick<RecordingWatch, "isOn">,
  lock: () => void,
): void {
  window.on("query-session-end", (event) => {
    if (recording.isOn()) event.preventDefault();
  });
  window.on("session-end", lock);
}

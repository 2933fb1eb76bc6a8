/** When the computer sleeps or its screen is locked, the vault locks too. */
import type { PowerMonitor } from "electron";

/** How long nobody has touched the computer, ms; 0 on systems that do not tell. */
export function computerIdleMs(monitor: Pick<PowerMonitor, "getSystemIdleTime">): number {
  return monitor.getSystemIdleTime() * 1_000;
}

/**
 * Locks with the computer.
 *
 * Linux has no `lock-screen` event; there the page's idle time is what locks.
 */
export function lockWithComputer(monitor: PowerMonitor, lock: () => void): void {
  monitor.on("suspend", lock);
  monitor.on("lock-screen", lock);
  monitor.on("shutdown", lock);
}

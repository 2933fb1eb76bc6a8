/** Where Chromium is on this computer, and how tests start it. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome.exe"];

/**
 * Looks in order at `LYHORD_CHROMIUM`, Playwright's own, and the `PATH`.
 *
 * @returns an absolute path; `undefined` if there is none
 */
export function findChromium(): string | undefined {
  const named = process.env.LYHORD_CHROMIUM;
  if (named !== undefined && existsSync(named)) return named;
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => existsSync(path));
}

/**
 * Chromium, or an error that says what to do.
 *
 * @throws Error if there is none
 */
export function requireChromium(): string {
  const found = findChromium();
  if (found === undefined) throw new Error(chromiumAdvice);
  return found;
}

/** What to do where there is no Chromium. */
export const chromiumAdvice =
  "No Chromium was found. Run `npx playwright install chromium`, or install the package chromium, " +
  "or name one with LYHORD_CHROMIUM=/path/to/chromium.";

/** Whether Chromium and Electron refuse to start without `--no-sandbox` here. */
export const isRootOnLinux = process.platform === "linux" && process.getuid?.() === 0;

/** Flags for tests: no sandbox as root, nothing that calls home, a microphone that is not one. */
export const chromiumTestFlags: readonly string[] = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
];

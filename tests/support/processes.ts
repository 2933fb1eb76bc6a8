/** What a test can see of processes: whether one runs, and which one shows a page. */
import { readFileSync } from "node:fs";
import type { Browser, Page } from "@playwright/test";

/** Whether a process runs; one that has ended and waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  if (process.platform !== "linux") return true;
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/**
 * Process id of the renderer that shows a page, from a mark that the page leaves in Chromium's trace.
 *
 * @param browser - one that shows nothing else: a trace records all of its pages
 * @throws Error if the page left no mark
 */
export async function rendererPid(browser: Browser, page: Page): Promise<number> {
  await browser.startTracing(page, { categories: ["blink.user_timing"] });
  await page.evaluate(() => performance.mark("which process is this"));
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; pid: number }[];
  };
  const mark = trace.traceEvents.find(({ name }) => name === "which process is this");
  if (mark === undefined) throw new Error("the page left no mark");
  return mark.pid;
}

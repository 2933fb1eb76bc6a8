/** Three hours recorded faster than they last, through worklet, worker and encoder: what they weigh, in memory and on disk. */
import fs from "node:fs";
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { ask } from "../e2e/steps/ask.ts";
import { fastMicrophone, plugInFastMicrophones } from "../e2e/steps/fastMicrophone.ts";
import { buildFixture } from "../host/buildFixture.ts";
import { launchStandIn } from "../host/launchStandIn.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { pageHeapMb, workersHeapMb } from "../support/heapUse.ts";
import { type BenchRow, durationText } from "./benchTable.ts";

const shortMs = 600_000;
const longMs = 10_800_000;
const mostBytesPerHour = 20e6;

/** Lives in the page while it is measured. */
interface Recording {
  readonly capture: ReturnType<Awaited<ReturnType<Window["capturePage"]["openMicrophone"]>>["record"]>;
  bytes: number;
  pieces: number;
  readonly failures: unknown[];
}
type RecordingWindow = Window & { recording: Recording };

/** @param folder - empty; the application's data lies in it */
export async function recorderBench(folder: string): Promise<BenchRow[]> {
  const outFolder = await buildFixture(undefined, "capturePage");
  const home = path.join(folder, "home");
  const standIn = await launchStandIn({ language: "sv-SE", outFolder, home });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
    const context = await browser.newContext();
    await plugInFastMicrophones(context);
    const page = await standIn.openPage(context);
    await ask(page, "shell.setRecording", { phase: "armed" });
    return await measure(page);
  } finally {
    await browser?.close();
    await standIn.close();
    fs.rmSync(outFolder, { recursive: true, force: true });
  }
}

async function measure(page: Page): Promise<BenchRow[]> {
  await page.evaluate(beginRecording);
  const microphone = fastMicrophone(page);
  const start = performance.now();
  await microphone.hear(shortMs);
  const short = await heapsMb(page);
  await microphone.hear(longMs - shortMs);
  const tookMs = performance.now() - start;
  const long = await heapsMb(page);
  const { durationMs, bytes, pieces, failures } = await page.evaluate(endRecording);
  if (failures > 0) throw new Error("the recording failed");
  const bytesPerHour = (bytes * 3_600_000) / durationMs;
  return [
    {
      name: `memory of page and worker while 3 h are recorded, in ${pieces} pieces`,
      figure: `${long.toFixed(1)} MB (10 min: ${short.toFixed(1)} MB)`,
      bar: "flat",
      ratio: { value: long / short, against: "10 min" },
    },
    {
      name: "an hour of a recording, one channel",
      figure: `${(bytesPerHour / 1e6).toFixed(1)} MB`,
      bar: `≤ ${mostBytesPerHour / 1e6} MB`,
      ratio: { value: bytesPerHour / mostBytesPerHour, against: "the bar" },
    },
    {
      name: "recording 3 h of sound that comes as fast as it is taken",
      figure: durationText(tookMs),
      bar: "< 3 h",
      ratio: { value: tookMs / durationMs, against: "real time" },
    },
  ];
}

async function heapsMb(page: Page): Promise<number> {
  return (await pageHeapMb(page)) + (await workersHeapMb(page));
}

async function beginRecording(): Promise<void> {
  const microphone = await window.capturePage.openMicrophone({
    deviceId: null,
    channels: 1,
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: false,
  });
  const capture = microphone.record({
    async append(piece) {
      recording.bytes += piece.bytes.length;
      recording.pieces += 1;
    },
  });
  const recording: Recording = { capture, bytes: 0, pieces: 0, failures: [] };
  capture.onFailure((error) => recording.failures.push(error));
  Object.assign(window, { recording });
}

async function endRecording() {
  const { recording } = window as unknown as RecordingWindow;
  const { durationMs } = await recording.capture.stop();
  return {
    durationMs,
    bytes: recording.bytes,
    pieces: recording.pieces,
    failures: recording.failures.length,
  };
}

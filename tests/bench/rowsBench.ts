/** Rows prepared in the real page for an hour and for two: how long it takes, what it weighs, and that it stops at once. */
import path from "node:path";
import { type Browser, chromium, type Locator, type Page } from "@playwright/test";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { launchApplication } from "../host/launch.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { pageHeapMb, workersHeapMb } from "../support/heapUse.ts";
import { rolePlayOf } from "../support/longConversation.ts";
import { writeSpeechWav } from "../support/speechWav.ts";
import { testPassphrase } from "../support/vaultHostForTest.ts";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { createBenchVault } from "./benchVault.ts";

const hourMs = 3_600_000;
const sounds = { "En timme": hourMs, "Två timmar": 2 * hourMs } as const;
type Title = keyof typeof sounds;

/** @param folder - empty; the vault is made in it */
export async function rowsBench(folder: string): Promise<BenchRow[]> {
  const home = path.join(folder, "home");
  await makeConversations(home, folder);
  const application = await launchApplication({ home });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
    const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1280, height: 860 } });
    const page = await application.openPage(context);
    await page.getByLabel(sv.vaults.passphrase, { exact: true }).fill(testPassphrase);
    await page.getByRole("button", { name: sv.vaults.unlock }).click();
    const stop = await stopRow(page);
    const hour = await prepareRows(page, "En timme");
    const twoHours = await prepareRows(page, "Två timmar");
    return [
      stop,
      timeRow("an hour", hour, hourMs),
      timeRow("two hours", twoHours, 2 * hourMs),
      {
        name: "memory of page and worker near the end of two hours",
        figure: `${twoHours.heapMb.toFixed(1)} MB (an hour: ${hour.heapMb.toFixed(1)} MB)`,
        bar: "flat",
        ratio: { value: twoHours.heapMb / hour.heapMb, against: "an hour" },
      },
    ];
  } finally {
    await browser?.close();
    await application.close();
  }
}

async function makeConversations(home: string, folder: string): Promise<void> {
  const { vault } = await createBenchVault(home);
  for (const [title, durationMs] of Object.entries(sounds)) {
    const wav = path.join(folder, "speech.wav");
    writeSpeechWav(wav, durationMs);
    const { conversationId } = await vault.get("conversation.create", {
      permission: rolePlayOf(title),
      occasion: "",
      heldOn: "2026-01-01",
    });
    const sourceId = vault.offer(wav);
    const { recordingId } = await vault.get("audio.import", { conversationId, sourceId, durationMs });
    // Nobody looks at the waveform here.
    const peaks = new Int8Array((durationMs / 20) * 2);
    await vault.get("preparation.finish", { recordingId, durationMs, peaks });
  }
  vault.end();
}

interface Prepared {
  readonly tookMs: number;
  /** Of page and worker when nine tenths were heard. */
  readonly heapMb: number;
}

async function prepareRows(page: Page, title: Title): Promise<Prepared> {
  const dialog = await begin(page, title);
  const start = performance.now();
  const share = dialog.getByRole("progressbar");
  while (Number(await share.getAttribute("aria-valuenow")) < 90) await page.waitForTimeout(100);
  const heapMb = (await pageHeapMb(page)) + (await workersHeapMb(page));
  await dialog.waitFor({ state: "hidden", timeout: sounds[title] });
  const tookMs = performance.now() - start;
  await page.locator("main li[aria-posinset]").first().waitFor();
  await page.getByRole("button", { name: sv.review.back }).click();
  return { tookMs, heapMb };
}

async function begin(page: Page, title: Title): Promise<Locator> {
  await open(page, title);
  return beginIn(page);
}

async function open(page: Page, title: Title): Promise<void> {
  await page.getByRole("article", { name: title }).getByRole("button", { name: title, exact: true }).click();
}

async function beginIn(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: sv.prepareRows.start }).click();
  const dialog = page.getByRole("dialog", { name: sv.prepareRows.title });
  await dialog.getByRole("button", { name: sv.prepareRows.begin }).click();
  return dialog;
}

/** Called off in the middle: until the dialog is gone and no worker listens on. */
async function stopRow(page: Page): Promise<BenchRow> {
  const dialog = await begin(page, "Två timmar");
  const share = dialog.getByRole("progressbar");
  while (Number(await share.getAttribute("aria-valuenow")) < 1) await page.waitForTimeout(20);
  const start = performance.now();
  await dialog.getByRole("button", { name: sv.common.cancel }).click();
  await dialog.waitFor({ state: "hidden" });
  while (page.workers().length > 0) await page.waitForTimeout(5);
  const tookMs = performance.now() - start;
  await page.getByRole("button", { name: sv.review.back }).click();
  return rowAgainstBar("calling it off: until nothing listens any more", tookMs, 1_000);
}

function timeRow(what: string, { tookMs }: Prepared, soundMs: number): BenchRow {
  return {
    name: `rows prepared for ${what} of speech and silence, in the page`,
    figure: `${durationText(tookMs)} (${(soundMs / tookMs).toFixed(0)} × as fast as it lasts)`,
    bar: `≤ ${durationText(soundMs / 12)}`,
    ratio: { value: (12 * tookMs) / soundMs, against: "the bar" },
  };
}

/** The review of a long conversation in the real page: how fast it opens, what it weighs, how fast it seeks. */
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { launchApplication } from "../host/launch.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { pageHeapMb } from "../support/heapUse.ts";
import { addLongConversation, type SyntheticWav, writeSyntheticWav } from "../support/longConversation.ts";
import { testPassphrase } from "../support/vaultHostForTest.ts";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { createBenchVault } from "./benchVault.ts";
import { isReviewUsable, keepPlayers, seekTimes } from "./inPage.ts";
import { median, percentile } from "./statistics.ts";

const rounds = 5;
const seeks = 40;
const titles = { long: "Två timmar", short: "Tio minuter" } as const;
const segmentsOfTwoHours = 3_000;

/** @param folder - empty; the vault is made in it */
export async function reviewBench(folder: string, twoHours: SyntheticWav): Promise<BenchRow[]> {
  const home = path.join(folder, "home");
  await makeConversations(home, folder, twoHours);
  const application = await launchApplication({ home });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
    const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1280, height: 860 } });
    await context.addInitScript(keepPlayers);
    const page = await application.openPage(context);
    await page.getByLabel(sv.vaults.passphrase, { exact: true }).fill(testPassphrase);
    await page.getByRole("button", { name: sv.vaults.unlock }).click();
    await page.getByRole("button", { name: titles.long, exact: true }).waitFor();
    return await measure(page);
  } finally {
    await browser?.close();
    await application.close();
  }
}

async function makeConversations(home: string, folder: string, twoHours: SyntheticWav): Promise<void> {
  const { vault } = await createBenchVault(home);
  const tenMinutes = writeSyntheticWav(path.join(folder, "short.wav"), 600_000, 2);
  const segmentCount = (segmentsOfTwoHours * tenMinutes.durationMs) / twoHours.durationMs;
  await addLongConversation(vault, { wav: tenMinutes, segmentCount, title: titles.short, folder });
  await addLongConversation(vault, {
    wav: twoHours,
    segmentCount: segmentsOfTwoHours,
    title: titles.long,
    folder,
  });
  vault.end();
}

async function measure(page: Page): Promise<BenchRow[]> {
  const long: Opening[] = [];
  const short: Opening[] = [];
  await open(page, titles.short);
  for (let round = 0; round < rounds; round += 1) {
    short.push(await open(page, titles.short));
    long.push(await open(page, titles.long));
  }
  const seekMs = percentile(await page.evaluate(seekTimes, { seeks }), 0.95);
  const [longMs, shortMs] = [long, short].map((all) => median(all.map(({ ms }) => ms))) as [number, number];
  const [longMb, shortMb] = [long, short].map((all) => median(all.map(({ heapMb }) => heapMb))) as [
    number,
    number,
  ];
  return [
    {
      name: `opening the review of 2 h with ${segmentsOfTwoHours} segments, median of ${rounds}`,
      figure: `${durationText(longMs)} (10 min: ${durationText(shortMs)})`,
      bar: "≤ 400 ms, ≤ 1.3 ×",
      ratio: { value: longMs / shortMs, against: "10 min" },
    },
    {
      name: "JavaScript memory of the page after that",
      figure: `${longMb.toFixed(1)} MB (10 min: ${shortMb.toFixed(1)} MB)`,
      bar: "≤ 1.2 ×",
      ratio: { value: longMb / shortMb, against: "10 min" },
    },
    rowAgainstBar(`seek to sound in 2 h, p95 of ${seeks}`, seekMs, 150),
  ];
}

interface Opening {
  readonly ms: number;
  readonly heapMb: number;
}

/** Opens a review in a page that has just been loaded, so that nothing is remembered. */
async function open(page: Page, title: string): Promise<Opening> {
  await page.reload();
  const button = page.getByRole("button", { name: title, exact: true });
  await button.waitFor();
  const ms = await button.evaluate(isReviewUsable);
  return { ms, heapMb: await pageHeapMb(page) };
}

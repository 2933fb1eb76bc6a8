/** Writing in a transcript of 3 000 rows while the sound plays, following it and scrolling, in the real page. */
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { launchApplication } from "../host/launch.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { addLongConversation, writeSyntheticWav } from "../support/longConversation.ts";
import { testPassphrase } from "../support/vaultHostForTest.ts";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { createBenchVault } from "./benchVault.ts";
import { frameTimes, type KeyTime, keyTimes, plainField, watchKeys } from "./inPage.ts";
import { percentile } from "./statistics.ts";

const title = "Två timmar";
const segmentCount = 3_000;
const frameMs = 1_000 / 60;
const letters = "jag vet inte riktigt vad jag ska säga om det där men ";

/** @param folder - empty; the vault is made in it */
export async function typingBench(folder: string): Promise<BenchRow[]> {
  const home = path.join(folder, "home");
  const { vault } = await createBenchVault(home);
  const wav = writeSyntheticWav(path.join(folder, "long.wav"), 7_200_000);
  await addLongConversation(vault, { wav, segmentCount, title, folder });
  // It is to go on playing while one types.
  await vault.get("settings.update", { pauseWhileTyping: false });
  vault.end();
  const application = await launchApplication({ home });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
    const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1280, height: 860 } });
    const page = await application.openPage(context);
    await page.getByLabel(sv.vaults.passphrase, { exact: true }).fill(testPassphrase);
    await page.getByRole("button", { name: sv.vaults.unlock }).click();
    await page
      .getByRole("article", { name: title })
      .getByRole("button", { name: title, exact: true })
      .click();
    await page.getByRole("button", { name: sv.player.play, exact: true }).click();
    const rows = await measure(page);
    const plain = await typeInPlainField(await context.newPage());
    return [...keyRows(rows.keys, plain), ...rows.frames];
  } finally {
    await browser?.close();
    await application.close();
  }
}

async function measure(page: Page): Promise<{ readonly keys: KeyTime[]; readonly frames: BenchRow[] }> {
  const following = await page.evaluate(frameTimes, { ms: 6_000, scrollBy: 0 });
  const scrolling = await page.evaluate(frameTimes, { ms: 4_000, scrollBy: 60 });
  await page.locator("main li[aria-posinset]").nth(6).getByRole("button").last().click();
  await page.getByRole("menuitem", { name: sv.transcript.edit }).click();
  return {
    keys: await typeAndMeasure(page),
    frames: [framesRow("following what plays", following), framesRow("scrolling while it plays", scrolling)],
  };
}

/** The same letters in a page of nothing but a field: what the browser itself takes, and how long a frame is waited for. */
async function typeInPlainField(page: Page): Promise<KeyTime[]> {
  await page.bringToFront();
  await page.evaluate(plainField);
  return typeAndMeasure(page);
}

async function typeAndMeasure(page: Page): Promise<KeyTime[]> {
  await page.evaluate(watchKeys);
  await page.keyboard.type(letters.repeat(4), { delay: 45 });
  return page.evaluate(keyTimes);
}

/** What the page works for a key is held against one frame; what it takes with the wait for a frame, against a plain field. */
function keyRows(keys: readonly KeyTime[], plain: readonly KeyTime[]): BenchRow[] {
  const row = rowAgainstBar(
    `what the page works for a key while playing, p95 of ${keys.length}`,
    percentileOf(keys, "worked", 0.95),
    frameMs,
  );
  const plainWork = durationText(percentileOf(plain, "worked", 0.95));
  const work = { ...row, figure: `${row.figure} (plain field ${plainWork})` };
  const painted = ([0.5, 0.95, 0.99] as const).map((share) => {
    const [ms, plainMs] = [keys, plain].map((times) => percentileOf(times, "painted", share));
    return {
      name: `a key to its painted letter while playing, p${share * 100}`,
      figure: `${durationText(ms ?? Number.NaN)} (plain field ${durationText(plainMs ?? Number.NaN)})`,
      bar: `≤ ${durationText(frameMs)}`,
      ratio: { value: (ms ?? Number.NaN) / (plainMs ?? Number.NaN), against: "a plain field" },
    };
  });
  return [work, ...painted];
}

function percentileOf(keys: readonly KeyTime[], what: keyof KeyTime, share: number): number {
  return percentile(
    keys.map((key) => key[what]),
    share,
  );
}

function framesRow(what: string, frames: readonly number[]): BenchRow {
  const long = frames.filter((ms) => ms > 2 * frameMs).length;
  const row = rowAgainstBar(`${what}: from frame to frame, p95`, percentile(frames, 0.95), frameMs * 1.2);
  return { ...row, figure: `${row.figure} (${long} of ${frames.length} over two frames)` };
}

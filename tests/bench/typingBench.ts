/** Writing in a transcript of 3 000 rows while the sound plays, following it and scrolling, in the real page. */
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { launchApplication } from "../host/launch.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { addLongConversation, writeSyntheticWav } from "../support/longConversation.ts";
import { testPassphrase } from "../support/vaultHostForTest.ts";
import { type BenchRow, rowAgainstBar } from "./benchTable.ts";
import { createBenchVault } from "./benchVault.ts";
import { frameTimes, keyTimes, watchKeys } from "./inPage.ts";
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
    return await measure(page);
  } finally {
    await browser?.close();
    await application.close();
  }
}

async function measure(page: Page): Promise<BenchRow[]> {
  const following = await page.evaluate(frameTimes, { ms: 6_000, scrollBy: 0 });
  const scrolling = await page.evaluate(frameTimes, { ms: 4_000, scrollBy: 60 });
  await page.locator("main li[aria-posinset]").nth(6).getByRole("button").last().click();
  await page.getByRole("menuitem", { name: sv.transcript.edit }).click();
  await page.evaluate(watchKeys);
  await page.keyboard.type(letters.repeat(4), { delay: 45 });
  const keys = await page.evaluate(keyTimes);
  const shares = [0.5, 0.95, 0.99] as const;
  return [
    ...shares.map((share) =>
      rowAgainstBar(
        `a key to its painted letter while playing, p${share * 100} of ${keys.length}`,
        percentile(keys, share),
        frameMs,
      ),
    ),
    framesRow("following what plays", following),
    framesRow("scrolling while it plays", scrolling),
  ];
}

function framesRow(what: string, frames: readonly number[]): BenchRow {
  const long = frames.filter((ms) => ms > 2 * frameMs).length;
  const row = rowAgainstBar(`${what}: from frame to frame, p95`, percentile(frames, 0.95), frameMs * 1.2);
  return { ...row, figure: `${row.figure} (${long} of ${frames.length} over two frames)` };
}

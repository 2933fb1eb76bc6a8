/** Two hours recorded in the application itself and then reviewed: how soon, and whether picture and sound agree. */
import path from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { ConversationId } from "../../shared/domain/ids.ts";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { beepInPeaks } from "../e2e/steps/agreement.ts";
import { ask } from "../e2e/steps/ask.ts";
import { fastMicrophone, plugInFastMicrophones } from "../e2e/steps/fastMicrophone.ts";
import { launchApplication } from "../host/launch.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { testPassphrase } from "../support/vaultHostForTest.ts";
import { type BenchRow, durationText, rowAgainstBar } from "./benchTable.ts";
import { keepPlayers, seekTimes } from "./inPage.ts";
import { percentile } from "./statistics.ts";

const twoHoursMs = 7_200_000;
/** A bookmark is set so often. */
const bookmarkEveryMs = 1_200_000;
/** The last beep of the microphone's sound. */
const lastBeepMs = 7_195_000;
const seeks = 40;

/** @param folder - empty; the vault is made in it */
export async function recordedBench(folder: string): Promise<BenchRow[]> {
  const application = await launchApplication({ home: path.join(folder, "home") });
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
    const context = await browser.newContext({ locale: "sv-SE", viewport: { width: 1280, height: 860 } });
    await context.addInitScript(keepPlayers);
    await plugInFastMicrophones(context);
    return await measure(await application.openPage(context));
  } finally {
    await browser?.close();
    await application.close();
  }
}

async function measure(page: Page): Promise<BenchRow[]> {
  const conversationId = await makeConversation(page);
  await begin(page);
  const recordingSince = performance.now();
  for (let doneMs = 0; doneMs < twoHoursMs; doneMs += bookmarkEveryMs) {
    await fastMicrophone(page).hear(bookmarkEveryMs);
    await page.keyboard.press("b");
    await page.keyboard.press("Escape");
  }
  const recordingMs = performance.now() - recordingSince;

  const stoppedAt = performance.now();
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await page.getByRole("button", { name: sv.record.done.open }).click({ timeout: 120_000 });
  await page.getByRole("slider", { name: sv.review.waveform }).waitFor();
  const reviewMs = performance.now() - stoppedAt;
  await page
    .getByRole("article", { name: new RegExp(`^${sv.notes.bookmark} `) })
    .nth(5)
    .waitFor();
  const foundMs = await beepInPeaks(page, conversationId, lastBeepMs);
  const seekMs = percentile(await page.evaluate(seekTimes, { seeks }), 0.95);
  return [
    {
      name: "2 h recorded in the application: from the second press of stop to the waveform",
      figure: durationText(reviewMs),
      bar: "–",
      ratio: { value: reviewMs / recordingMs, against: `recording, ${durationText(recordingMs)}` },
    },
    rowAgainstBar("its last beep in the waveform, off by", Math.abs((foundMs ?? Infinity) - lastBeepMs), 60),
    rowAgainstBar(`seek to sound in it, p95 of ${seeks}`, seekMs, 150),
  ];
}

async function makeConversation(page: Page): Promise<ConversationId> {
  await ask(page, "vault.create", {
    name: "Prov",
    passphrase: new TextEncoder().encode(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const saidYesOn = new Intl.DateTimeFormat("sv-SE").format(Date.now());
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "role-play", title: "Två timmar", participants: [{ name: "Kollega", saidYesOn }] },
    occasion: "",
    heldOn: saidYesOn,
  });
  await page.reload();
  return conversationId;
}

async function begin(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Två timmar", exact: true }).click();
  await page.getByRole("button", { name: sv.record.into, exact: true }).last().click();
  await page.getByText(sv.record.level.good).waitFor();
  await page.getByRole("button", { name: sv.record.start }).click();
  await page.getByRole("timer").waitFor();
}

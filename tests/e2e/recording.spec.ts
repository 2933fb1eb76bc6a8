/** Recording in Lyhörd: nothing is lost that was said, whatever dies; and what goes wrong is said in words. */
import type { Page } from "@playwright/test";
import { spokenConsent } from "../support/spokenConsent.ts";
import { beepInPeaks } from "./steps/agreement.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { fastMicrophone, plugInFastMicrophones } from "./steps/fastMicrophone.ts";
import { describeRolePlay } from "./steps/newConversation.ts";
import { exampleConsent, exampleMandate, quickConversation } from "./steps/quickVault.ts";
import { prepareRefusal, refuse } from "./steps/refusing.ts";
import { shownPosition, untilReady } from "./steps/review.ts";
import { keyDerivation, passphrase, quickVault, typePassphrase, unlock } from "./steps/vault.ts";

/** Ten minutes, in two halves with a death after each. */
const halfMs = 300_000;

test("a newcomer records ten minutes, is cut off twice, and finds all that was saved, with its bookmarks", async ({
  desk,
  context,
}) => {
  await plugInFastMicrophones(context);
  const page = desk.page();
  await quickVault(page);
  await goToRecording(page, "Första försöket");
  await startRecording(page);
  await fastMicrophone(page).hear(100_000);
  await page.keyboard.press("b");
  await page.getByRole("textbox", { name: /^Ett ord om 1:[34]\d/ }).fill("vändning");
  await page.keyboard.press("Enter");
  await fastMicrophone(page).hear(halfMs - 100_000);
  await pauseShortly(page);
  await desk.application().killVaultProcess();

  await expect(page.getByText(/^Allt fram till 5:\d\d är sparat, med 1 bokmärke\.$/)).toBeVisible();
  await typePassphrase(page, passphrase);
  const recovered = page.getByRole("dialog", { name: "Inspelningen avbröts" });
  await expect(recovered).toContainText(/Allt fram till 5:\d\d finns kvar, med 1 bokmärke\./, keyDerivation);
  await recovered.getByRole("button", { name: "Senare" }).press("Enter");

  await goToRecording(page, "Andra försöket");
  await startRecording(page);
  await fastMicrophone(page).hear(200_000);
  await page.keyboard.press("b");
  await page.keyboard.press("Escape");
  await fastMicrophone(page).hear(halfMs - 200_000);
  await pauseShortly(page);
  await desk.kill();

  await desk.start();
  const later = desk.page();
  await unlock(later);
  const again = later.getByRole("dialog", { name: "Inspelningen avbröts" });
  await again.getByRole("button", { name: "Senare" }).press("Enter");
  await expect(again).toContainText(/Allt fram till 5:\d\d finns kvar, med 1 bokmärke\./);
  await again.getByRole("button", { name: "Öppna", exact: true }).press("Enter");
  await untilReady(later);

  const bookmark = later.getByRole("article", { name: /^Bokmärke 3:[12]\d/ });
  await bookmark.getByRole("button").first().press("Enter");
  expect(await shownPosition(later)).toMatch(/^3:[12]\d/);
  const conversations = await ask(later, "conversation.list", {});
  for (const title of ["Första försöket", "Andra försöket"]) {
    const { id, sound } = conversations.find((one) => one.title === title) ?? {};
    if (id === undefined || sound?.phase !== "ready") throw new Error(`${title} is not there`);
    expect(sound.durationMs, title).toBeGreaterThanOrEqual(halfMs);
    const foundMs = await beepInPeaks(later, id, 295_000);
    expect(Math.abs((foundMs ?? Number.NaN) - 295_000), `${title}: ${foundMs}`).toBeLessThanOrEqual(60);
  }
});

test("a spoken permission is repeated first, an unplugged microphone only pauses, and a full disk ends it whole", async ({
  desk,
  context,
}) => {
  await plugInFastMicrophones(context, [
    { label: "Bordsmikrofon", channels: 1 },
    { label: "Inbyggd mikrofon", channels: 1 },
  ]);
  await prepareRefusal(context, "recording.append", "recording.disk-nearly-full");
  const page = desk.page();
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id: consentId } = await ask(page, "consent.create", spokenConsent(exampleConsent()));
  await quickConversation(desk.application(), page, { permission: { kind: "client", consentId } });
  await page.getByRole("button", { name: "Mer om Tallen" }).click();
  await page.getByRole("menuitem", { name: "Spela in" }).click();
  await startRecording(page);
  await expect(page.getByText("Samtycke 17 · muntligt, upprepas på inspelningen")).toBeVisible();
  await expect(page.getByText("Läs upp och låt personen svara")).toBeVisible();
  await expect(page.getByText("Tallen")).toHaveCount(0);
  const microphone = fastMicrophone(page);
  await microphone.hear(20_000);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Samtycke 17 · muntligt, finns på inspelningen")).toBeVisible();

  await microphone.unplug("Bordsmikrofon");
  await expect(page.getByRole("alert")).toContainText("Mikrofonen är urkopplad");
  await page.getByRole("button", { name: "Fortsätt med Inbyggd mikrofon" }).click();
  await expect(page.getByText("Mikrofon: Inbyggd mikrofon")).toBeVisible();
  await microphone.hear(20_000);
  await page.keyboard.press("p");
  await expect(page.getByRole("button", { name: "Fortsätt" })).toBeVisible();
  // The synthetic microphone may be far ahead of the vault.
  await expect(page.getByText(/Allt fram till 0:(3[2-9]|4\d) är sparat/)).toBeAttached();
  await page.keyboard.press("p");

  await refuse(page, true);
  await expect(page.getByText(/^Disken började bli full/)).toBeVisible();
  const written = page.getByRole("checkbox", { name: "Det som hör till akten är skrivet där" });
  await written.click();
  await expect(written).toBeChecked();
  await page.getByRole("button", { name: "Öppna samtalet" }).press("Enter");
  await untilReady(page);
  const [recorded] = await ask(page, "conversation.list", {});
  if (recorded?.sound.phase !== "ready") throw new Error("the sound is not ready");
  const { recordWritten, sound } = recorded;
  expect([recordWritten, sound.durationMs >= 32_000]).toEqual([true, true]);
});

test("who may not use the microphone is told what to do, and stopping takes two presses", async ({
  desk,
  context,
}) => {
  await plugInFastMicrophones(context);
  const page = desk.page();
  await quickVault(page);
  await page.evaluate(() => {
    const { getUserMedia } = navigator.mediaDevices;
    let refusals = 1;
    navigator.mediaDevices.getUserMedia = (constraints) => {
      refusals -= 1;
      return refusals >= 0
        ? Promise.reject(new DOMException("", "NotAllowedError"))
        : getUserMedia.call(navigator.mediaDevices, constraints);
    };
  });
  await goToRecording(page, "Utan mikrofon");
  await expect(page.getByRole("alert")).toContainText("Lyhörd får inte använda mikrofonen");
  await page.getByRole("button", { name: "Försök igen" }).click();
  await startRecording(page);
  await fastMicrophone(page).hear(3_000);
  await page.keyboard.press("s");
  await expect(page.getByRole("button", { name: "Tryck igen" })).toBeVisible();
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { name: "Inspelningen är sparad" })).toBeVisible();
  await expect(page.getByRole("navigation")).toBeVisible();
});

/** From anywhere to the screen before a recording, by keyboard as far as a person would. */
async function goToRecording(page: Page, title: string): Promise<void> {
  await page.getByRole("button", { name: "Spela in", exact: true }).press("Enter");
  await page.getByRole("button", { name: /^Rollspel/ }).press("Enter");
  await describeRolePlay(page, title);
  await expect(page.getByRole("radio", { name: "Spela in nu" })).toBeChecked();
  await page.getByRole("button", { name: "Till inspelningen" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Innan du spelar in" })).toBeVisible();
}

async function startRecording(page: Page): Promise<void> {
  await expect(page.getByText("Nivån är bra.")).toBeVisible();
  await page.getByRole("button", { name: "Börja spela in" }).press("Enter");
  await expect(page.getByRole("timer", { name: "Inspelad tid" })).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);
}

/** Pauses until all of it is saved, for the fast microphone is ahead of the disk; then it goes on. */
async function pauseShortly(page: Page): Promise<void> {
  await page.keyboard.press("p");
  await expect(page.getByText(/^Inspelningen är pausad\. Allt fram till 5:\d\d är sparat\.$/)).toBeAttached();
  await page.keyboard.press("p");
  await expect(page.getByText("Inspelningen pågår.")).toBeAttached();
}

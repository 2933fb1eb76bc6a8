/** After a leap of the computer's date, or a long time away, nothing goes before somebody has said what day it is. */
import type { Locator, Page } from "@playwright/test";
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { soundFiles } from "./steps/erasure.ts";
import { keepConsent, keepConversation, keepMandate } from "./steps/stock.ts";
import { tabTo } from "./steps/tabTo.ts";
import { keyDerivation, lock, passphrase, quickVault, typePassphrase, unlock } from "./steps/vault.ts";

// A key is derived at full cost five times.
test.setTimeout(180_000);

test("a date that is told to be wrong erases nothing; the right one after a long time erases what is due", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const consent = await keepConsent(desk, "Hasseln");
  const conversationId = await keepConversation(desk, consent, "det första", fixturePath("speech.wav"));
  // Later than what goes without a question: 45 days after the vault was last seen.
  const days = { soundDays: 60, transcriptDays: 170, notesDays: null };
  await ask(page, "retention.set", { conversationId, ...days });
  const row = page.getByRole("article", { name: "Hasseln · det första" });
  const stillThere = async () => {
    await expect(row).not.toContainText("Ljudet raderat");
    expect(await soundFiles(desk.home)).toHaveLength(2);
  };

  await test.step("a leap by a year while the vault is open: “no”, and work goes on while it is not set", async () => {
    await desk.setDateOn(365);
    const question = await lockAndBeAsked(page, 365);
    // The second Enter of somebody in a hurry, and a way out that is none.
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await tabTo(page, "Nej, datumet är fel");
    await page.keyboard.press("Enter");
    const still = page.getByRole("dialog", { name: "Datorns klocka går fortfarande fel" });
    await expect(still).toContainText(`Datorn säger fortfarande att det är ${paperDate(365)}.`);
    await tabTo(page, "Arbeta vidare så länge");
    await page.keyboard.press("Enter");
    await expect(still.or(question)).toBeHidden();
    await stillThere();
  });

  await test.step("it is asked again, also after a lock, and with the clock set right nothing more is asked", async () => {
    const unanswered = await lockAndBeAsked(page, 365);
    await unanswered.getByRole("button", { name: "Lås valvet" }).click();
    const question = await askedAtUnlock(page, 365);
    await desk.setDateOn(-365);
    await question.getByRole("button", { name: "Nej, datumet är fel" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await lock(page);
    await unlock(page);
    await expect(page.getByRole("dialog")).toBeHidden();
    await stillThere();
  });

  await test.step("seventy days away: nothing goes before the answer, and with “yes” what is due does", async () => {
    await lock(page);
    await desk.passDays(70);
    const question = await askedAtUnlock(page, 70);
    await stillThere();
    await question.getByRole("button", { name: "Ja, datumet stämmer" }).click();
    await expect(question).toBeHidden();
    await expect(row).toContainText("Ljudet raderat");
    expect(await soundFiles(desk.home)).toEqual([]);
  });

  await page.getByRole("button", { name: "Radering och händelser" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Ljudet · tiden var ute" })).toHaveCount(1);
  await page.getByRole("tab", { name: "Händelselogg" }).click();
  const log = page.getByRole("region", { name: "Händelselogg" });
  await expect(log.getByText("Du bekräftade att datorns datum stämmer.")).toHaveCount(1);
  await expect(log.getByText("Du sade att datorns datum var fel.")).toHaveCount(2);
});

/** Locks, is told at the door that erasures wait, and unlocks. @returns the question */
async function lockAndBeAsked(page: Page, daysOn: number): Promise<Locator> {
  await lock(page);
  await expect(page.getByText("Några raderingar väntar på att du bekräftar datorns datum.")).toBeVisible();
  return askedAtUnlock(page, daysOn);
}

async function askedAtUnlock(page: Page, daysOn: number): Promise<Locator> {
  await typePassphrase(page, passphrase);
  const question = page.getByRole("dialog", { name: `Är det ${paperDate(daysOn)} i dag?` });
  await expect(question).toBeVisible(keyDerivation);
  await expect(question).toContainText(`Lyhörd var senast i gång ${paperDate(0)}.`);
  return question;
}

/** The day so many days from today, with its year. */
function paperDate(daysOn: number): string {
  const date = new Date(Date.now() + daysOn * 86_400_000);
  return date.toLocaleDateString("sv-SE", { day: "numeric", month: "long", year: "numeric" });
}

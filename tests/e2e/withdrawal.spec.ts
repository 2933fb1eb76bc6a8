/** Someone has changed their mind while the vault is locked: number and code are enough. */
import type { Page } from "@playwright/test";
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { soundFiles } from "./steps/erasure.ts";
import { beginConversation, chooseSound, recordPermission, takeIn } from "./steps/newConversation.ts";
import { untilReady } from "./steps/review.ts";
import { keepConsent, keepConversation, keepMandate } from "./steps/stock.ts";
import { keyDerivation, lock, quickVault, unlock } from "./steps/vault.ts";

const codePattern = /^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/;

/** Types what stands on the paper and goes on. */
async function handIn(page: Page, number: number, code: string): Promise<void> {
  await page.getByRole("textbox", { name: "Samtyckets nummer" }).fill(String(number));
  await page.getByRole("textbox", { name: "Kod" }).fill(code);
  await page.getByRole("button", { name: "Fortsätt" }).click();
}

test("with number and code the sound goes while locked, and the rest at the next unlock, with certificates", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const other = await keepConsent(desk, "Enen");
  await keepConversation(desk, other, "första samtalet", fixturePath("speech.ogg"));
  await beginConversation(page, /Samtal med klient/);
  await page.getByRole("radio", { name: "Ett nytt samtycke" }).check();
  const pseudonym = await recordPermission(page, () =>
    page.getByRole("button", { name: "Skriv ut papperet nu" }).click(),
  );
  const [consent] = await ask(page, "consent.list", {});
  const code = await page.getByText(codePattern).first().innerText();
  // Not installed, Lyhörd is started at no login, and the paper promises none.
  const paper = page.getByRole("article", { name: "Ditt samtycke till inspelning", includeHidden: true });
  await expect(paper).toContainText("Inspelningen raderas senast när Lyhörd startas nästa gång efter");
  await expect(paper).toContainText("Det som är nedskrivet raderas senast när Lyhörd låses upp nästa gång");
  await expect(paper).not.toContainText("inloggning");
  await page.getByRole("button", { name: "Fortsätt till samtalet" }).click();
  await chooseSound(page, desk.application(), fixturePath("speech.wav"));
  await takeIn(page);
  await untilReady(page);
  expect(await soundFiles(desk.home)).toHaveLength(4);

  await lock(page);
  await page.getByRole("button", { name: "Någon har ångrat sig" }).click();
  await handIn(page, consent?.number ?? 0, "");
  await expect(page.getByText("Skriv koden som står på papperet.")).toBeVisible();
  await handIn(page, consent?.number ?? 0, `${code.slice(0, -1)}${code.endsWith("0") ? "1" : "0"}`);
  await expect(page.getByText("Titta särskilt på grupp 4.")).toBeVisible(keyDerivation);
  await handIn(page, 99_999, code);
  await expect(page.getByText("Numret och koden hör inte ihop.")).toBeVisible(keyDerivation);
  await handIn(page, consent?.number ?? 0, code.toLowerCase());
  await expect(page.getByRole("heading", { name: "Har någon bett om inspelningen?" })).toBeVisible(
    keyDerivation,
  );
  await page.getByRole("radio", { name: "Nej. Radera den." }).check();
  await page.getByRole("button", { name: "Fortsätt" }).click();
  await expect(page.getByText("Ljudet i ett samtal förstörs nu.", { exact: false })).toBeVisible();
  expect(await soundFiles(desk.home)).toHaveLength(4);
  await page.getByRole("button", { name: "Ta tillbaka och radera" }).click();
  await expect(page.getByText("Klart. Ljudet i ett samtal är raderat.")).toBeVisible(keyDerivation);
  expect(await soundFiles(desk.home)).toHaveLength(2);
  await page.getByRole("button", { name: "Tillbaka till låset" }).click();

  await unlock(page);
  await expect(page.getByText(`${pseudonym} har ångrat sig.`, { exact: false })).toBeVisible();
  const left = await ask(page, "conversation.list", {});
  expect(left.map(({ title, sound, segmentCount }) => [title, sound.phase, segmentCount]).toSorted()).toEqual(
    [
      [pseudonym, "erased", 0],
      ["Enen", "ready", 2],
    ].toSorted(),
  );
  await page.getByRole("button", { name: "Radering och händelser" }).click();
  const line = page.getByRole("listitem").filter({ hasText: "medan valvet var låst" });
  await expect(line).toContainText("samtycket togs tillbaka");
});

test("a vault without codes says so, and asks for none", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await lock(page);
  await page.getByRole("button", { name: "Någon har ångrat sig" }).click();
  await expect(page.getByText("I det här valvet har ingen kod lämnats ut.")).toBeVisible();
  await page.getByRole("button", { name: "Tillbaka till låset" }).click();
  await expect(page.getByRole("button", { name: "Lås upp" })).toBeVisible();
});

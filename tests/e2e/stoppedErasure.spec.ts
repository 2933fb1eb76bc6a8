/** An erasure that cannot go on is told of, says what is being tried, and comes to its certificate once nothing is in its way. */
import { mkdir, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { fixturePath } from "../support/fixturePath.ts";
import { expect, test } from "./steps/desk.ts";
import { saveCertificate, soundFiles } from "./steps/erasure.ts";
import { openConversation } from "./steps/review.ts";
import { keepConsent, keepConversation, keepMandate } from "./steps/stock.ts";
import { quickVault } from "./steps/vault.ts";

test("an erasure that has stopped is shown with what it waits for, and goes on when it is tried again", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const consent = await keepConsent(desk, "Hasseln");
  await keepConversation(desk, consent, "det första", fixturePath("speech.wav"));
  const obstacles = await standInTheWay(desk.home);

  await page.getByRole("button", { name: "Mer om Hasseln" }).click();
  await page.getByRole("menuitem", { name: "Radera nu …" }).click();
  const dialog = page.getByRole("dialog", { name: "Radera nu" });
  await dialog.getByRole("button", { name: "Radera ljudet" }).click();
  await expect(dialog.getByText("Raderingen blev inte helt klar.")).toBeVisible();
  await expect(dialog.getByText(/^Något kunde inte tas bort just nu\./)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Behåll" })).toBeHidden();
  await dialog.getByRole("button", { name: "Stäng" }).last().click();
  await expect(page.getByRole("article", { name: "Hasseln · det första" })).toContainText(
    "Ljudet raderas nu",
  );
  await openConversation(page, "Hasseln · det första");
  await expect(page.getByText(/^Ljudet håller på att raderas och kan inte spelas\./)).toBeVisible();
  await expect(page.getByRole("alert")).toBeHidden();

  await page.getByRole("button", { name: "Radering och händelser" }).click();
  const due = page.getByRole("region", { name: "Ska raderas" });
  await expect(due).toContainText("Transkriptionen");
  await expect(due).not.toContainText("Ljudet");
  const stopped = page.getByRole("region", { name: "En radering har stannat" });
  await expect(stopped.getByRole("listitem")).toContainText("Hasseln · det första");
  await expect(stopped.getByText(/^Nyckeln till ljudet kunde inte förstöras\./)).toBeVisible();
  const retry = stopped.getByRole("button", { name: "Försök nu" });
  await retry.click();
  await expect(stopped.getByRole("status")).toHaveText("Det gick inte den här gången heller.");

  await rmdir(obstacles.key);
  await retry.click();
  await expect(stopped.getByText(/^Ljudet går inte längre att öppna, men/)).toBeVisible();
  await expect(stopped.getByRole("status")).toHaveText("Det gick inte den här gången heller.");
  expect((await soundFiles(desk.home)).filter((path) => path.includes(".shred"))).toEqual([]);
  await expect(page.getByText("Inget har raderats än.", { exact: false })).toBeVisible();

  // By key: where the program itself tries first, in the one second of every minute in which it does, no button is left.
  await retry.focus();
  await rmdir(obstacles.file);
  await page.keyboard.press("Enter");
  await expect(stopped).toBeHidden();
  expect(await soundFiles(desk.home)).toEqual([]);
  const { text } = await saveCertificate(desk, /Ljudet · du valde det/);
  expect(JSON.parse(text)).toMatchObject({ rule: "by-choice", category: "sound" });
});

/** Folders under the names that the key's file and the sound's have between being overwritten and being deleted. */
async function standInTheWay(home: string): Promise<{ readonly key: string; readonly file: string }> {
  const files = await soundFiles(home);
  const besides = async (ending: string) => {
    const name = files.find((path) => path.endsWith(ending));
    if (name === undefined) throw new Error(`there is no ${ending}`);
    const obstacle = join(home, "vaults", `${name}.gone`);
    await mkdir(obstacle);
    return obstacle;
  };
  return { key: await besides(".shred"), file: await besides(".blob") };
}

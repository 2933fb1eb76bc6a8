/** A scheme of one's own by keyboard: copied, changed, saved, given to others and taken from them. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { derivation, quickPassphrase, quickVault } from "./steps/quickVault.ts";
import { tabTo } from "./steps/tabTo.ts";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-schemes-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a scheme is copied, mended where it is marked, saved, exported and taken in again without a mouse", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const { keyboard } = page;
  await tabTo(page, "Inställningar");
  await keyboard.press("Enter");
  await page.getByRole("button", { name: "Visa scheman" }).press("Enter");
  await page.getByRole("button", { name: "Mer om BÖRS" }).press("Enter");
  await page.getByRole("menuitem", { name: "Gör ett eget av det" }).press("Enter");
  const name = page.getByRole("dialog").getByRole("textbox", { name: "Namn" });
  await expect(name).toBeFocused();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("Vår BÖRS");
  await keyboard.press("Enter");

  await expect(page.getByRole("heading", { name: "Ändra Vår BÖRS", level: 1 })).toBeVisible();
  const affirmation = page.getByRole("group", { name: "Bekräftelse", exact: true });
  await affirmation.getByRole("textbox", { name: "Tangent" }).press("ControlOrMeta+a");
  await keyboard.type("x");
  await test.step("what is written outlives a lock", async () => {
    await keyboard.press("ControlOrMeta+l");
    await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
    await keyboard.press("Enter");
    await page.getByRole("button", { name: "Inställningar" }).press("Enter", derivation);
    await page.getByRole("button", { name: "Visa scheman" }).press("Enter");
    await expect(affirmation.getByRole("textbox", { name: "Tangent" })).toHaveValue("x");
  });
  await tabTo(page, "Spara som version 2");
  await keyboard.press("Enter");
  await expect(affirmation.getByRole("textbox", { name: "Tangent" })).toBeFocused();
  await expect(page.getByText("Tangenten gör något annat när du kodar. Välj en annan.")).toBeVisible();
  await keyboard.press("ControlOrMeta+a");
  await keyboard.type("b");
  await expect(page.getByText("Tangenten gör något annat")).toBeHidden();
  await tabTo(page, "Spara som version 2");
  await keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Vår BÖRS", level: 1 })).toBeVisible();
  await expect(page.getByRole("img", { name: "tangent b" })).toBeVisible();
  await expect.poll(() => ask(page, "draft.read", { of: "scheme" })).toBeNull();

  const file = join(folder, "börs.json");
  await page.getByRole("button", { name: "Mer om Vår BÖRS" }).press("Enter");
  await page.getByRole("menuitem", { name: "Spara som fil" }).press("Enter");
  await application.answerDialog([file]);
  await page.getByRole("button", { name: "Välj plats och spara" }).press("Enter");
  await expect(page.getByText("Schemat är sparat som fil.")).toBeVisible();
  await keyboard.press("Enter");
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({ version: 2, title: { sv: "Vår BÖRS" } });

  await page.getByRole("button", { name: "Mer om Vår BÖRS" }).press("Enter");
  await page.getByRole("menuitem", { name: "Ta bort från listan" }).press("Enter");
  await expect(page.getByText("Inget eget schema än")).toBeVisible();
  await page.getByRole("button", { name: "Hämta från fil" }).press("Enter");
  await application.answerDialog([file]);
  await page.getByRole("button", { name: "Välj fil" }).press("Enter");
  await expect(page.getByText("Du har redan precis det här schemat.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Spara i valvet" }).press("Enter");
  await expect(page.getByRole("heading", { name: "Vår BÖRS", level: 1 })).toBeVisible();
  const own = (await ask(page, "scheme.list", {})).filter(({ origin }) => origin === "own");
  expect(own.map(({ scheme }) => [scheme.title.sv, scheme.version])).toEqual([["Vår BÖRS", 2]]);
});

/** Whoever locks is told of what could not be saved, and decides. */
import { expect, test } from "../support/applicationTest.ts";
import { derivation, quickPassphrase, quickVault } from "./steps/quickVault.ts";
import { prepareRefusal, refuse } from "./steps/refusing.ts";

test("a lock that would lose words asks first; one stays, or locks all the same", async ({
  context,
  page,
}) => {
  await prepareRefusal(context, "draft.keep", "vault.disk-full");
  await page.reload();
  await quickVault(page);
  await page.getByRole("button", { name: "Nytt samtal", exact: true }).first().click();
  await page.getByText("Publicerad film eller ljud", { exact: true }).click();
  const title = page.getByLabel("Titel", { exact: true });
  await title.fill("Ett samtal på film");
  await refuse(page, true);
  await page.keyboard.press("ControlOrMeta+l");
  const question = page.getByRole("dialog", { name: "Något du skrev är inte sparat" });
  await expect(question.getByRole("button", { name: "Stanna kvar" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(title).toHaveValue("Ett samtal på film");

  await refuse(page, false);
  await page.getByRole("button", { name: "Lås", exact: true }).click();
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Nytt samtal", exact: true }).first().click(derivation);
  await expect(title).toHaveValue("Ett samtal på film");

  await title.fill("Ett helt annat samtal");
  await refuse(page, true);
  await page.keyboard.press("ControlOrMeta+l");
  await question.getByRole("button", { name: "Lås ändå" }).click();
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Nytt samtal", exact: true }).first().click(derivation);
  await expect(title).toHaveValue("Ett samtal på film");
});

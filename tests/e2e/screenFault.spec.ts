/** A screen that cannot be drawn takes nothing else with it; one goes on, and the vault locks as ever. */
import { seriousViolations } from "../support/accessibility.ts";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { derivation, quickPassphrase, quickVault } from "./steps/quickVault.ts";
import { prepareNonsense, refuse } from "./steps/refusing.ts";

test("a screen that fails says so, the others are there, and it is shown again", async ({
  context,
  page,
}) => {
  await prepareNonsense(context, "erasure.done");
  await page.reload();
  await quickVault(page);
  await refuse(page, true);
  const goTo = (name: string) =>
    page.getByRole("navigation").getByRole("button", { name, exact: true }).click();
  const again = page.getByRole("button", { name: "Visa skärmen igen" });
  await goTo("Radering och händelser");
  await expect(page.getByRole("alert")).toContainText("Felet är Lyhörds, inte ditt.");
  await expect(page.getByText("Felets sort: TypeError")).toBeVisible();
  await expect(again).toBeFocused();
  expect(await seriousViolations(page, "all")).toEqual([]);

  await goTo("Samtal");
  await expect(again).toBeHidden();
  await goTo("Radering och händelser");
  await expect(again).toBeFocused();
  await refuse(page, false);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Radering och händelser", level: 1 })).toBeVisible();
  await expect(again).toBeHidden();
});

test("where nothing at all can be drawn, the vault locks by itself and opens again", async ({
  context,
  page,
}) => {
  await prepareNonsense(context, "recording.recovered");
  await page.reload();
  await quickVault(page);
  await ask(page, "settings.update", { idleLockMinutes: 2 });
  await page.addInitScript(() => Object.assign(window, { isRefusing: true }));
  await page.clock.install();
  await page.reload();
  await expect(page.getByRole("main").getByRole("button", { name: "Visa skärmen igen" })).toBeFocused();
  const passphrase = page.getByLabel("Lösenfras", { exact: true });
  // The set time counts from when the settings have been read, which nothing on the page tells.
  await expect(async () => {
    await page.clock.runFor(130_000);
    await expect(passphrase).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await passphrase.fill(quickPassphrase);
  await refuse(page, false);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible(derivation);
});

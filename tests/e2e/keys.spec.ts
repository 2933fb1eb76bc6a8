/** What opens the vault is changed in the settings: passphrase, recovery code, the vault's key, this computer. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { derivation, quickPassphrase, quickVault } from "./steps/quickVault.ts";
import { lock, typePassphrase } from "./steps/vault.ts";

const newPassphrase = "kantarell vagga orgel tisdag";
const start = { name: "Samtal", exact: true, level: 1 } as const;

// Each change derives two keys at full cost.
test.setTimeout(180_000);

async function openSettings(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Inställningar" }).click();
  await expect(page.getByRole("region", { name: "Nycklar" })).toBeVisible();
}

/** Opens one of the dialogs about keys. */
async function begin(page: Page, button: string) {
  await page.getByRole("region", { name: "Nycklar" }).getByRole("button", { name: button }).click();
  return page.getByRole("dialog");
}

/** Reads the code that is shown and types the group back that is asked for. @returns the code */
async function saveCode(page: Page): Promise<string> {
  await expect(page.getByRole("heading", { name: "Spara din återställningskod" })).toBeVisible(derivation);
  const groups = await page
    .getByRole("list", { name: "Återställningskod" })
    .getByRole("listitem")
    .allTextContents();
  await page.getByRole("button", { name: "Jag har sparat den" }).click();
  const question = await page.getByText(/Vilka fem tecken står i grupp \d/).innerText();
  await page
    .getByRole("textbox", { name: /^Grupp \d$/ })
    .fill(groups[Number(/grupp (\d)/.exec(question)?.[1]) - 1] ?? "");
  await page.getByRole("button", { name: "Fortsätt" }).click();
  return groups.join("-");
}

async function typeNewPassphrase(page: Page, typed: string): Promise<void> {
  await page.getByRole("textbox", { name: "Ny lösenfras" }).fill(typed);
  await page.getByRole("textbox", { name: "Skriv lösenfrasen en gång till" }).fill(typed);
  await page.getByRole("dialog").getByRole("button", { name: "Byt lösenfras" }).click();
  await expect(page.getByText("Lösenfrasen är bytt.")).toBeVisible(derivation);
  await page.getByRole("dialog").getByRole("button", { name: "Stäng" }).last().click();
}

test("passphrase, code and key are changed, and what was there before is still there", async ({ page }) => {
  const firstCode = await quickVault(page);
  const { conversationId } = await ask(page, "example.add", { language: "sv" });
  const before = await ask(page, "transcript.read", { conversationId });
  await openSettings(page);

  const change = await begin(page, "Byt lösenfras");
  await change.getByRole("textbox", { name: "Lösenfrasen du har nu" }).fill("inte den rätta");
  await page.getByRole("textbox", { name: "Ny lösenfras" }).fill(newPassphrase);
  await page.getByRole("textbox", { name: "Skriv lösenfrasen en gång till" }).fill(newPassphrase);
  await change.getByRole("button", { name: "Byt lösenfras" }).click();
  await expect(change.getByText("Det var inte rätt lösenfras.")).toBeVisible(derivation);
  await change.getByRole("textbox", { name: "Lösenfrasen du har nu" }).fill(quickPassphrase);
  await typeNewPassphrase(page, newPassphrase);

  const renew = await begin(page, "Gör en ny kod");
  await renew.getByRole("textbox", { name: "Lösenfras", exact: true }).fill(newPassphrase);
  await renew.getByRole("button", { name: "Gör en ny kod" }).click();
  const secondCode = await saveCode(page);
  await expect(page.getByText("Den nya koden gäller.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Stäng" }).last().click();

  const rotate = await begin(page, "Byt nyckel");
  await rotate.getByRole("textbox", { name: "Lösenfras", exact: true }).fill(newPassphrase);
  await rotate.getByRole("button", { name: "Byt nyckel" }).click();
  const thirdCode = await saveCode(page);
  expect(new Set([firstCode, secondCode, thirdCode]).size).toBe(3);
  await expect(page.getByRole("heading", { name: "Nyckeln är bytt" })).toBeVisible();
  await page.getByRole("button", { name: "Lås valvet" }).click();

  await expect(page.getByRole("button", { name: "Lås upp" })).toBeVisible();
  await typePassphrase(page, quickPassphrase);
  await expect(page.getByText("Det var inte rätt lösenfras.")).toBeVisible(derivation);
  await typePassphrase(page, newPassphrase);
  await expect(page.getByRole("heading", start)).toBeVisible(derivation);
  expect(await ask(page, "transcript.read", { conversationId })).toEqual(before);
  await page.getByRole("article").first().getByRole("button").first().click();
  await expect(page.getByText(before.segments[0]?.text ?? "", { exact: true })).toBeVisible();
});

test.describe("on a computer with a keyring", () => {
  test.use({ startOptions: { secretStore: "the keyring of this computer", forceStandIn: true } });

  test("the passphrase is tied to it; without it the recovery code opens, and a new passphrase is offered", async ({
    page,
    application,
  }) => {
    const code = await quickVault(page);
    await openSettings(page);
    const bind = await begin(page, "Knyt till datorn");
    await bind.getByRole("textbox", { name: "Lösenfras", exact: true }).fill(quickPassphrase);
    await bind.getByRole("button", { name: "Knyt till datorn" }).click();
    await expect(page.getByText("Lösenfrasen är knuten till den här datorn.")).toBeVisible(derivation);
    await bind.getByRole("button", { name: "Stäng" }).last().click();
    await expect(page.getByText("Lösenfrasen fungerar bara på den här datorn.")).toBeVisible();
    await lock(page);
    await typePassphrase(page, quickPassphrase);
    await expect(page.getByRole("heading", start)).toBeVisible(derivation);

    await lock(page);
    await rm(join(application.home, "device"), { recursive: true });
    await typePassphrase(page, quickPassphrase);
    await expect(page.getByText("Den här datorn kan inte öppna valvet med lösenfrasen.")).toBeVisible(
      derivation,
    );
    await page.getByRole("button", { name: "Glömt lösenfrasen?" }).click();
    await page.getByRole("textbox", { name: "Återställningskod" }).fill(code);
    await page.getByRole("button", { name: "Lås upp" }).click();
    await expect(page.getByRole("dialog", { name: "Välj en ny lösenfras nu" })).toBeVisible(derivation);
    await typeNewPassphrase(page, newPassphrase);
    await lock(page);
    await typePassphrase(page, newPassphrase);
    await expect(page.getByRole("heading", start)).toBeVisible(derivation);
  });
});

test("a computer without a keyring says why the passphrase cannot be tied to it", async ({ page }) => {
  await quickVault(page);
  await openSettings(page);
  const keys = page.getByRole("region", { name: "Nycklar" });
  await expect(keys.getByText(/kan inte knytas till den här datorn.*nyckelring/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Knyt till datorn" })).toBeHidden();
});

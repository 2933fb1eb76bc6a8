/** At the door: making a vault, locking it and opening it. */
import { expect, type Page } from "@playwright/test";
import { quickVault as makeVault } from "./quickVault.ts";

export const passphrase = "björk kaffe trumma måne";
export const vaultName = "Kerstins valv 🌲";

/** Deriving a key takes a second of a whole processor, and longer on a busy computer. */
export const keyDerivation = { timeout: 60_000 };

/**
 * Makes a vault from the first screen to the empty library, and types one group of the code back.
 *
 * @returns the recovery code, its groups joined by dashes
 */
export async function createVault(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Skapa ditt valv" }).click();
  await expect(page.getByRole("heading", { name: "Vad kallar ni varandra?" })).toBeVisible();
  await goOn(page);
  await page.getByRole("textbox", { name: "Valvets namn" }).fill(vaultName);
  await page.getByRole("textbox", { name: "Lösenfras", exact: true }).fill(passphrase);
  await page.getByRole("textbox", { name: "Skriv lösenfrasen en gång till" }).fill(passphrase);
  await page.getByRole("button", { name: "Skapa valvet" }).click();

  await expect(page.getByRole("heading", { name: "Spara din återställningskod" })).toBeVisible(keyDerivation);
  const groups = await page
    .getByRole("list", { name: "Återställningskod" })
    .getByRole("listitem")
    .allTextContents();
  await page.getByRole("button", { name: "Skriv ut", exact: true }).click();
  await expect(page.getByText("Koden är skickad till skrivaren.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Jag har sparat den" }).click();
  const field = page.getByRole("textbox", { name: /^Grupp \d$/ });
  const question = await page.getByText(/Vilka fem tecken står i grupp \d/).innerText();
  const asked = Number(/grupp (\d)/.exec(question)?.[1]);
  await field.fill("ZZZZZ");
  await goOn(page);
  await expect(page.getByText(`Det stämmer inte med grupp ${asked}.`, { exact: false })).toBeVisible();
  await field.fill((groups[asked - 1] ?? "").toLowerCase());
  await goOn(page);
  await page.getByRole("button", { name: "Börja" }).click();
  await expect(page.getByRole("heading", { name: "Här samlas dina samtal" })).toBeVisible();
  return groups.join("-");
}

/** Makes a vault without the steps of a person, for tests that are about something else; ends in the empty library. */
export async function quickVault(page: Page): Promise<void> {
  await makeVault(page, { name: vaultName, passphrase });
  await expect(page.getByRole("heading", { name: "Här samlas dina samtal" })).toBeVisible();
}

/** Locks by key; the door stands there when it returns. */
export async function lock(page: Page): Promise<void> {
  await page.keyboard.press("Control+l");
  await expect(page.getByRole("button", { name: "Lås upp" })).toBeVisible();
}

/** Types the passphrase and opens; the start screen stands there when it returns. */
export async function unlock(page: Page): Promise<void> {
  await typePassphrase(page, passphrase);
  await expect(page.getByRole("heading", { name: "Samtal", exact: true, level: 1 })).toBeVisible(
    keyDerivation,
  );
}

/** Tries a passphrase; says nothing about what comes of it. */
export async function typePassphrase(page: Page, typed: string): Promise<void> {
  await page.getByRole("textbox", { name: "Lösenfras", exact: true }).fill(typed);
  await page.getByRole("button", { name: "Lås upp" }).click();
}

async function goOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Fortsätt" }).click();
}

/** Making a new conversation: kind, mandate card, permission, occasion and sound. */
import { expect, type Page } from "@playwright/test";
import type { LaunchedApplication } from "../../host/launch.ts";

/** Days from today as a person may type them: `2026-11-10`. */
export function dayFromToday(days: number): string {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}

/** From the library to the question what a conversation rests on. */
export async function beginConversation(page: Page, kind: RegExp): Promise<void> {
  await page.getByRole("button", { name: "Nytt samtal" }).click();
  await page.getByRole("button", { name: kind }).click();
}

/** Fills in the mandate card, which is asked for once. */
export async function fillMandate(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Organisation" }).fill("Kommunens rådgivning");
  await page.getByRole("textbox", { name: "Vem har beslutat?" }).fill("Enhetschefen");
  await page.getByRole("radio", { name: "Ett gallringsbeslut" }).check();
  await page.getByRole("textbox", { name: "Beslutets beteckning" }).fill("KS 2026/117");
  await page.getByRole("textbox", { name: "Kontakt för dataskydd" }).fill("Dataskyddsombudet, växeln");
  await page.getByRole("button", { name: "Spara och gå vidare" }).click();
  await expect(page.getByRole("textbox", { name: "Pseudonym" })).toBeVisible();
}

/**
 * Records a new permission, with the first pseudonym that is suggested.
 *
 * @param atClientCopy - what is done where the client's copy is offered; by default one goes on without it
 * @returns the pseudonym
 */
export async function recordPermission(page: Page, atClientCopy = goOnWithoutCopy): Promise<string> {
  const suggestion = page.getByRole("group", { name: "Förslag på pseudonymer" }).getByRole("button").first();
  const pseudonym = await suggestion.innerText();
  await suggestion.click();
  await page
    .getByRole("textbox", { name: "Vad ska inspelningen användas till?" })
    .fill("Att lära av samtalet");
  await page.getByRole("textbox", { name: "Vilka får höra?" }).fill("Rådgivaren och lärgruppen");
  await page.getByRole("radio", { name: "Skriftligt" }).check();
  await typeDate(page, "Gavs den", dayFromToday(-3));
  await typeDate(page, "Gäller till och med", dayFromToday(120));
  await page.getByRole("textbox", { name: "Var förvaras blanketten?" }).fill("Dnr 2026-0881");
  await page
    .getByRole("radiogroup", { name: "Hör samtalet till en pågående utredning?" })
    .getByRole("radio", { name: "Nej" })
    .check();
  await page.getByRole("button", { name: "Spara samtycket och gå vidare" }).click();
  await atClientCopy(page);
  return pseudonym;
}

async function goOnWithoutCopy(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Fortsätt utan papper" }).click();
  await expect(page.getByRole("textbox", { name: "Tillfälle" })).toBeVisible();
}

/** A role play between two colleagues who have both said yes. */
export async function describeRolePlay(page: Page, title: string): Promise<void> {
  await page.getByRole("textbox", { name: "Vad kallar ni rollspelet?" }).fill(title);
  for (const number of [1, 2]) {
    await page
      .getByRole("textbox", { name: `Person ${number}` })
      .fill(number === 1 ? "Kollega ett" : "Kollega två");
    await page.getByRole("checkbox", { name: `Person ${number} har sagt ja` }).check();
  }
  await page.getByRole("button", { name: "Gå vidare" }).click();
  await expect(page.getByRole("textbox", { name: "Tillfälle" })).toBeVisible();
}

/** Chooses a sound through the dialog of the system. */
export async function chooseSound(page: Page, application: LaunchedApplication, path: string): Promise<void> {
  await application.answerDialog([path]);
  await page.getByRole("button", { name: /^Välj (ljudfil|en annan) …$/ }).click();
}

/** Takes the conversation in and opens it. */
export async function takeIn(page: Page): Promise<void> {
  // The file that was chosen is there a moment after the dialog.
  if (await page.getByRole("radio", { name: "En ljudfil" }).isChecked()) {
    await expect(page.getByRole("button", { name: "Välj en annan …" })).toBeVisible();
  }
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await page.getByRole("button", { name: "Öppna samtalet" }).click();
  await expect(page.getByRole("region", { name: "Transkription" })).toBeVisible();
}

async function typeDate(page: Page, label: string, date: string): Promise<void> {
  const field = page.getByRole("textbox", { name: label });
  await field.fill(date);
  await field.press("Enter");
  await field.press("Escape");
}

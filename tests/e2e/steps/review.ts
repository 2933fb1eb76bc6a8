/** In the review: transcript, playing, writing and notes. */
import { expect, type Locator, type Page } from "@playwright/test";
import type { LaunchedApplication } from "../../host/launch.ts";

/** The waveform, once it is drawn. */
export function waveform(page: Page): Locator {
  return page.getByRole("slider", { name: "Ljudet" });
}

/** Waits until the sound is ready: the waveform is there. */
export async function untilReady(page: Page, timeout?: number): Promise<void> {
  await expect(waveform(page)).toBeVisible(timeout === undefined ? {} : { timeout });
}

/** Opens a conversation from the library by what its row begins with. */
export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole("article", { name }).getByRole("button", { name }).first().click();
  await expect(page.getByRole("region", { name: "Transkription" })).toBeVisible();
}

/** Back to the start screen. */
export async function openLibrary(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Till samtalen" }).click();
  await expect(page.getByRole("heading", { name: "Samtal", exact: true, level: 1 })).toBeVisible();
}

/** Takes a transcript in; the labels are given to practitioner, client or another person. */
export async function importTranscript(
  page: Page,
  application: LaunchedApplication,
  path: string,
  speakers: Readonly<Record<string, "rådgivare" | "klient" | "annan person">>,
): Promise<void> {
  await page.getByRole("button", { name: "Ta in en transkription" }).click();
  const dialog = page.getByRole("dialog", { name: "Hämta in en transkription" });
  await application.answerDialog([path]);
  await dialog.getByRole("button", { name: "Välj fil …" }).click();
  for (const [label, speaker] of Object.entries(speakers)) {
    const choice = dialog.getByRole("radiogroup", { name: `${label} är` });
    await choice.getByText(speaker, { exact: true }).click();
    await expect(choice.getByRole("radio", { name: speaker })).toBeChecked();
  }
  await dialog.getByRole("button", { name: "Hämta in transkriptionen" }).click();
  await expect(dialog).toBeHidden();
}

/** The row with these words. */
export function rowWith(page: Page, text: string): Locator {
  return page.getByRole("region", { name: "Transkription" }).getByRole("listitem").filter({ hasText: text });
}

/** The controls of playing. */
export function transport(page: Page): Locator {
  return page.getByRole("region", { name: "Uppspelning" });
}

/** The position as the transport shows it: `1:02:26,4`. */
export async function shownPosition(page: Page): Promise<string> {
  return (await transport(page).innerText()).match(/[\d:]+,\d/)?.[0] ?? "";
}

/** Goes to a row through the search over everything. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press("Control+k");
  const dialog = page.getByRole("dialog", { name: "Sök överallt" });
  await dialog.getByRole("textbox", { name: "Sök i samtal, text och anteckningar" }).fill(words);
  await dialog.getByRole("button").filter({ hasText: words }).first().click();
  await expect(dialog).toBeHidden();
}

/**
 * Writes the current row anew, by key.
 *
 * @returns what stood there before
 */
export async function rewriteCurrentRow(page: Page, text: string): Promise<string> {
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: /^(rådgivare|klient|annan person) / });
  const before = await field.inputValue();
  await field.fill(text);
  await field.press("Escape");
  await expect(rowWith(page, text)).toBeVisible();
  return before;
}

/** Waits until what was written is saved. */
export async function untilSaved(page: Page): Promise<void> {
  await expect(page.getByText("Sparat", { exact: true })).toBeVisible();
}

/** Writes a note where it stands and saves it by key. */
export async function writeNote(page: Page, text: string): Promise<void> {
  await page.keyboard.press("n");
  const field = page.getByRole("textbox", { name: /^Anteckning vid / });
  await field.fill(text);
  await field.press("Control+Enter");
  await expect(page.getByRole("article", { name: /^Anteckning / }).filter({ hasText: text })).toBeVisible();
}

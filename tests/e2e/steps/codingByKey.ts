/** To a conversation's codings, and into a new one, by keyboard. */
import { expect, type Locator, type Page } from "@playwright/test";
import { tabTo, untilFocused } from "./tabTo.ts";

/** From the start screen to what is coded in a conversation, by what its row begins with. */
export async function openCodings(page: Page, title: string): Promise<void> {
  await tabTo(page, title);
  await page.keyboard.press("Enter");
  await tabTo(page, "Anteckningar");
  await page.keyboard.press("ArrowRight");
}

/** Opens the dialog in which a coding begins. */
export async function beginToCode(page: Page): Promise<Locator> {
  await tabTo(page, "Börja koda");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Börja koda" });
  await untilFocused(dialog);
  await expect(scheme(dialog)).toBeVisible();
  return dialog;
}

/** Chooses by which scheme. */
export async function chooseScheme(dialog: Locator, name: string): Promise<void> {
  await scheme(dialog).focus();
  await chooseOption(dialog.page(), name);
}

/** Types the target and begins. */
export async function beginWithTarget(dialog: Locator, target: string): Promise<void> {
  await dialog.getByRole("textbox", { name: "Målbeteende" }).focus();
  await dialog.page().keyboard.type(target);
  await dialog.page().keyboard.press("Enter");
  await expect(dialog).toBeHidden();
}

/** Opens the list of the field that has the focus, and goes down to an option of it. */
async function chooseOption(page: Page, name: string): Promise<void> {
  await page.keyboard.press("Enter");
  const option = page.getByRole("option", { name, exact: true });
  await expect(option).toBeVisible();
  for (let steps = 0; (await option.getAttribute("data-combobox-selected")) !== "true"; steps += 1) {
    expect(steps, `${name} is reached`).toBeLessThan(20);
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await expect(option).toBeHidden();
}

function scheme(dialog: Locator): Locator {
  return dialog.getByRole("combobox", { name: "Vad vill du lyssna efter?" });
}

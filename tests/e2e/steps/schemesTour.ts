/** Coding schemes, screen by screen: the list, one to look at, the dialogs, the editor with what does not fit. */
import { expect, type Page } from "@playwright/test";
import type { Texts } from "./texts.ts";

/** From the settings, and back to the list. */
export async function walkThroughSchemes({
  page,
  t,
  look,
}: {
  readonly page: Page;
  readonly t: Texts;
  readonly look: (screen: string) => Promise<void>;
}): Promise<void> {
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await press(t("nav.settings"));
  await press(t("settings.schemes.open"));
  const title = "MITI 4.2.1";
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await look("schemes");
  await press(t("schemes.deed.more", { title }));
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await look("schemes: menu of one");
  await page.getByRole("menuitem", { name: t("schemes.deed.reword") }).click();
  await expect(page.getByLabel(t("schemes.reword.whole"))).toBeVisible();
  await look("schemes: change words");
  await page.keyboard.press("Escape");
  await press(t("schemes.deed.more", { title }));
  await page.getByRole("menuitem", { name: t("schemes.deed.export") }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("schemes: save as a file");
  await page.keyboard.press("Escape");
  await press(t("schemes.deed.import"));
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("schemes: take from a file");
  await page.keyboard.press("Escape");
  await press(t("schemes.deed.lookAt", { title }));
  await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  await look("schemes: one to look at");
  await press(t("schemes.deed.more", { title }));
  await page.getByRole("menuitem", { name: t("schemes.deed.copy") }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("schemes: copy");
  await press(t("schemes.copy.do"));
  const name = page.getByRole("textbox", { name: t("schemes.edit.name"), exact: true }).first();
  await expect(name).toBeFocused();
  await page
    .getByRole("button", { name: t("schemes.edit.more", { part: "" }) })
    .first()
    .click();
  await look("schemes: editor");
  await page
    .getByRole("textbox", { name: t("schemes.edit.sign"), exact: true })
    .first()
    .fill("");
  await press(t("schemes.edit.addGroup"));
  await press(t("schemes.edit.addItem"));
  await press(t("schemes.edit.addFigure"));
  await press(t("schemes.edit.saveVersion", { version: 2 }));
  await look("schemes: editor with what does not fit");
  await press(t("schemes.edit.discard"));
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("schemes: discard");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("schemes.edit.discard"), exact: true })
    .click();
  await expect(page.getByRole("heading", { name: t("schemes.title"), level: 1 })).toBeVisible();
  await look("schemes: with one's own");
}

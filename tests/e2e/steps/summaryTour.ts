/** The summary of a finished coding: each of its steps, and what takes it along. */

import type { ConversationId } from "../../../shared/domain/ids.ts";
import { expect } from "../../support/applicationTest.ts";
import { ask } from "./ask.ts";
import { finishedCoding } from "./quickCoding.ts";
import type { Walker } from "./screenTour.ts";

/** From the review of a conversation that nobody has coded, and back to it. */
export async function walkThroughSummary(
  { page, t, look }: Walker,
  conversationId: ConversationId,
): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const codingId = await finishedCoding(page, conversationId);
  await page.getByRole("tab", { name: t("review.tab.codings") }).click();
  await page
    .getByRole("article", { name: "MITI 4.2.1" })
    .getByRole("button", { name: t("coding.list.more", { title: "MITI 4.2.1" }) })
    .click();
  await page.getByRole("menuitem", { name: t("summary.see.open") }).click();
  await expect(page.getByRole("region", { name: t("summary.before.title") })).toBeVisible();
  await look("summary: before anything is seen");
  await press("summary.before.skip");
  await look("summary: what would you like to see");
  const see = page.getByRole("region", { name: t("summary.see.title") });
  for (const pill of await see.getByRole("button").all()) await pill.click();
  await page
    .getByRole("region", { name: t("summary.shown.title") })
    .getByRole("button")
    .first()
    .click();
  await press("summary.experts.ask");
  await look("summary: everything, with moments and why experts are not quoted");
  await press("summary.menu.label");
  await page.getByRole("menuitem", { name: t("summary.menu.print") }).click();
  await expect(page.getByRole("dialog", { name: t("summary.print.title") })).toBeVisible();
  await look("dialog: printing the summary");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("common.cancel") })
    .click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("summary.menu.label");
  await page.getByRole("menuitem", { name: t("summary.menu.export") }).click();
  await expect(page.getByRole("dialog", { name: t("summary.export.title") })).toBeVisible();
  await look("dialog: exporting a coding");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: t("common.cancel") })
    .click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("summary.back");
  await ask(page, "coding.remove", { codingId });
}

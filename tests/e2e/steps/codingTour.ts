/** A coding from its beginning to its end: each thing that can stand on its screen. */

import type { ConversationId } from "../../../shared/domain/ids.ts";
import { expect } from "../../support/applicationTest.ts";
import { ask } from "./ask.ts";
import type { Walker } from "./screenTour.ts";

/** From the review of a conversation that nobody has coded, and back to it. */
export async function walkThroughCoding(
  { page, t, look }: Walker,
  conversationId: ConversationId,
): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const dialog = page.getByRole("dialog");
  const { segments, version: baseVersion } = await ask(page, "transcript.read", { conversationId });
  const edits = segments
    .filter(({ speaker }) => speaker !== "practitioner")
    .map(({ id: segmentId, speaker: before }) => {
      return { kind: "set-speaker", segmentId, before, after: "practitioner" } as const;
    });
  if (edits.length > 0) await ask(page, "transcript.apply", { conversationId, baseVersion, edits });
  await page.getByRole("tab", { name: t("review.tab.codings") }).click();
  await expect(page.getByText(t("coding.list.none"))).toBeVisible();
  await look("review: codings, none yet");
  await press("coding.begin.open");
  await dialog.getByRole("radio", { name: t("coding.begin.sample.chosen") }).check();
  await dialog.getByRole("radio", { name: t("coding.begin.coder.colleague") }).check();
  await dialog.getByRole("button", { name: t("coding.begin.open") }).click();
  await expect(dialog.getByText(t("coding.begin.target.missing"))).toBeVisible();
  await look("dialog: beginning to code, with what is missing");
  await dialog.getByRole("radio", { name: t("coding.begin.sample.whole") }).check();
  await dialog.getByRole("radio", { name: t("coding.begin.coder.owner") }).check();
  await dialog.getByRole("checkbox", { name: t("coding.begin.target.none") }).check();
  await look("dialog: beginning to code, without a target");
  await dialog.getByRole("button", { name: t("coding.begin.open") }).click();
  await expect(page.getByText(t("coding.pass.textShort"))).toBeVisible();
  await look("coding: listening");
  await press("coding.pass.count");
  await expect(page.getByRole("button", { name: t("review.keys.all") })).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("?");
  await page.keyboard.press("p");
  await page.keyboard.press("e");
  await page.keyboard.press("3");
  await look("coding: uncertain, with a hint, a stretch that has begun and a moment that is linked");
  await press("review.keys.all");
  await expect(dialog).toBeVisible();
  await look("dialog: keys while one codes");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await press("coding.done.finish");
  await expect(dialog).toBeVisible();
  await look("dialog: finishing a coding");
  await dialog.getByRole("button", { name: t("coding.done.anyway") }).click();
  await expect(page.getByText(t("coding.done.text"))).toBeVisible();
  await look("coding: done");
  await press("coding.screen.close");
  const coding = page.getByRole("tabpanel").getByRole("article", { name: "MITI 4.2.1" });
  await coding.getByRole("button", { name: t("coding.list.more", { title: "MITI 4.2.1" }) }).click();
  await page.getByRole("menuitem", { name: t("coding.list.remove") }).click();
  await expect(dialog).toBeVisible();
  await look("dialog: removing a coding");
  await dialog.getByRole("button", { name: t("coding.remove.confirm") }).click();
  await expect(page.getByText(t("coding.list.none"))).toBeVisible();
  const conversations = await ask(page, "conversation.list", {});
  expect(conversations.every(({ codingCount }) => codingCount === 0)).toBe(true);
}

/** Finding words again: over everything, in one conversation, and a long text that stays where it is while it plays. */
import { writeFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test } from "../support/applicationTest.ts";
import { rolePlayOf, writeSyntheticWav } from "../support/longConversation.ts";
import { longTranscript } from "../support/longTranscript.ts";
import { quickConversation, quickVault } from "./steps/quickVault.ts";

/** How often a row in sight changed its place in the text over so many frames, and from where to where the edited one went. */
async function watchRows(list: Element, frames: number) {
  const page = list.parentElement as HTMLElement;
  const edited = () => list.querySelector("textarea")?.getBoundingClientRect().top;
  const places = () =>
    new Map(
      [...list.querySelectorAll("li")].map((row) => [
        row.getAttribute("aria-posinset"),
        row.getBoundingClientRect().top + page.scrollTop,
      ]),
    );
  const tops = new Set([edited()]);
  let shifts = 0;
  let before = places();
  for (let frame = 0; frame < frames; frame += 1) {
    await new Promise(requestAnimationFrame);
    const now = places();
    for (const [row, top] of now) if (Math.abs((before.get(row) ?? top) - top) > 1) shifts += 1;
    tops.add(edited());
    before = now;
  }
  return { shifts, placesOfEdited: tops.size };
}

const rows = (page: Page) => page.getByRole("region", { name: "Transkription" }).getByRole("list").first();

test("words are found again, and a long text stays where it is while it plays", async ({
  application,
  page,
}, testInfo) => {
  test.setTimeout(120_000);
  await quickVault(page);
  const sound = writeSyntheticWav(testInfo.outputPath("minute.wav"), 60_000).path;
  const transcript = testInfo.outputPath("long.vtt");
  writeFileSync(transcript, longTranscript(3_000, 7_200_000));
  await quickConversation(application, page, { permission: rolePlayOf("Eken"), sound, transcript });
  await page.reload();
  await expect(page.getByRole("article", { name: "Eken" })).toBeVisible();

  await test.step("over everything: without signs on letters, by conversation, and one click leads there", async () => {
    await page.keyboard.press("Control+k");
    const dialog = page.getByRole("dialog", { name: "Sök överallt" });
    await dialog.getByRole("textbox").fill("qqqq");
    await expect(dialog.getByRole("status")).toContainText("Pröva färre ord");
    await dialog.getByRole("textbox").fill('"rad 20"');
    await expect(dialog.locator("mark").first()).toHaveText("rad 20");
    await dialog.getByRole("textbox").fill('"forra veckan"');
    await expect(dialog.locator("mark").first()).toHaveText("förra veckan");
    await page.screenshot({ path: testInfo.outputPath("spotlight.png") });
    await dialog.getByRole("button", { name: "Visa alla träffar i samtalet" }).click();
  });

  await test.step("in the conversation: hit by hit, unsaved words too, and Escape goes back", async () => {
    const bar = page.getByRole("search");
    const field = bar.getByRole("textbox", { name: "Sök i samtalet" });
    await expect(bar.getByRole("status")).toHaveText(/^1 av \d+/);
    await expect(page.locator("mark[aria-current]")).toHaveText("förra veckan");
    await field.press("Enter");
    await expect(bar.getByRole("status")).toHaveText(/^2 av/);
    await page.screenshot({ path: testInfo.outputPath("find.png") });
    await field.press("Shift+Enter");
    await field.press("Shift+Enter");
    await expect(bar.getByRole("status")).toHaveText(/^(\d+) av \1$/);
    await field.press("Escape");
    await expect(bar).toBeHidden();
    await expect(rows(page).locator("li[aria-posinset='1']")).toBeVisible();
    await page.keyboard.press("Enter");
    await page.keyboard.type(" Ånger");
    await page.keyboard.press("Control+f");
    await field.fill("anger");
    await expect(page.locator("mark[aria-current]")).toHaveText("Ånger");
    await field.press("Escape");
    await expect(rows(page).getByRole("textbox")).toBeFocused();
    await page.keyboard.press("Escape");
  });

  await test.step("while it plays and the text follows, no row shifts, nor the one that is written in", async () => {
    await page.getByRole("button", { name: "Spela", exact: true }).click();
    const following = await rows(page).evaluate(watchRows, 90);
    await page.keyboard.press("Enter");
    await expect(rows(page).getByRole("textbox")).toBeFocused();
    const watched = rows(page).evaluate(watchRows, 150);
    await page.keyboard.type("och ");
    const writing = await watched;
    expect([following.shifts, writing]).toEqual([0, { shifts: 0, placesOfEdited: 1 }]);
  });
});

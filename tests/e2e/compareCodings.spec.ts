/** Two coders' work is compared: apart until both are done, then heard again and decided together, by keyboard. */
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { quickVault } from "./steps/quickVault.ts";
import { openConversation } from "./steps/review.ts";
import { beginCoding, codableConversation, finishCoding, hers, mine } from "./steps/twoCoders.ts";

test("what two coders heard differently is played, decided by keyboard and kept as a third coding", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const conversationId = await codableConversation(application, page);
  await finishCoding(page, await beginCoding(page, conversationId, mine), mine);
  const second = await beginCoding(page, conversationId, hers);
  await openConversation(page, "Morgnarna");
  await page.getByRole("tab", { name: "Kodning" }).press("Enter");
  const compare = page.getByRole("button", { name: "Se var ni hörde olika" });
  await expect(
    page.getByRole("list", { name: "Kodningar av det här samtalet" }).getByRole("listitem"),
  ).toHaveCount(2);
  await expect(compare).toBeHidden();

  await finishCoding(page, second, hers);
  await compare.press("Enter");
  await expect(page.getByRole("heading", { name: "Här hörde vi olika", level: 1 })).toBeVisible();
  await expect(page.getByText("2 ställen av 5")).toBeVisible();
  const places = page.getByRole("region", { name: "Ställen" });
  const current = places.getByRole("listitem").and(page.locator("[aria-current]"));
  await expect(places.getByRole("listitem")).toHaveCount(2);
  await expect(places).not.toContainText("Anna");

  // Around the place stand the lines before and after it.
  await expect(current).toContainText("Jo, i tisdags faktiskt.");
  await expect(current).toContainText("Enkel reflektion");
  await expect(current).toContainText("Komplex reflektion");
  await page.keyboard.press("Space");
  await expect(current.getByRole("button", { name: "Stoppa" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(current).toContainText("Det är starkt att du gick ut ändå.");
  await page.keyboard.press("ArrowUp");

  await page.getByRole("button", { name: "Börja gemensam kodning" }).press("Enter");
  await expect(page.getByText("0 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("3");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  // Whoever goes away and comes back goes on from there.
  await page.getByRole("button", { name: "Tillbaka till samtalet" }).press("Enter");
  await compare.press("Enter");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(current).toContainText("Det är starkt");
  await page.keyboard.press("x");
  await expect(page.getByText("2 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByText("2 av 2 ställen avgjorda")).toBeVisible();
  const empathy = page.getByRole("group", { name: "Empati: vad bestämmer ni?" });
  await empathy.getByRole("button", { name: "4" }).press("Enter");
  await page.getByRole("button", { name: "Klar med gemensam kodning" }).press("Enter");
  await expect(page.getByText("Er gemensamma kodning är klar.", { exact: false })).toBeVisible();
  // What is finished is not taken back by a key.
  await page.keyboard.press("Control+z");

  const listed = await ask(page, "coding.list", { conversationId });
  const consensus = listed.find(({ coder }) => coder.kind === "consensus");
  if (consensus === undefined) throw new Error("no consensus");
  const { units, ratings } = await ask(page, "coding.read", { codingId: consensus.id });
  expect({
    isFinished: consensus.finishedAt !== null,
    codes: units.filter(({ speaker }) => speaker === "practitioner").map(({ codes }) => codes.join()),
    empathy: ratings.empathy?.value,
  }).toEqual({ isFinished: true, codes: ["Q", "CR", "CR", "AF", "Q"], empathy: 4 });

  await page.getByRole("button", { name: "Kodarträning …" }).press("Enter");
  const training = page.getByRole("dialog", { name: "Kodarträning" });
  // Of 5: agreed 3; by chance (2·2 + 1·0 + 1·2 + 1·0 + 0·1) / 25.
  await expect(training).toContainText("0,47 – måttlig enligt Landis & Koch, 5 ställen");
  await expect(training).toContainText("60 % – 3 av 5 ställen");
  await expect(training).not.toContainText("Anna");
  await training.getByRole("checkbox", { name: "Alla som har kodat vill se namnen" }).press("Space");
  await expect(training).toContainText("Rader är du, kolumner Anna; 5 ställen.");
});

/** One's own practice: the next step, the log, and figures for those who ask for them. */
import type { Page } from "@playwright/test";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { quickCoding } from "./steps/quickMoments.ts";
import { derivation, localDate, quickPassphrase, quickVault } from "./steps/quickVault.ts";

async function rolePlay(page: Page, daysFromToday: number) {
  const heldOn = localDate(daysFromToday);
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "role-play", title: "Skorna", participants: [{ name: "Anna", saidYesOn: heldOn }] },
    occasion: "",
    heldOn,
  });
  await ask(page, "conversation.update", { conversationId, ownPractice: true });
  return conversationId;
}

test("a step is written, reached and remembered, and a line of the log taken back", async ({ page }) => {
  await quickVault(page);
  await rolePlay(page, 0);
  await ask(page, "practice.addEntry", { onDate: localDate(-40), minutes: null, text: "Första försöket" });
  await page.getByRole("button", { name: "Min träning", exact: true }).click();

  await page.getByLabel("Vad vill du öva på?").fill("Reflektera en gång till");
  await page.keyboard.press("Tab");
  await page.keyboard.type("I uppföljningssamtal");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Det kommer mer av sig självt");
  await page.keyboard.press("Enter");
  const step = page.getByRole("region", { name: "Mitt nästa steg" });
  await expect(step.getByRole("definition")).toHaveText([
    "Reflektera en gång till",
    "I uppföljningssamtal",
    "Det kommer mer av sig självt",
  ]);

  // The pause is asked about once, and leads to where one writes.
  const question = page.getByText("Vad hände sedan, och vad lär det dig?");
  await expect(question).toBeVisible();
  await page.getByRole("button", { name: "Skriv om det" }).click();
  await expect(question).toBeHidden();
  await expect(page.getByLabel("Vad gjorde du, och vad märkte du?")).toBeFocused();
  await page.keyboard.type("Semester. Det sitter kvar.");
  await test.step("what is written outlives a lock, and is kept no longer once it is saved", async () => {
    await page.keyboard.press("ControlOrMeta+l");
    await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Min träning", exact: true }).click(derivation);
    const field = page.getByLabel("Vad gjorde du, och vad märkte du?");
    await expect(field).toHaveValue("Semester. Det sitter kvar.");
    await field.press("ControlOrMeta+Enter");
    await expect.poll(() => ask(page, "draft.read", { of: "practice" })).toBeNull();
  });
  const log = page.getByRole("region", { name: "Min logg" });
  await expect(log.getByRole("article")).toHaveText([/Semester\. Det sitter kvar\./, /Första försöket/]);

  await log
    .getByRole("button", { name: /^Mer om/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Ta bort" }).click();
  await expect(log.getByRole("article")).toHaveCount(1);
  await page.getByRole("button", { name: "Ångra" }).click();
  await expect(log.getByRole("article")).toHaveCount(2);

  await page.getByRole("button", { name: "Samtal", exact: true }).click();
  const week = page.getByRole("region", { name: "Veckans träning" });
  await expect(week).toContainText("Reflektera en gång till");
  await expect(week).toContainText("Du har skrivit en gång den här veckan.");
  await week.getByRole("button", { name: "Öppna min träning" }).click();

  await step.getByRole("button", { name: "Det här är nått" }).click();
  await page.keyboard.type("Att vänta räcker långt.");
  // What is being written is still there after a look elsewhere.
  await page.getByRole("button", { name: "Samtal", exact: true }).click();
  await week.getByRole("button", { name: "Öppna min träning" }).click();
  await expect(step.getByRole("textbox")).toHaveValue("Att vänta räcker långt.");
  await page.keyboard.press("ControlOrMeta+l");
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.keyboard.press("Enter");
  await week.getByRole("button", { name: "Öppna min träning" }).click(derivation);
  await expect(step.getByRole("textbox")).toHaveValue("Att vänta räcker långt.");
  await step.getByRole("button", { name: "Avsluta steget" }).click();
  await expect(page.getByLabel("Vad vill du öva på?")).toBeVisible();
  await step.getByText("Ett tidigare steg").click();
  await expect(step.getByText("Att vänta räcker långt.")).toBeVisible();
});

test("figures wait until they are asked for, say what they rest on, and go one by one", async ({ page }) => {
  await quickVault(page);
  await quickCoding(page, await rolePlay(page, -20), { codes: ["Q", "Q", "SR"] });
  await quickCoding(page, await rolePlay(page, -10), { codes: ["Q", "SR", "CR"], drawn: "chosen" });
  await quickCoding(page, await rolePlay(page, 0), { codes: ["SR"] });
  await page.getByRole("button", { name: "Min träning", exact: true }).click();
  const figures = page.getByRole("region", { name: "Siffror över tid" });

  await expect(figures.getByRole("img")).toHaveCount(0);
  await figures.getByRole("button", { name: "Visa siffror" }).click();
  await expect(figures.getByRole("img", { name: /^Reflektioner per fråga: 2 värden/ })).toBeVisible();
  await expect(figures.getByText("Ihålig ring")).toBeVisible();

  await figures.getByText("Tabell", { exact: true }).click();
  const rows = figures.getByRole("row");
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText("0,51 till 2");
  await expect(rows.nth(2)).toContainText("valt avsnitt – jämför inte");
  await expect(rows.nth(3)).toContainText("–1 till 0");
  await rows
    .nth(1)
    .getByRole("button", { name: /^Ta bort siffrorna från/ })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Ta bort siffrorna" }).click();
  await expect(rows).toHaveCount(3);

  // The next visit begins without them.
  await page.getByRole("button", { name: "Samtal", exact: true }).click();
  await expect(figures).toBeHidden();
  await page.getByRole("button", { name: "Min träning", exact: true }).click();
  await expect(figures.getByRole("button", { name: "Visa siffror" })).toBeVisible();
});

/** What a person in a hurry does, and what is said to it. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { ask, type Bridge } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { beginConversation, chooseSound, describeRolePlay } from "./steps/newConversation.ts";
import { openConversation, openLibrary, rowWith, untilReady } from "./steps/review.ts";
import { quickVault } from "./steps/vault.ts";

const example = "Exempel: skorna vid dörren";

test("of a folder nothing is taken; what was said of one file is not said of the next", async ({ desk }) => {
  const page = desk.page();
  const application = desk.application();
  const folder = join(desk.folder, "inspelningar");
  await mkdir(folder);
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Första mötet");
  await application.dropFiles(page, "role=main", [folder]);
  await expect(page.getByRole("alert")).toContainText("Det var en mapp.");
  await chooseSound(page, application, fixturePath("empty.wav"));
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await expect(page.getByText("Filen är tom.")).toBeVisible();
  await chooseSound(page, application, fixturePath("speech.wav"));
  await expect(page.getByText("speech.wav")).toBeVisible();
  await expect(page.getByText("Filen är tom.")).toBeHidden();
});

test("the sound alone is erased with one press, the rest only once its name is typed", async ({ desk }) => {
  const page = desk.page();
  await openExample(page);
  await openLibrary(page);
  await page.getByRole("button", { name: `Mer om ${example}` }).click();
  await page.getByRole("menuitem", { name: "Radera nu …" }).click();
  await page.getByRole("button", { name: "Radera ljudet" }).click();
  await expect(page.getByRole("article").getByText(/^Ljudet raderat /)).toBeVisible();

  await page.getByRole("button", { name: `Mer om ${example}` }).click();
  await page.getByRole("menuitem", { name: "Radera nu …" }).click();
  await expect(page.getByRole("button", { name: "Radera allt innehåll" })).toBeDisabled();
  await page.getByRole("textbox", { name: `Skriv ${example} för att bekräfta` }).fill(example.toUpperCase());
  await page.getByRole("button", { name: "Radera allt innehåll" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("what does not fit in a row is not pasted in part", async ({ desk }) => {
  const page = desk.page();
  await openExample(page);
  const said = "Dagarna tar det mesta av din kraft.";
  await page.getByText(said).dblclick();
  const field = page.getByRole("region", { name: "Transkription" }).getByRole("textbox");
  await field.evaluate((element) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "ord ".repeat(7_500));
    const paste = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    if (element.dispatchEvent(paste)) throw new Error("it would be pasted, and cut short");
  });
  await expect(rowWith(page, said).getByRole("alert")).toContainText("inget klistrades in");
  await page.keyboard.type(" Så är det.");
  await expect(page.getByRole("alert")).toBeHidden();
  await expect(field).toHaveValue(`${said} Så är det.`);
});

test("of two hundred notes those in sight are in the page, and the one that is written in stays", async ({
  desk,
}) => {
  const page = desk.page();
  await openExample(page);
  await openLibrary(page);
  await writeNotes(page, 200);
  await openConversation(page, example);
  const list = page.getByRole("list", { name: "Anteckningar" });
  await expect(list.getByText("Nummer 1", { exact: true })).toBeVisible();
  await list
    .getByRole("button", { name: /^Mer om anteckningen/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Ändra" }).click();
  const field = list.getByRole("textbox");
  await field.fill("Det här tänkte jag.");

  await list.evaluate((element) => element.closest("[role=tabpanel]")?.scrollTo({ top: 1_000_000 }));

  await expect(list.getByText("Nummer 200", { exact: true })).toBeVisible();
  await expect(field).toHaveValue("Det här tänkte jag.");
  expect(await list.getByRole("listitem").count()).toBeLessThan(60);
});

test("a conversation without sound or text says so, and can be removed from there", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Första mötet");
  await page.getByRole("radio", { name: "Inget ljud, bara en transkription" }).check();
  await page.getByRole("button", { name: "Skapa samtalet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByText("Här finns inget ljud.")).toBeVisible();
  await page.getByRole("button", { name: "Ta bort det tomma samtalet" }).click();
  await expect(page.getByRole("heading", { name: "Här samlas dina samtal" })).toBeVisible();
});

/** All at once: each one alone would be shown before the next. */
async function writeNotes(page: Page, count: number): Promise<void> {
  const [conversation] = await ask(page, "conversation.list", {});
  await page.evaluate(
    ([conversationId, howMany]) =>
      Promise.all(
        Array.from({ length: howMany }, (_, index) =>
          (window as unknown as Bridge).lyhord.call("note.create", {
            conversationId,
            startMs: index * 500,
            endMs: index * 500,
            text: `Nummer ${index + 1}`,
          }),
        ),
      ),
    [conversation?.id as ConversationId, count] as const,
  );
}

async function openExample(page: Page): Promise<void> {
  await quickVault(page);
  await page.getByRole("button", { name: "Lyssna på ett exempel" }).click();
  await untilReady(page);
}

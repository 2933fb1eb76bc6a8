/** Never lose a word: undo after a crash, versions that come back, and what a machine wrote until somebody has listened. */
import type { Page } from "@playwright/test";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { LaunchedApplication } from "../host/launch.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { localDate, offer, quickConversation } from "./steps/quickVault.ts";
import { openConversation, openLibrary, rowWith, untilReady, untilSaved } from "./steps/review.ts";
import { quickVault, unlock } from "./steps/vault.ts";

const title = "Skorna vid dörren";
const said = "Det har varit mycket på en gång.";

test("words and the way back are there after the process was killed while one typed", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await conversationWith(desk.application(), page, false);
  await openConversation(page, title);
  await rowWith(page, said).getByText(said).dblclick();
  const field = page.getByRole("textbox", { name: /^(rådgivare|klient) / });
  await field.fill("Först det här.");
  await untilSaved(page);
  await field.pressSequentially(" Och sedan");
  await desk.kill();

  await desk.start();
  const later = desk.page();
  await unlock(later);
  await openConversation(later, title);
  await expect(rowWith(later, "Först det här.")).toBeVisible();
  // How much of the last burst was saved is not promised: it is one step with the words before it, or none.
  await later.keyboard.press("Control+z");
  await expect(rowWith(later, said)).toBeVisible();
  await later.keyboard.press("Control+Shift+z");
  await expect(rowWith(later, "Först det här.")).toBeVisible();
  await untilSaved(later);
});

test("a version is kept, compared with the text and brought back, and that can be undone", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await conversationWith(desk.application(), page, false);
  await openConversation(page, title);
  const dialog = await openVersions(page);
  await dialog.getByRole("textbox", { name: "Namn på versionen" }).fill("Innan vi klippte");
  await dialog.getByRole("button", { name: "Spara texten som den är nu" }).click();
  await expect(dialog.getByRole("listitem").filter({ hasText: "Innan vi klippte" })).toBeVisible();
  await page.keyboard.press("Escape");

  await rowWith(page, said).getByText(said).dblclick();
  await page.getByRole("textbox", { name: /^(rådgivare|klient) / }).fill("Det har varit lite på en gång.");
  await page.keyboard.press("Escape");

  await openVersions(page);
  await page.getByRole("button", { name: "Jämför" }).click();
  const compared = page.getByRole("dialog", { name: "”Innan vi klippte” och texten nu" });
  await expect(compared.getByRole("status")).toHaveText("1 rad ändrad · 0 nya · 0 borttagna");
  await expect(compared.locator("del")).toHaveText("borttaget: mycket");
  await expect(compared.locator("ins")).toHaveText("tillagt: lite");
  await compared.getByRole("button", { name: "Ta tillbaka versionen" }).click();
  await page
    .getByRole("dialog", { name: /^Ta tillbaka/ })
    .getByRole("button", { name: "Ta tillbaka versionen" })
    .click();
  await expect(rowWith(page, said)).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const again = await openVersions(page);
  await expect(again.getByRole("listitem")).toHaveCount(2);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await expect(rowWith(page, "Det har varit lite på en gång.")).toBeVisible();
});

test("what a machine wrote is marked until somebody has listened, or says so", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await conversationWith(desk.application(), page, true);
  await expect(page.getByRole("article", { name: title })).toContainText("Maskintext, 4 rader kvar");
  await openConversation(page, title);
  await untilReady(page);
  const text = page.getByRole("region", { name: "Transkription" });
  await expect(text).toContainText("4 rader är inte avlyssnade");
  await expect(text.getByText("Inte avlyssnad", { exact: true })).toHaveCount(4);

  await page.getByRole("button", { name: "Gå till nästa" }).click();
  await page.keyboard.press("h");
  await expect(text).toContainText("3 rader är inte avlyssnade");
  await page.keyboard.press("Control+z");
  await expect(text).toContainText("4 rader är inte avlyssnade");

  await rowWith(page, said)
    .getByRole("button", { name: /^Spela från/ })
    .click();
  await expect(text).toContainText("3 rader är inte avlyssnade", { timeout: 15_000 });
  await page.keyboard.press("Space");
  await openLibrary(page);
  await expect(page.getByRole("article", { name: title })).toContainText(/Maskintext, [23] rader kvar/);
});

/** A conversation with sound and text; `isMachineMade`: a recogniser wrote it. */
async function conversationWith(
  application: LaunchedApplication,
  page: Page,
  isMachineMade: boolean,
): Promise<ConversationId> {
  const conversationId = await quickConversation(application, page, {
    permission: { kind: "role-play", title, participants: [{ name: "Anna", saidYesOn: localDate(0) }] },
    sound: "speech.ogg",
  });
  const sourceId = await offer(application, page, "transcript", "talk.vtt");
  await ask(page, "transcript.import", {
    conversationId,
    sourceId,
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    isMachineMade,
    replace: false,
  });
  return conversationId;
}

async function openVersions(page: Page) {
  await page.getByRole("button", { name: "Hela texten" }).click();
  await page.getByRole("menuitem", { name: "Versioner …" }).click();
  const dialog = page.getByRole("dialog", { name: "Versioner" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** Rows prepared where somebody speaks, who is called what in a text, and figures for those who ask for them. */
import type { Page } from "@playwright/test";
import type { Permission } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { quickConversation } from "./steps/quickVault.ts";
import { openConversation, rowWith } from "./steps/review.ts";
import { quickVault } from "./steps/vault.ts";

function rolePlay(title: string): Permission {
  return { kind: "role-play", title, participants: [{ name: "Anna", saidYesOn: "2026-03-02" }] };
}

async function rowsOf(page: Page, conversationId: ConversationId) {
  return (await ask(page, "transcript.read", { conversationId })).segments;
}

/** Loading the model on a busy machine takes a while. */
const listening = { timeout: 60_000 } as const;

test("empty rows stand where somebody speaks, and one step takes them away again", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  const conversationId = await quickConversation(desk.application(), page, {
    permission: rolePlay("Skorna vid dörren"),
    sound: "speech.ogg",
  });
  await openConversation(page, "Skorna vid dörren");
  const dialog = page.getByRole("dialog", { name: "Förbered rader att skriva i" });

  await page.getByRole("button", { name: "Förbered rader att skriva i" }).click();
  await dialog.getByRole("button", { name: "Förbered raderna" }).click();
  await dialog.getByRole("button", { name: "Avbryt" }).click();
  await expect(dialog).toBeHidden();
  expect(await rowsOf(page, conversationId)).toEqual([]);

  await page.getByRole("button", { name: "Förbered rader att skriva i" }).click();
  await dialog.getByRole("button", { name: "Förbered raderna" }).click();
  await expect(dialog).toBeHidden(listening);
  await expect(page.getByText("tom rad är förberedd")).toBeVisible();
  await expect(rowWith(page, "tom rad")).toHaveCount(1);
  // Between the beeps at 1 s and 7 s there is speech from 1.8 s on, and nothing else.
  await expect
    .poll(async () =>
      (await rowsOf(page, conversationId)).map(({ startMs, endMs, text }) => ({
        begins: Math.abs(startMs - 1_800) < 250,
        isSpeech: endMs > 4_500 && endMs < 6_900,
        text,
      })),
    )
    .toEqual([{ begins: true, isSpeech: true, text: "" }]);

  await page.keyboard.press("Control+z");
  await expect.poll(() => rowsOf(page, conversationId)).toEqual([]);
});

test("speakers are named everywhere or on a line, and figures wait until they are asked for", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  const conversationId = await quickConversation(desk.application(), page, {
    permission: rolePlay("Skorna vid dörren"),
    sound: "speech.ogg",
    transcript: "talk.vtt",
  });
  await openConversation(page, "Skorna vid dörren");
  const [first] = await rowsOf(page, conversationId);
  const row = rowWith(page, first?.text ?? "");

  await row.getByRole("button", { name: /^Mer om raden/ }).click();
  await page.getByRole("menuitem", { name: "Någon annan talar …" }).click();
  const line = page.getByRole("dialog", { name: "Vem talar?" });
  await line.getByRole("radio", { name: "Någon annan, som kallas" }).check();
  await line.getByRole("textbox", { name: "Vad personen kallas" }).fill("tolken");
  await line.getByRole("button", { name: "Spara" }).click();
  await expect(row.getByRole("button", { name: "Talare: tolken. Byt." })).toHaveText("T");

  const openSpeakers = async () => {
    await page.getByRole("button", { name: "Hela texten" }).click();
    await page.getByRole("menuitem", { name: "Talare …" }).click();
  };
  const dialog = page.getByRole("dialog", { name: "Talare" });
  await openSpeakers();
  await dialog.getByRole("textbox", { name: "I stället för klient" }).fill("Anna");
  await dialog.getByRole("textbox", { name: "tolken, 1 rad" }).fill("mormor");
  await expect(dialog.getByText("Det här ser ut som ett riktigt namn.")).toBeVisible();
  await dialog.getByRole("textbox", { name: "I stället för klient" }).fill("kvinnan");
  await dialog.getByRole("button", { name: "Spara namnen" }).click();
  await expect(dialog).toBeHidden();
  await expect(row.getByRole("button", { name: "Talare: mormor. Byt." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Talare: kvinnan. Byt." }).first()).toBeVisible();
  expect((await ask(page, "transcript.read", { conversationId })).names).toEqual({ client: "kvinnan" });

  await page.getByRole("tab", { name: "Om" }).click();
  await expect(page.getByRole("table")).toHaveCount(0);
  await page.getByRole("button", { name: "Visa siffror" }).click();
  await expect(page.getByRole("columnheader", { name: "kvinnan" })).toBeVisible();
  await expect(page.getByRole("img", { name: /^Vem som talar när, / })).toBeVisible();

  await page.getByRole("button", { name: "Ångra" }).click();
  await expect(page.getByRole("columnheader", { name: "tolken" })).toBeVisible();
  await expect(page.getByRole("columnheader", { name: "klient" })).toBeVisible();
});

/** De-identifying by keyboard, to the end: what tells who somebody is goes from the text, and from the sound that is shared. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { LaunchedApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
import { decryptClientCopy } from "../support/clientCopyDecryptor.ts";
import { ask } from "./steps/ask.ts";
import { loudness } from "./steps/loudness.ts";
import { exampleConsent, exampleMandate, quickConversation, quickVault } from "./steps/quickVault.ts";
import { openConversation, openLibrary, rewriteCurrentRow, rowWith, untilSaved } from "./steps/review.ts";

const passphrase = "fyra små gröna äpplen";
const talk = `WEBVTT

00:00:01.800 --> 00:00:03.200
<v Rådgivare>Hej! Vad ska vi prata om i dag?

00:03.300 --> 00:00:04.300
<v Klient>Anna Bäckehag

00:00:04.300 --> 00:00:06.400
<v Rådgivare>Det har varit mycket med kastrullerna.

00:06.400 --> 00:00:07.800
<v Klient>Ja, i Örebro bor Annas mormor, på Volvo jobbar jag.
`;

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-deidentify-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a text is gone through by keyboard, says so until words come in, and what it was is forgotten", async ({
  application,
  page,
}) => {
  const conversationId = await conversationWithNames(application, page);
  await openConversation(page, "Tallen");
  await openWalk(page);
  const walk = page.getByRole("dialog", { name: "Avidentifiera" });
  const word = (name: string) => walk.getByRole("region", { name, exact: true });
  await expect(walk.getByText("0 av 4 avgjorda")).toBeVisible();
  await expect(word("Anna Bäckehag").getByRole("textbox", { name: "Skriv i stället" })).toHaveValue(
    "[person 1]",
  );

  await page.keyboard.press("e");
  await page.keyboard.type("[dotter]");
  await page.keyboard.press("Enter");
  // What stands for a name stands for each part of it.
  await expect(walk.getByText("1 av 4 avgjorda")).toBeVisible();
  await expect(word("Örebro").getByRole("textbox", { name: "Skriv i stället" })).toHaveValue("[ort]");
  await page.keyboard.press("3");
  await expect(word("Anna").getByRole("textbox", { name: "Skriv i stället" })).toHaveValue("[dotter]");
  await page.keyboard.press("1");
  await expect(word("Volvo").getByText("kanske")).toBeVisible();
  await page.keyboard.press("2");
  await expect(walk.getByRole("heading", { name: "Ett ord väntar på ditt beslut." })).toBeVisible();
  await walk.getByRole("button", { name: "Gå till det som väntar" }).press("Enter");
  // Who looks for another word while this one is being kept stays at the other.
  await page.keyboard.press("1");
  await page.keyboard.press("w");
  await page.keyboard.type("dag");
  await page.keyboard.press("Enter");
  await expect(walk.getByText("4 av 5 avgjorda")).toBeVisible();
  await expect(word("dag").getByText("eget val")).toBeVisible();
  await untilSaved(page);
  await page.keyboard.press("1");
  await expect(walk.getByRole("heading", { name: "Alla ord är avgjorda." })).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(walk.getByRole("heading", { name: /^Texten är avidentifierad sedan / })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(walk).toBeHidden();
  await expect(rowWith(page, "Ja, i [ort] bor [dotter]s mormor, på Volvo jobbar jag.")).toBeVisible();
  await expect(rowWith(page, "Hej! Vad ska vi prata om i [utelämnat]?")).toBeVisible();
  await expect(page.getByText("Avidentifierad text")).toBeVisible();

  const copied = await copyForClient(application, page);
  const loud = {
    before: (await loudness(page, copied, 1.9, 2.6)) > 0.01,
    named: (await loudness(page, copied, 3.34, 4.5)) > 0.0005,
    after: (await loudness(page, copied, 4.7, 4.95)) > 0.01,
  };
  expect(loud).toEqual({ before: true, named: false, after: true });

  await openWalk(page);
  await walk.getByRole("button", { name: "Glöm orden …" }).click();
  await page.getByRole("button", { name: "Glöm orden", exact: true }).click();
  await expect(walk.getByRole("button", { name: "Glöm orden …" })).toBeHidden();
  const { words } = await ask(page, "deidentify.read", { conversationId });
  expect(words.map(({ original, places }) => [original, places.length])).toEqual([["Volvo", 0]]);
  await page.keyboard.press("Escape");
  await expect(walk).toBeHidden();
  await page.keyboard.press("Control+z");
  await expect(rowWith(page, "[dotter]s mormor")).toBeVisible();

  await rowWith(page, "[dotter]s mormor").click();
  await rewriteCurrentRow(page, "Ja, och Kerstin också.");
  await untilSaved(page);
  await expect(page.getByText("Texten behöver gås igenom igen")).toBeVisible();
  await openLibrary(page);
  await expect(page.getByRole("article", { name: "Tallen" })).toContainText("Texten behöver gås igenom igen");
});

test("words that are marked in the text are looked for everywhere, and can be put back", async ({
  application,
  page,
}) => {
  await conversationWithNames(application, page);
  await openConversation(page, "Tallen");
  await rowWith(page, "kastrullerna").getByText("kastrullerna").evaluate(markWord, "kastrullerna");
  await page.getByRole("button", { name: "Avidentifiera ”kastrullerna” …" }).click();
  const walk = page.getByRole("dialog", { name: "Avidentifiera" });
  const word = walk.getByRole("region", { name: "kastrullerna", exact: true });
  await expect(word.getByText("på ett ställe")).toBeVisible();
  await page.keyboard.press("1");
  await expect(rowWith(page, "mycket med [utelämnat].")).toBeVisible();
  await expect(walk.getByText("1 av 5 avgjorda")).toBeVisible();
  // What is decided goes on to the next word by itself.
  await expect(word).toBeHidden();
  for (let step = 0; step < 5 && !(await word.isVisible()); step += 1) await page.keyboard.press("ArrowLeft");
  await expect(word.getByText(/^Ersatt med \[utelämnat\] på ett ställe/)).toBeVisible();
  await expect(word.getByText("står inte kvar i texten")).toBeVisible();
  const range = word.getByText(/^0:0\d,\d – 0:0\d,\d$/);
  const before = await range.innerText();
  await page.keyboard.press("a");
  await expect(range).not.toHaveText(before);
  await page.keyboard.press("5");
  await expect(rowWith(page, "mycket med kastrullerna.")).toBeVisible();
});

async function conversationWithNames(application: LaunchedApplication, page: Page): Promise<ConversationId> {
  const file = join(folder, "samtal.vtt");
  await writeFile(file, talk);
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const consent = await ask(page, "consent.create", exampleConsent());
  return quickConversation(application, page, {
    permission: { kind: "client", consentId: consent.id },
    sound: "speech.wav",
    transcript: file,
  });
}

async function openWalk(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Hela texten" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Avidentifiera …" }).press("Enter");
  await expect(page.getByRole("dialog", { name: "Avidentifiera" })).toBeVisible();
}

/** Makes a copy with sound. @returns the sound in it */
async function copyForClient(application: LaunchedApplication, page: Page): Promise<Uint8Array> {
  const target = join(folder, "kopia.html");
  await page.getByRole("button", { name: "Mer om samtalet" }).click();
  await page.getByRole("menuitem", { name: "Till klienten …" }).click();
  await page.getByRole("button", { name: /^En kopia/ }).click();
  const dialog = page.getByRole("dialog", { name: "En kopia till klienten" });
  await expect(dialog.getByText("Ställen där utbytta ord sägs tystas.", { exact: false })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Klientens lösenfras" }).fill(passphrase);
  await dialog.getByRole("textbox", { name: "Lösenfrasen en gång till" }).fill(passphrase);
  await application.answerDialog([target]);
  await dialog.getByRole("button", { name: "Spara filen …" }).click();
  await expect(dialog.getByText("Kopian är klar")).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("button", { name: "Stäng" }).last().click();
  return (await decryptClientCopy(await readFile(target, "utf8"), passphrase)).sound;
}

/** Marks a word in an element, as dragging over it does. */
function markWord(element: Element, word: string): void {
  const text = element.firstChild;
  const start = text?.textContent?.indexOf(word) ?? -1;
  if (text === null || start < 0) throw new Error("the word is not there");
  window.getSelection()?.setBaseAndExtent(text, start, text, start + word.length);
}

/** The text in and out by keyboard: a file with names comes in, leaves in several kinds, and is printed. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { localDate, quickVault } from "./steps/quickVault.ts";
import { openConversation } from "./steps/review.ts";

const whisper = JSON.stringify({
  text: "",
  language: "sv",
  segments: [
    { id: 0, start: 1, end: 3.25, text: " Hur är det, egentligen?", speaker: "Karin" },
    { id: 1, start: 3.25, end: 6, text: " Jo, det går ganska bra.", speaker: "Bosse" },
  ],
});

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-exchange-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a recogniser's file comes in with its names, and leaves by keyboard in several kinds", async ({
  application,
  page,
}) => {
  const source = join(folder, "samtal.json");
  await writeFile(source, whisper);
  await quickVault(page);
  const conversationId = await rolePlay(page);
  await page.reload();
  await openConversation(page, "Skorna vid dörren");

  await page.getByRole("button", { name: "Hämta in en transkription" }).press("Enter");
  const taking = page.getByRole("dialog", { name: "Hämta in en transkription" });
  await application.answerDialog([source]);
  await taking.getByRole("button", { name: "Välj fil …" }).press("Enter");
  await expect(taking.getByText("2 rader, Whisper. Med tider. 2 talare. Tecken: UTF-8.")).toBeVisible();
  await expect(taking.getByRole("checkbox", { name: /^Skriven av en dator/ })).toBeChecked();
  await expect(taking.getByText("Det kan vara någons riktiga namn.", { exact: false })).toBeVisible();
  await taking.getByRole("checkbox", { name: "Visa namnet Bosse i texten" }).press("Space");
  await taking.getByRole("button", { name: "Hämta in transkriptionen" }).press("Enter");
  await expect(taking).toBeHidden();
  await expect(page.getByText("Jo, det går ganska bra.")).toBeVisible();

  const read = await ask(page, "transcript.read", { conversationId });
  expect(read.names).toEqual({ client: "Bosse" });

  const vtt = await exportAs("WebVTT", "text.vtt");
  expect(vtt).toMatch(/^WEBVTT\n\nNOTE Delar av texten är skrivna av en dator/);
  expect(vtt).toContain("<v Bosse>[inte genomlyssnat] Jo, det går ganska bra.");
  expect(await exportAs("CSV för", "text.csv")).toContain(
    "3,250;6,000;Bosse;[inte genomlyssnat] Jo, det går ganska bra.\r\n",
  );
  await exportAs("Word", "text.docx");
  const parts = unzipSync(await readFile(join(folder, "text.docx")));
  expect(strFromU8(parts["word/document.xml"] ?? new Uint8Array())).toContain("Bosse");

  await openTool(page, "Skriv ut texten …");
  const printing = page.getByRole("dialog", { name: "Skriv ut texten" });
  await application.answerDialog([join(folder, "text.pdf")]);
  await printing.getByRole("button", { name: "Spara som PDF …" }).press("Enter");
  await expect(printing.getByText("PDF-filen är sparad")).toBeVisible();
  expect((await readFile(join(folder, "text.pdf"))).subarray(0, 5).toString()).toBe("%PDF-");
  await page.keyboard.press("Escape");
  const copies = await ask(page, "copies.list", { conversationId });
  expect(copies.map(({ kind, form }) => `${kind} ${form}`)).toEqual(Array(4).fill("export file"));

  /** Chooses the kind by typing what it begins with. */
  async function exportAs(kind: string, name: string): Promise<string> {
    await openTool(page, "Exportera texten …");
    const dialog = page.getByRole("dialog", { name: "Exportera texten" });
    await expect(dialog.getByText("Texten är inte avidentifierad.", { exact: false })).toBeVisible();
    const field = dialog.getByRole("combobox", { name: "Filformat" });
    await field.press("Enter");
    const option = page.getByRole("option", { name: new RegExp(`^${kind}`) }).first();
    for (let steps = 0; (await option.getAttribute("data-combobox-selected")) !== "true"; steps += 1) {
      expect(steps).toBeLessThan(20);
      await page.keyboard.press("ArrowDown");
    }
    await page.keyboard.press("Enter");
    await application.answerDialog([join(folder, name)]);
    await dialog.getByRole("button", { name: "Välj plats och spara …" }).press("Enter");
    await expect(dialog.getByText("Texten är sparad")).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    return readFile(join(folder, name), "utf8");
  }
});

async function rolePlay(page: Page): Promise<ConversationId> {
  const participants = [{ name: "Anna", saidYesOn: localDate(0) }];
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "role-play", title: "Skorna vid dörren", participants },
    occasion: "",
    heldOn: localDate(0),
  });
  return conversationId;
}

async function openTool(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Hela texten" }).press("Enter");
  await page.getByRole("menuitem", { name }).press("Enter");
}

/** A conversation is written down, cut and put right without touching the mouse; the keys are one's own. */
import type { Page } from "@playwright/test";
import type { Permission } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { plugInPedal, pressPedals } from "./steps/fakePedal.ts";
import { localDate, quickConversation, quickVault } from "./steps/quickVault.ts";
import { openConversation, transport, untilReady, untilSaved } from "./steps/review.ts";
import { tabTo } from "./steps/tabTo.ts";

const rolePlay: Permission = {
  kind: "role-play",
  title: "Skorna vid dörren",
  participants: [{ name: "Anna", saidYesOn: localDate(0) }],
};

/** The rows as the vault has them: `2000–6000 client Tack`. */
async function savedRows(page: Page, conversationId: ConversationId): Promise<string[]> {
  await untilSaved(page);
  const { segments } = await ask(page, "transcript.read", { conversationId });
  return segments.map(({ startMs, endMs, speaker, text }) => `${startMs}–${endMs} ${speaker} ${text}`);
}

/** Presses keys one after the other. */
async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("rows are written, cut and changed by keyboard alone, with keys one has chosen", async ({
  application,
  page,
}) => {
  await plugInPedal(page);
  await quickVault(page);
  const conversationId = await quickConversation(application, page, {
    permission: rolePlay,
    sound: "speech.wav",
  });
  await page.reload();
  await openConversation(page, "Skorna vid dörren");
  await untilReady(page);
  const text = page.getByRole("region", { name: "Transkription" });
  const field = text.getByRole("textbox");
  const plays = transport(page).getByRole("button", { name: "Pausa" });
  const rests = transport(page).getByRole("button", { name: "Spela", exact: true });
  const rows = () => savedRows(page, conversationId);

  await test.step("Enter saves a row and plays the next; typing pauses, and playing goes on by itself", async () => {
    await tabTo(page, "Börja skriva");
    await press(page, "Enter");
    await expect(field).toBeFocused();
    await page.keyboard.type("Hej och välkommen hit");
    await press(page, "F3", "Enter");
    await expect(field).toHaveValue("");
    await expect(plays).toBeVisible();
    await page.keyboard.type("Tack det var");
    await expect(rests).toBeVisible();
    await expect(plays).toBeVisible();
    await press(page, "Control+Space");
    await expect(rests).toBeVisible();
    expect(await rows()).toEqual([
      "0–2000 practitioner Hej och välkommen hit",
      "2000–6000 client Tack det var",
    ]);
  });

  await test.step("the speaker is changed, and a mark put in, while one writes", async () => {
    await press(page, "F9", "Control+2");
    await expect(field).toHaveValue("Tack det var [ohörbart]");
    expect(await rows()).toEqual([
      "0–2000 practitioner Hej och välkommen hit",
      "2000–6000 practitioner Tack det var [ohörbart]",
    ]);
  });

  await test.step("a row is split at the cursor, and its edges are moved", async () => {
    await press(page, "Shift+F2", "Home", ...Array<string>(5).fill("ArrowRight"), "Control+Enter");
    await expect(field).toHaveValue("det var [ohörbart]");
    await press(page, "Alt+ArrowRight", "Alt+Shift+ArrowLeft", "Alt+ArrowUp");
    expect(await rows()).toEqual([
      "0–2000 practitioner Hej och välkommen hit",
      "2000–2960 practitioner Tack",
      "2960–5900 practitioner det var [ohörbart]",
    ]);
  });

  await test.step("two rows are made one, undone and made again", async () => {
    await press(page, "Home", "Backspace");
    await expect(field).toHaveValue("Tack det var [ohörbart]");
    await press(page, "Control+z");
    await expect(field).toHaveValue("Tack");
    await press(page, "Control+Shift+z");
    await expect(field).toHaveValue("Tack det var [ohörbart]");
    expect(await rows()).toEqual([
      "0–2000 practitioner Hej och välkommen hit",
      "2000–5900 practitioner Tack det var [ohörbart]",
    ]);
  });

  await test.step("the row is repeated, slower, and begins where it plays", async () => {
    const loop = transport(page).getByRole("button", { name: "Upprepa raden" });
    await press(page, "F8", "F6");
    await expect(loop).toHaveAttribute("aria-pressed", "true");
    await expect(transport(page).getByRole("button", { name: "Hastighet 0,9×" })).toBeVisible();
    await press(page, "F8", "F7", "F3", "F3", "Control+i", "Escape");
    await expect(loop).toHaveAttribute("aria-pressed", "false");
    expect(await rows()).toEqual([
      "0–2000 practitioner Hej och välkommen hit",
      "4000–5900 practitioner Tack det var [ohörbart]",
    ]);
  });

  await test.step("a key is changed where one uses it, and does what it was given", async () => {
    await tabTo(page, "Alla tangenter");
    await press(page, "Enter");
    const dialog = page.getByRole("dialog", { name: "Tangenter när du lyssnar och skriver" });
    await tabTo(page, "Ny tangent för: Byt talare");
    await press(page, "Enter", "F1");
    await expect(dialog.getByText("F1 har en uppgift i hela Lyhörd. Tryck på en annan.")).toBeVisible();
    await press(page, "b");
    await expect(dialog.getByRole("button", { name: "Ta bort B från: Byt talare" })).toBeVisible();
    await tabTo(page, "Ny tangent för: Skriv en anteckning");
    await press(page, "Enter", "t");
    await expect(dialog.getByText("T används redan för: Byt talare.")).toBeVisible();
    await press(page, "Enter");
    await expect(dialog.getByRole("button", { name: "Ta bort T från: Skriv en anteckning" })).toBeVisible();
    await press(page, "Escape");
    await expect(dialog).toBeHidden();
    await press(page, "b");
    expect((await rows())[1]).toBe("4000–5900 client Tack det var [ohörbart]");
    await press(page, "t");
    await expect(page.getByRole("textbox", { name: /^Anteckning vid / })).toBeFocused();
    await press(page, "Escape");
  });

  await test.step("a pedal is connected, and plays as long as it is held down", async () => {
    await tabTo(page, "Inställningar");
    await press(page, "Enter");
    const settings = page.getByRole("region", { name: "Fotpedal" });
    await tabTo(page, "Anslut en pedal");
    await press(page, "Enter");
    await expect(settings.getByText("Infinity är ansluten.")).toBeVisible();
    await page.reload();
    await openConversation(page, "Skorna vid dörren");
    await untilReady(page);
    await expect(rests).toBeVisible();
    await pressPedals(page, 0b010);
    await expect(plays).toBeVisible();
    await pressPedals(page, 0);
    await expect(rests).toBeVisible();
  });

  await test.step("an edge is dragged on the waveform, for those who have a mouse", async () => {
    await text.getByText("Hej och välkommen hit").click();
    const edge = page.locator('[part~="region-handle-right"]');
    const box = await edge.boundingBox();
    if (box === null) throw new Error("the row in hand has no edge to take hold of");
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 40, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    const [first = "", second] = await rows();
    expect(Number(/–(\d+)/.exec(first)?.[1])).toBeLessThan(2_000);
    expect(second).toBe("4000–5900 client Tack det var [ohörbart]");
  });
});

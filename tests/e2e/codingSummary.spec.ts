/** The summary by keyboard: it asks, shows what one asks for and plays a moment of it, asks again; and goes out. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import readWorkbook from "read-excel-file/node";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { textOfPdf } from "./steps/pdfText.ts";
import { quickFinishedCoding } from "./steps/quickCoding.ts";
import { quickVault } from "./steps/quickVault.ts";
import { openConversation } from "./steps/review.ts";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-summary-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a finished coding asks, shows only what one wants to see, plays it, asks again, and goes out", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const { codingId } = await quickFinishedCoding(application, page);
  await page.reload();
  await openConversation(page, "Skorna vid dörren");
  await page.getByRole("tab", { name: "Kodning" }).press("Enter");
  const item = page.getByRole("article", { name: "MITI 4.2.1" });
  const choose = async (what: string) => {
    await item.getByRole("button", { name: /^Mer/ }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  };
  await test.step("its codes stand beside the text as long as one wants", async () => {
    const text = page.getByRole("region", { name: "Transkription" });
    const asked = text.getByRole("listitem").filter({ hasText: "pratar om i dag" });
    const mirrored = text.getByRole("listitem").filter({ hasText: "mycket på en gång" });
    await expect(asked.getByTitle("Fråga")).toHaveText(/^Q/);
    await expect(mirrored.getByTitle("Enkel reflektion")).toHaveText(/^SR/);
    await choose("Dölj koderna vid texten");
    await expect(text.getByTitle("Fråga")).toBeHidden();
    await choose("Visa koderna vid texten");
    await expect(asked.getByTitle("Fråga")).toBeVisible();
  });
  await choose("Summering …");

  await expect(page.getByRole("heading", { name: "Summering: MITI 4.2.1", level: 1 })).toBeVisible();
  await expect(page.getByText("Vad vill du se?")).toBeHidden();
  await page.getByRole("textbox", { name: "Med dina egna ord" }).fill("Jag höll inne mitt råd.");
  await page.getByRole("button", { name: "Spara och gå vidare" }).press("Enter");

  const see = page.getByRole("region", { name: "Vad vill du se?" });
  await expect(see).toBeVisible();
  await expect(page.getByRole("region", { name: "Det du ville se" })).toBeHidden();
  await see.getByRole("button", { name: "Reflektioner per fråga" }).press("Space");
  const shown = page.getByRole("region", { name: "Det du ville se" });
  await expect(shown.getByRole("listitem")).toHaveText([/Reflektioner per fråga 1 \(1 till 1\)/]);
  await shown.getByRole("button", { name: "Visa 2 ställen" }).press("Enter");
  const moments = shown.getByRole("list", { name: "Ställen: Reflektioner per fråga" });
  await expect(moments.getByText("Det har varit mycket på en gång.")).toBeVisible();
  await moments.getByRole("button", { name: "Lyssna vid 0:04" }).press("Enter");
  await expect(moments.getByRole("button", { name: "Stoppa" })).toBeVisible();
  await expect(moments.getByRole("button", { name: "Stoppa" })).toBeHidden();

  await page.getByRole("button", { name: "Vad brukar experter säga?" }).press("Enter");
  await expect(page.getByText("För det här avsnittet visas det inte, eftersom:")).toBeVisible();
  await page.getByRole("textbox", { name: "Det tar jag med mig" }).fill("Fler speglingar.");
  await page.getByRole("button", { name: "Spara", exact: true }).press("Enter");
  await expect(page.getByText("Sparat.")).toBeVisible();
  const { reflection } = await ask(page, "coding.read", { codingId });
  expect(reflection).toEqual({ before: "Jag höll inne mitt råd.", after: "Fler speglingar." });

  await test.step("who led it can be said here too, and said anew", async () => {
    const figures = async () => (await ask(page, "practice.figures", {})).figures.length;
    await page.getByRole("button", { name: "Ja, det var jag" }).press("Enter");
    await expect(page.getByText("Du förde samtalet.")).toBeVisible();
    const kept = await figures();
    await page.getByRole("button", { name: "Ändra" }).press("Enter");
    await page.getByRole("button", { name: "Nej, någon annan" }).press("Enter");
    await expect(page.getByText("Någon annan förde samtalet.")).toBeVisible();
    expect([kept, await figures()]).toEqual([1, 0]);
  });

  await test.step("on paper, and as a PDF", async () => {
    await takeAlong("Skriv ut …");
    const dialog = page.getByRole("dialog", { name: "Skriv ut summeringen" });
    await dialog.getByRole("radio", { name: "Med det som sades" }).press("Space");
    await dialog.getByRole("checkbox", { name: "Det jag själv har skrivit" }).press("Space");
    await application.answerDialog([join(folder, "summering.pdf")]);
    await dialog.getByRole("button", { name: "Spara som PDF …" }).press("Enter");
    await expect(dialog.getByText("PDF-filen är sparad")).toBeVisible();
    await page.keyboard.press("Escape");
    const paper = textOfPdf(await readFile(join(folder, "summering.pdf"))).text.replace(/\s+/g, " ");
    for (const said of ["Reflektioner", "(1 till 1)", "Fler speglingar.", "mycket på en gång."]) {
      expect(paper).toContain(said);
    }
  });

  await test.step("as a workbook and as a table", async () => {
    const workbook = await exportAs("Excel", "kodning.xlsx");
    const [figures] = await readWorkbook(workbook);
    expect(figures?.data.find(([, name]) => name === "Reflektioner per fråga")).toEqual([
      "Mått",
      "Reflektioner per fråga",
      1,
      1,
      1,
      2,
      null,
    ]);
    const table = (await readFile(await exportAs("CSV för", "kodning.csv"))).toString();
    expect(table).toContain("Mått;Reflektioner per fråga;1;1;1;2;\r\n");
  });

  await test.step("taken up again, ended again and removed, the keys stay where one is", async () => {
    const hasFocus = () => page.evaluate(() => document.activeElement !== document.body);
    await openConversationTab();
    await item.getByRole("button", { name: "Öppna" }).press("Enter");
    await page.getByRole("button", { name: "Öppna den igen" }).press("Enter");
    const finish = page.getByRole("button", { name: "Jag är klar" });
    await expect(finish).toBeVisible();
    await expect.poll(hasFocus).toBe(true);
    await finish.press("Enter");
    await expect(finish).toBeHidden();
    await expect.poll(hasFocus).toBe(true);
    await openConversationTab();
    await choose("Ta bort …");
    await page.getByRole("dialog").getByRole("button", { name: "Ta bort kodningen" }).press("Enter");
    await expect(item).toBeHidden();
    await expect(page.getByRole("list", { name: "Kodningar av det här samtalet" })).toBeFocused();
  });

  async function openConversationTab(): Promise<void> {
    await page.getByRole("button", { name: "Samtal", exact: true }).press("Enter");
    await openConversation(page, "Skorna vid dörren");
    await page.getByRole("tab", { name: "Kodning" }).press("Enter");
  }

  async function takeAlong(what: string): Promise<void> {
    await page.getByRole("button", { name: "Ta med summeringen" }).press("Enter");
    await page.getByRole("menuitem", { name: what }).press("Enter");
  }

  async function exportAs(kind: string, name: string): Promise<string> {
    await takeAlong("Exportera …");
    const dialog = page.getByRole("dialog", { name: "Exportera kodningen" });
    const field = dialog.getByRole("combobox", { name: "Filformat" });
    await field.press("Enter");
    await page.getByRole("option", { name: kind }).first().click();
    await application.answerDialog([join(folder, name)]);
    await dialog.getByRole("button", { name: "Välj plats och spara …" }).press("Enter");
    await expect(dialog.getByText("Kodningen är sparad")).toBeVisible();
    await dialog.getByRole("button", { name: "Stäng" }).last().press("Enter");
    return join(folder, name);
  }
});

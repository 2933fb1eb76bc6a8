/** A coding that lies in a file is brought in by keyboard, with its columns and what its slips mean said by the person. */
import { writeFileSync } from "node:fs";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { openCodings } from "./steps/codingByKey.ts";
import { quickVault } from "./steps/quickVault.ts";
import { tabTo, untilFocused } from "./steps/tabTo.ts";
import { codableConversation } from "./steps/twoCoders.ts";

const table = [
  "Nr;Vem;Yttrande;Eget",
  "1;R:;Om du tänker på de senaste veckorna – när har det känts lite lättare?;fråga",
  "2;K:;Jo, i tisdags faktiskt. Jag var ute och gick innan jag hann tänka efter.;",
  "3;R:;Det bara hände, och det var skönt.;SRR",
  "Summa;;;2",
].join("\r\n");

test("a coding is brought in from a file by keyboard", async ({ application, page }, testInfo) => {
  await quickVault(page);
  const conversationId = await codableConversation(application, page);
  const file = testInfo.outputPath("kodat.csv");
  writeFileSync(file, table);
  await application.answerDialog([file]);
  await page.reload();
  await openCodings(page, "Morgnarna");
  await tabTo(page, "Hämta från fil …");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Hämta en kodning från fil" });
  await untilFocused(dialog);
  await tabTo(page, "Välj fil …");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Inga koder hittades.", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Hämta kodningen" })).toBeDisabled();
  await tabTo(page, "Vad står i Eget?");
  await page.keyboard.press("Enter");
  const codes = page.getByRole("option", { name: "Koder", exact: true });
  await expect(codes).toBeVisible();
  for (let steps = 0; (await codes.getAttribute("data-combobox-selected")) !== "true"; steps += 1) {
    expect(steps).toBeLessThan(20);
    await page.keyboard.press("ArrowUp");
  }
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("5 rader: 3 yttranden, 1 av dem kodade.")).toBeVisible();
  await expect(dialog.getByText("3 finns i transkriptionen, efter orden.")).toBeVisible();
  await dialog.getByRole("combobox", { name: "Vad betyder SRR?" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("option", { name: /^SR .*skrivfel/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("5 rader: 3 yttranden, 2 av dem kodade.")).toBeVisible();
  await tabTo(page, "Hämta kodningen");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const [head] = await ask(page, "coding.list", { conversationId });
  if (head === undefined) throw new Error("nothing was kept");
  const { units, finishedAt } = await ask(page, "coding.read", { codingId: head.id });
  expect({ codes: units.map(({ codes }) => codes), isFinished: finishedAt !== null }).toEqual({
    codes: [["Q"], [], ["SR"]],
    isFinished: true,
  });
});

/** The event log: what was done stands there in words, it can be checked, and whoever tampers with it is seen. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { fixturePath } from "../support/fixturePath.ts";
import { verifyAuditExport } from "../support/verifyAuditExport.ts";
import { type Desk, expect, test } from "./steps/desk.ts";
import { openConversation } from "./steps/review.ts";
import { keepConsent, keepConversation, keepMandate } from "./steps/stock.ts";
import { lock, quickVault, unlock } from "./steps/vault.ts";

test("what was done is read, chosen among, checked and taken out, and a missing witness is noticed", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const pine = await keepConsent(desk, "Tallen");
  await keepConversation(desk, pine, "första samtalet", fixturePath("speech.wav"));
  await page.reload();
  await openConversation(page, "Tallen · första samtalet");

  await openLog(page);
  const log = page.getByRole("region", { name: "Händelselogg" });
  const opened = log.getByText(`Du öppnade samtalet med samtycke nr ${pine.number}.`);
  await expect(opened).toHaveCount(1);
  await expect(log.getByText("Valvet skapades.")).toBeVisible();
  await expect(log.getByText("Tallen")).toHaveCount(0);
  await page
    .getByRole("radiogroup", { name: "Vad det gäller" })
    .getByText("Samtycke", { exact: true })
    .click();
  await expect(log.getByText("Du fyllde i vem som har beslutat om inspelning och radering.")).toBeVisible();
  await expect(log.getByText("Valvet skapades.")).toBeHidden();
  await page.getByRole("textbox", { name: "Samtycke nr" }).fill("999");
  await expect(page.getByRole("heading", { name: "Inga händelser" })).toBeVisible();
  await page.getByRole("button", { name: "Visa allt" }).first().click();
  await expect(log.getByText("Valvet skapades.")).toBeVisible();

  await page.getByRole("button", { name: "Kontrollera loggen" }).click();
  await expect(page.getByText("Loggen är hel")).toBeVisible();
  const path = join(desk.folder, "händelselogg.jsonl");
  await desk.application().answerDialog([path]);
  await page.getByRole("button", { name: "Exportera …" }).click();
  await expect(page.getByText(/^Sparad\. Filen har \d+ händelser/)).toBeVisible();
  const exported = await readFile(path, "utf8");
  expect(await verifyAuditExport(exported)).toBeGreaterThan(5);
  expect(exported).not.toContain("Tallen");
  await expect(log.getByText("Du exporterade händelseloggen.")).toBeVisible();

  await lock(page);
  expect(await lastCheckpoint(desk)).toContain('\\"kind\\":\\"lock\\"');
  await unlock(page);
  await openLog(page);
  await expect(log.getByText("Du låste upp valvet med lösenfrasen.")).toHaveCount(2);

  await desk.close();
  await rm(await checkpointsOf(desk));
  await desk.start();
  const again = desk.page();
  await unlock(again);
  await openLog(again);
  const noticed = "Det som förvaras utanför databasen om loggen saknades eller hade ändrats.";
  await expect(again.getByText(noticed)).toBeVisible();
  await again.getByRole("button", { name: "Kontrollera loggen" }).click();
  await expect(again.getByText("Loggen är hel")).toBeVisible();
  await expect(again.getByText(/noterades att något inte stämde/)).toBeVisible();
});

async function openLog(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Radering och händelser" }).click();
  await page.getByRole("tab", { name: "Händelselogg" }).click();
}

async function checkpointsOf({ home }: Desk): Promise<string> {
  const [vault = ""] = await readdir(join(home, "vaults"));
  return join(home, "vaults", vault, "checkpoints.jsonl");
}

async function lastCheckpoint(desk: Desk): Promise<string> {
  return (await readFile(await checkpointsOf(desk), "utf8")).trimEnd().split("\n").at(-1) ?? "";
}

import { copyFile, mkdir, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { exampleConsent, exampleMandate, localDate, quickConversation } from "./steps/quickVault.ts";
import { quickVault } from "./steps/vault.ts";

const at = (d: number) => { const x = new Date(); x.setDate(x.getDate() - d); x.setHours(12, d, 0, 0); return x; };
async function shoot(page: Page, name: string) {
  for (const [lang, scheme, w, h] of [["sv", "light", 1280, 860], ["sv", "dark", 1024, 700], ["en", "light", 1024, 700]] as const) {
    await ask(page, "settings.update", { language: lang });
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: w, height: h });
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/dv-shots/${name}-${lang}-${scheme}-${w}.png` });
  }
  await ask(page, "settings.update", { language: "sv" });
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.waitForTimeout(300);
}
test("shots", async ({ desk }) => {
  test.setTimeout(230_000);
  const page = desk.page();
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id: consentId } = await ask(page, "consent.create", exampleConsent({ givenOn: localDate(-30) }));
  await quickConversation(desk.application(), page, { permission: { kind: "client", consentId }, sound: "speech.webm" });
  await shoot(page, "0-library");
  const folder = join(desk.folder, "ICD-PX370");
  for (const [name, content, when] of [
    ["VOICE/FOLDER_A/260301_001.wav", "speech.wav", at(1)], ["samtal på gång 🎧.m4a", "speech.m4a", at(2)], ["Kopia av 001.wav", "speech.wav", at(3)],
    ["redan hämtad.webm", "speech.webm", at(5)], ["tom.wav", "empty.wav", at(6)], ["kapad.m4a", "truncated.m4a", at(8)], ["VOICE/FOLDER_B/0001.MP3", "beeps-vbr-noxing.mp3", new Date(2008, 0, 1, 0, 3)], ["x.pdf", "talk.txt", at(1)],
  ] as const) {
    const target = join(folder, ...name.split("/"));
    await mkdir(dirname(target), { recursive: true });
    await copyFile(fixturePath(content), target);
    await utimes(target, when, when);
  }
  await page.getByRole("button", { name: "Hämta från diktafon" }).click();
  await shoot(page, "1-places");
  await desk.application().answerDialog([folder]);
  await page.getByRole("button", { name: /^Välj en mapp …/ }).click();
  const list = page.getByRole("list", { name: "Ljud att välja bland" });
  await expect(list.getByRole("checkbox")).toHaveCount(4);
  await page.getByRole("button", { name: "Välj alla 4 nya" }).click();
  await page.getByRole("checkbox", { name: /samtal på/ }).focus();
  await page.keyboard.press("ArrowDown");
  await shoot(page, "2-list");
  await page.getByRole("button", { name: "Gå vidare med de valda" }).click();
  await page.getByRole("combobox", { name: "Vad är det för samtal?" }).click();
  await page.getByRole("option", { name: "Samtal med klient" }).click();
  await page.getByRole("combobox", { name: "Vilket samtycke" }).click();
  await page.getByRole("option").first().click();
  await shoot(page, "3-permit");
  await page.getByRole("button", { name: "Klart, nästa fil" }).click();
  await page.waitForTimeout(300);
  await shoot(page, "4-permit-problem");
  await page.getByRole("checkbox", { name: /^Ja, det var / }).check();
  for (let i = 0; i < 3; i++) {
    await page.getByRole("button", { name: "Klart, nästa fil" }).click();
    if (i === 2) break;
    await page.getByRole("button", { name: "Samma som den förra" }).click();
    await page.getByRole("checkbox", { name: /^Ja, det var / }).check();
  }
  await shoot(page, "5-permit-doubt");
  await page.getByRole("button", { name: "Ett nytt samtycke …" }).or(page.getByRole("button", { name: "Samma som den förra" })).first().click();
  const field = page.getByRole("textbox", { name: "När spelades det in?" });
  await field.fill(localDate(-4)); await field.press("Enter"); await field.press("Escape");
  await page.getByRole("button", { name: "Ett nytt samtycke …" }).click();
  await shoot(page, "6-detour");
  await page.getByRole("button", { name: "Tillbaka" }).click();
  await page.getByRole("button", { name: /^Hämta in 4/ }).click();
  await page.waitForTimeout(150);
  await page.screenshot({ path: "/tmp/dv-shots/7-running.png" });
  await expect(page.getByText("samtal är hämtade")).toBeVisible({ timeout: 60000 });
  await shoot(page, "8-done");
});

/** Certificates of erasure: read, saved, printed, and checked by a program that is not Lyhörd. */
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { textOfPdf } from "./steps/pdfText.ts";
import { exampleConsent, exampleMandate, quickConversation, quickVault } from "./steps/quickVault.ts";

test.use({ startOptions: { language: "sv-SE" } });

test("a certificate is saved, printed and checked without Lyhörd, and those of one permission together", async ({
  desk,
}) => {
  const page = desk.page();
  const path = (name: string) => join(desk.folder, name);
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id: consentId } = await ask(page, "consent.create", exampleConsent({ pseudonym: "Granatäpplet" }));
  const conversationId = await quickConversation(desk.application(), page, {
    permission: { kind: "client", consentId },
    sound: "speech.wav",
    transcript: "talk.vtt",
  });
  const categories = ["sound" as const, "transcript" as const];
  await ask(page, "erasure.now", { conversationId, categories, typedTitle: "Granatäpplet" });

  await page.getByRole("button", { name: "Radering och händelser" }).click();
  await expect(page.getByText("2 raderingar")).toBeVisible();
  await page.getByRole("button", { name: "Intyg 1", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Raderingsintyg 1" });
  await expect(dialog.getByText("Intyget är äkta och oförändrat")).toBeVisible();
  const save = async (button: string, file: string) => {
    await desk.application().answerDialog([path(file)]);
    await dialog.getByRole("button", { name: button }).click();
    await expect.poll(() => readFile(path(file)).catch(() => null)).not.toBeNull();
  };
  await save("Spara intyget …", "intyg.json");
  await save("Spara kontrollprogrammet …", "verify-certificate.mjs");
  await save("Spara som PDF …", "intyg.pdf");
  await dialog.getByRole("button", { name: "Skriv ut …" }).click();
  await dialog.getByRole("button", { name: "Stäng" }).last().click();

  const saved = await readFile(path("intyg.json"), "utf8");
  const checked = check(desk.folder, "intyg.json");
  expect(checked).toEqual({ status: 0, output: expect.stringContaining("The signature holds") });
  await desk.putFile("changed.json", saved.replace("by-choice", "clock"));
  expect(check(desk.folder, "changed.json")).toEqual({
    status: 1,
    output: expect.stringContaining("THE SIGNATURE DOES NOT HOLD"),
  });

  const { fingerprint, signature } = JSON.parse(saved) as { fingerprint: string; signature: string };
  const paper = textOfPdf(await readFile(path("intyg.pdf")));
  expect({
    pages: paper.pages,
    number: paper.text.includes("Raderingsintyg 1"),
    permission: paper.text.includes("Nr 17"),
    fingerprint: paper.text.includes(fingerprint),
    signature: paper.text.replaceAll(/\s/g, "").includes(signature),
    pseudonym: `${paper.text}${saved}`.includes("Granat"),
    address: /https?:|localhost/.test(paper.text),
  }).toEqual({
    pages: 1,
    number: true,
    permission: true,
    fingerprint: true,
    signature: true,
    pseudonym: false,
    address: false,
  });

  await page.getByRole("combobox", { name: "Samtycke" }).click();
  await page.getByRole("option", { name: "Samtycke nr 17" }).click();
  await desk.application().answerDialog([path("alla.json")]);
  await page.getByRole("button", { name: "Spara 2 intyg" }).click();
  await page.getByRole("menuitem", { name: "Spara som en fil (JSON) …" }).click();
  await expect(page.getByText("Sparat.")).toBeVisible();
  expect(check(desk.folder, "alla.json")).toEqual({
    status: 0,
    output: expect.stringContaining("All 2 certificates hold."),
  });
  await desk.application().answerDialog([path("alla.pdf")]);
  await page.getByRole("button", { name: "Spara 2 intyg" }).click();
  await page.getByRole("menuitem", { name: "Spara som PDF …" }).click();
  await expect.poll(() => readFile(path("alla.pdf")).catch(() => null)).not.toBeNull();
  expect(textOfPdf(await readFile(path("alla.pdf"))).pages).toBe(2);
});

/** Runs the verifier that was saved. */
function check(folder: string, file: string) {
  const args = ["verify-certificate.mjs", file, "--language", "en"];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return { status, output: stdout };
}

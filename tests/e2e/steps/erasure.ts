/** What is erased: on the disk, and in the certificates. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { SavedCertificate } from "../../support/verifyCertificate.ts";
import type { Desk } from "./desk.ts";

/** Names of the files of sound in all vaults: a `.blob` and a `.shred` each, also of one that is being made. */
export async function soundFiles(home: string): Promise<string[]> {
  const paths = await readdir(join(home, "vaults"), { recursive: true });
  return paths.filter((path) => /\.(blob|shred|part)/.test(path)).sort();
}

/**
 * Opens the newest certificate whose line says something, sees that it is valid, saves it to a file and reads that.
 *
 * Leaves one on the screen of erasures.
 */
export async function saveCertificate(desk: Desk, line: RegExp): Promise<SavedCertificate> {
  const page = desk.page();
  await page.getByRole("button", { name: "Radering och händelser" }).click();
  await page
    .getByRole("listitem")
    .filter({ hasText: line })
    .first()
    .getByRole("button", { name: /^Intyg \d+$/ })
    .click();
  const dialog = page.getByRole("dialog", { name: /^Raderingsintyg \d+$/ });
  await expect(dialog.getByText("Intyget är äkta och oförändrat")).toBeVisible();
  const path = join(desk.folder, "raderingsintyg.json");
  await desk.application().answerDialog([path]);
  await dialog.getByRole("button", { name: "Spara intyget …" }).click();
  await expect(dialog.getByText("Sparat.")).toBeVisible();
  const saved: SavedCertificate = JSON.parse(await readFile(path, "utf8"));
  await dialog.getByRole("button", { name: "Stäng" }).last().click();
  return saved;
}

/** A newcomer with nothing of their own: the example, and the paper with the recovery code. */
import { expect, test } from "./steps/desk.ts";
import { rewriteCurrentRow, transport, untilReady, untilSaved, writeNote } from "./steps/review.ts";
import { createVault, keyDerivation, lock, unlock } from "./steps/vault.ts";

test("a newcomer listens, corrects and notes one press after the vault is made; the paper opens it", async ({
  desk,
}) => {
  const page = desk.page();
  const recoveryCode = await createVault(page);
  await page.getByRole("button", { name: "Lyssna på ett exempel" }).click();
  await untilReady(page);
  await page.keyboard.press("Space");
  await expect(transport(page)).toContainText(/0:0[1-9],\d/);
  await page.keyboard.press("Space");
  await writeNote(page, "Vad fint hon väntar.");
  await rewriteCurrentRow(page, "Så här brukar jag börja.");
  await untilSaved(page);

  await lock(page);
  await page.getByRole("button", { name: "Glömt lösenfrasen?" }).click();
  const field = page.getByRole("textbox", { name: "Återställningskod" });
  const mistyped = recoveryCode.replace(/^./, (first) => (first === "A" ? "B" : "A"));
  await field.fill(mistyped);
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.getByRole("alert")).toContainText("Något i återställningskoden blev fel.");
  await field.fill(recoveryCode.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.getByRole("article")).toHaveCount(1, keyDerivation);

  await lock(page);
  await unlock(page);
  await expect(page.getByRole("article")).toContainText("Exempel med påhittade röster");
});

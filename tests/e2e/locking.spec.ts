/** Locked means locked (SECURITY.md §6, 15), by key, by idle time and by the computer; and one vault is open once (30). */
import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { launchApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
import { isAlive, rendererPid } from "../support/processes.ts";
import { ask } from "./steps/ask.ts";
import {
  derivation,
  exampleConsent,
  exampleMandate,
  quickConversation,
  quickPassphrase,
  quickVault,
} from "./steps/quickVault.ts";

test.use({ actionTimeout: 15_000 });

test("the key ends the vault process within a second and leaves nothing on the page", async ({
  application,
  page,
  browser,
}) => {
  const conversationId = await openReview(page, application);
  const { token } = await ask(page, "audio.open", { conversationId });
  expect(await statusOf(page, `media/${token}`)).toBe(206);
  const vaultBefore = await application.vaultPid();
  const rendererBefore = await rendererPid(browser, page);

  await page.keyboard.press("ControlOrMeta+l");
  await expect.poll(() => isAlive(vaultBefore), { intervals: [20], timeout: 1_000 }).toBe(false);
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();

  expect(await application.vaultPid()).not.toBe(vaultBefore);
  expect(await rendererPid(browser, page)).not.toBe(rendererBefore);
  await expect.poll(() => isAlive(rendererBefore)).toBe(false);
  expect(await statusOf(page, `media/${token}`)).toBe(404);
  expect(await ask(page, "vault.session", {})).toBeNull();
  const left = await page.content();
  expect(left).toContain("Provvalv");
  for (const word of ["Tallen", "mycket på en gång", "Lär av tystnaden"]) expect(left).not.toContain(word);

  // Going back does not bring the old page back either.
  await page.goBack().catch(() => null);
  expect(await page.content()).not.toContain("Tallen");
});

for (const event of ["lock-screen", "suspend"]) {
  test(`the vault is locked when the computer says ${event}`, async ({ application, page }) => {
    await quickVault(page);
    const before = await application.vaultPid();
    await application.emitPower(event);
    await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();
    expect(isAlive(before)).toBe(false);
  });
}

test("the vault is locked when nobody has been there for the set time, and not before", async ({
  application,
  page,
}) => {
  await quickVault(page);
  await ask(page, "settings.update", { idleLockMinutes: 2 });
  await page.clock.install();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible();
  // The settings are read by then: the timer runs.
  await expect(page.locator("html")).toHaveAttribute("lang", "sv");
  const before = await application.vaultPid();

  await page.clock.runFor(100_000);
  await page.keyboard.press("Shift");
  await page.clock.runFor(100_000);
  await expect(page.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible();
  expect(isAlive(before)).toBe(true);

  await page.clock.runFor(30_000);
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();
  expect(isAlive(before)).toBe(false);
});

test("what was being typed when the vault was locked is there afterwards", async ({ application, page }) => {
  await openReview(page, application);
  const transcript = page.getByRole("region", { name: "Transkription" });
  await transcript.getByText("Det har varit mycket på en gång.", { exact: true }).dblclick();
  await page.keyboard.press("End");
  await page.keyboard.type(" Verkligen.");
  await page.keyboard.press("ControlOrMeta+l");
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Tallen" }).first().click(derivation);
  await expect(
    transcript.getByText("Det har varit mycket på en gång. Verkligen.", { exact: true }),
  ).toBeVisible();
});

test("a second start on the same folder ends at once and leaves the first as it was", async ({
  application,
  page,
}) => {
  await quickVault(page);
  await expect(launchApplication({ home: application.home })).rejects.toThrow();
  await expect(page.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible();
  expect(await ask(page, "vault.session", {})).toMatchObject({ name: "Provvalv" });
});

test("a vault that is open elsewhere says so, and opens once it is locked there", async ({
  application,
  page,
  context,
}) => {
  await quickVault(page);
  const home = await mkdtemp(join(tmpdir(), "lyhord-second-"));
  // Two users of one computer, or two programs: another folder, the same vaults.
  await symlink(join(application.home, "vaults"), join(home, "vaults"), "junction");
  const second = await launchApplication({ home });
  const door = await second.openPage(context);

  await unlock(door);
  await expect(door.getByText("Valvet är redan öppet.")).toBeVisible(derivation);
  expect(await ask(page, "vault.session", {})).toMatchObject({ name: "Provvalv" });

  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();
  await unlock(door);
  await expect(door.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible(derivation);
  await second.close();
  await rm(home, { recursive: true, force: true });
});

async function unlock(page: Page): Promise<void> {
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.getByRole("button", { name: "Lås upp", exact: true }).click();
}

/** A client conversation with everything in it, open in the review. */
async function openReview(page: Page, application: Parameters<typeof quickConversation>[0]) {
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id } = await ask(page, "consent.create", exampleConsent());
  const conversationId = await quickConversation(application, page, {
    permission: { kind: "client", consentId: id },
    sound: "speech.ogg",
    transcript: "talk.vtt",
    note: "Lär av tystnaden.",
  });
  await page.getByRole("button", { name: "Tallen" }).first().click();
  await expect(page.getByText("Det har varit mycket på en gång.", { exact: true })).toBeVisible();
  await expect(page.getByRole("slider", { name: "Ljudet" })).toBeVisible();
  return conversationId;
}

function statusOf(page: Page, address: string): Promise<number> {
  return page.evaluate(async (relative) => {
    const response = await fetch(relative, { headers: { Range: "bytes=0-9" } });
    await response.arrayBuffer();
    return response.status;
  }, address);
}

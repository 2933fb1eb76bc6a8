/** The vault check, the help, the warning about the folder, a draft across a lock, and what a lock leaves in the page. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { launchApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
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

test("a person checks the vault, is told what was found, and has it put right", async ({
  application,
  page,
}) => {
  await quickVault(page);
  await page.getByRole("button", { name: "Inställningar", exact: true }).click();
  await page.getByRole("button", { name: "Till kontrollen", exact: true }).click();
  await page.getByRole("button", { name: "Kontrollera nu", exact: true }).click();
  await expect(page.getByText("Allt är i sin ordning")).toBeVisible();

  const vaults = join(application.home, "vaults");
  const [vault = ""] = await readdir(vaults);
  await writeFile(join(vaults, vault, "schedule.json.tmp"), "halv");
  await page.getByRole("button", { name: "Kontrollera igen", exact: true }).click();
  const finding = page.getByRole("region", { name: "Rester av avbrutet arbete" });
  await finding.getByRole("button", { name: "Städa bort resterna", exact: true }).click();
  await expect(finding.getByText("Gjort")).toBeVisible();
  expect(await readdir(join(vaults, vault))).not.toContain("schedule.json.tmp");
});

test("the help is there before and after the door", async ({ page }) => {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.keyboard.press("F1");
  const dialog = page.getByRole("dialog", { name: "Hjälp" });
  await expect(dialog.getByRole("region", { name: "Det här kan ingen lova" })).toBeVisible();
  await page.keyboard.press("Escape");
  await quickVault(page);
  await page.keyboard.press("F1");
  await expect(page.getByRole("heading", { name: "Hjälp", level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "Byta dator", exact: true }).click();
  await expect(page.getByRole("region", { name: "Byta dator" })).toBeInViewport();
});

test("what was typed for a new conversation is there after a lock, until it is thrown away", async ({
  page,
}) => {
  await quickVault(page);
  await page.getByRole("button", { name: "Nytt samtal", exact: true }).first().click();
  await page.getByText("Publicerad film eller ljud", { exact: true }).click();
  await page.getByLabel("Titel", { exact: true }).fill("Ett samtal på film");
  await page.keyboard.press("ControlOrMeta+l");
  await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Nytt samtal", exact: true }).first().click(derivation);
  await expect(page.getByLabel("Titel", { exact: true })).toHaveValue("Ett samtal på film");
  await page.getByRole("button", { name: "Börja om", exact: true }).click();
  await expect(page.getByText("Det du hade börjat skriva finns kvar.")).toBeHidden();
  expect(await ask(page, "draft.read", { of: "conversation" })).toBeNull();
});

test("after locking, nothing readable is left in the page's memory", async ({ application, page }) => {
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id } = await ask(page, "consent.create", exampleConsent({ pseudonym: "Kvittenbusken" }));
  await quickConversation(application, page, {
    permission: { kind: "client", consentId: id },
    sound: "speech.ogg",
    transcript: "talk.vtt",
    note: "Lär av tystnaden.",
  });
  await page.getByRole("button", { name: "Kvittenbusken" }).first().click();
  await expect(page.getByText("Det har varit mycket på en gång.", { exact: true })).toBeVisible();
  // Words that stand in none of the application's own texts.
  const words = ["Kvittenbusken", "Fast i går gick jag ut", "Lär av tystnaden"];
  expect(await foundInMemory(page, words)).toEqual(words);

  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();
  expect(await foundInMemory(page, [...words, quickPassphrase])).toEqual([]);
  expect(await page.evaluate(leftBehind)).toEqual({
    caches: 0,
    databases: 0,
    stored: 0,
    media: 0,
    addresses: [],
  });
});

test("a folder that a cloud keeps in step is warned of at the door", async ({ context }) => {
  const parent = await mkdtemp(join(tmpdir(), "lyhord-cloud-"));
  await writeFile(join(parent, ".dropbox"), "");
  await mkdir(join(parent, "home"));
  const application = await launchApplication({ home: join(parent, "home") });
  const page = await application.openPage(context);
  await expect(page.getByRole("region", { name: "Mappen ligger i Dropbox" })).toBeVisible();
  await application.close();
  await rm(parent, { recursive: true, force: true });
});

/** Which of the words stand in a heap snapshot of the page, its strings and all. */
async function foundInMemory(page: Page, words: readonly string[]): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const pieces: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => pieces.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  const snapshot = pieces.join("");
  // Strings beyond ASCII stand in the snapshot escaped or as they are.
  return words.filter(
    (word) =>
      snapshot.includes(word) ||
      snapshot.includes(JSON.stringify(word).slice(1, -1)) ||
      snapshot.includes(escaped(word)),
  );
}

function escaped(word: string): string {
  return [...word]
    .map((sign) =>
      sign < "\u007f" ? sign : `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
    )
    .join("");
}

/** Stores of the page and what it plays; runs in the page. */
async function leftBehind() {
  return {
    caches: (await caches.keys()).length,
    databases: (await indexedDB.databases()).length,
    stored: localStorage.length + sessionStorage.length,
    media: document.querySelectorAll("audio, video").length,
    addresses: performance
      .getEntriesByType("resource")
      .map(({ name }) => name)
      .filter((name) => name.startsWith("blob:") || name.includes("media/")),
  };
}

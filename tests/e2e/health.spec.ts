/** Settings of what goes on by itself, the vault check, the help, the warning about the folder, a draft across a lock, and what a lock leaves in the page. */
import { randomUUID } from "node:crypto";
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
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
  localDate,
  quickConversation,
  quickPassphrase,
  quickVault,
} from "./steps/quickVault.ts";
import { untilFocused } from "./steps/tabTo.ts";

test.use({ actionTimeout: 15_000 });

test.describe("on a computer that starts programs at login", () => {
  // An installed Lyhörd, as the stand-in plays it; its entry goes into a folder of this test.
  const program = "/home/kerstin/Lyhörd.AppImage";
  const configuration = join(tmpdir(), `lyhord-login-${process.pid}`);
  const environment = { LYHORD_STAND_IN_PACKAGED: "1", XDG_CONFIG_HOME: configuration, APPIMAGE: program };
  test.use({ startOptions: { forceStandIn: true, environment } });
  test.afterAll(() => rm(configuration, { recursive: true, force: true }));

  test("a person sets what goes on by itself, checks the vault, is told what was found, and has it put right", async ({
    application,
    page,
  }) => {
    await quickVault(page);
    await quickConversation(application, page, {
      permission: {
        kind: "role-play",
        title: "Skorna vid dörren",
        participants: [{ name: "Anna", saidYesOn: localDate(0) }],
      },
      sound: "speech.ogg",
    });
    await page.getByRole("button", { name: "Inställningar", exact: true }).click();
    // A new screen takes the focus to its beginning.
    await expect(page.getByRole("main")).toBeFocused();

    await test.step("how many months the log is kept, by keyboard; what is out of range is not taken", async () => {
      const months = page.getByRole("textbox", { name: "Händelser i loggen" });
      for (const typed of ["36", "6"]) {
        await months.focus();
        await page.keyboard.press("ControlOrMeta+a");
        await page.keyboard.type(typed);
        await page.keyboard.press("Enter");
        await expect(months).toHaveValue("36 månader");
      }
      expect(await ask(page, "settings.read", {})).toMatchObject({ auditMonths: 36 });
    });

    await test.step("the start at login: on, as the desktop's folder says, and off again", async () => {
      const entry = join(configuration, "autostart", "lyhord.desktop");
      const atLogin = page.getByRole("switch", { name: "Radera när jag loggar in på datorn" });
      await expect(atLogin).not.toBeChecked();
      await atLogin.press("Space");
      await expect(page.getByText("På. Datorn sköter det vid nästa inloggning.")).toBeVisible();
      await expect(atLogin).toBeChecked();
      expect(await readFile(entry, "utf8")).toContain(`Exec="${program}" --erase-due`);
      await atLogin.press("Space");
      await expect(page.getByText("Av. Ljud raderas först när du själv startar Lyhörd.")).toBeVisible();
      await expect(readFile(entry)).rejects.toThrow("ENOENT");
    });

    await page.getByRole("button", { name: "Till kontrollen", exact: true }).click();
    await page.getByRole("button", { name: "Kontrollera nu", exact: true }).click();
    await expect(page.getByText("Allt är i sin ordning")).toBeVisible();

    const [vault = ""] = await readdir(join(application.home, "vaults"));
    const at = (...names: string[]) => join(application.home, "vaults", vault, ...names);
    const schedule = await readFile(at("schedule.json"), "utf8");
    const sounds = await readdir(at("media"));
    expect(sounds).toHaveLength(2);
    const stray = `${randomUUID()}.blob`;
    await writeFile(at("schedule.json.tmp"), "halv", { mode: 0o600 });
    await writeFile(at("media", stray), "ljud", { mode: 0o600 });
    await rm(at("schedule.json"));
    await appendFile(at("vault.json"), " ");
    await appendFile(at("audit.json"), " ");
    await chmod(at("vault-1.db"), 0o644);
    await page.getByRole("button", { name: "Kontrollera igen", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Kontrollen hittade 6 saker" })).toBeVisible();

    await test.step("each thing is put right by its button", async () => {
      await putRight(page, "Filen som beskriver valvets lås har ändrats", "Skriv om filen");
      await putRight(page, "Kopian av loggens slut saknas eller är ändrad", "Spara en ny kopia");
      await putRight(page, "En lista som gäller medan valvet är låst stämmer inte", "Skriv om listorna");
      expect(await readFile(at("schedule.json"), "utf8")).toBe(schedule);
      await putRight(page, "Andra användare av datorn kan läsa filerna", "Stäng för andra");
      expect((await stat(at("vault-1.db"))).mode & 0o077).toBe(0);
      await putRight(page, "Rester av avbrutet arbete", "Städa bort resterna");
      expect(await readdir(at())).not.toContain("schedule.json.tmp");
    });

    await test.step("files of sound that nobody knows go once it is said again; the others stay", async () => {
      const finding = page.getByRole("region", { name: "Ljudfiler som inte hör till något samtal" });
      await finding.getByRole("button", { name: "Ta bort filerna" }).press("Enter");
      const dialog = page.getByRole("dialog", { name: "Ta bort filerna" });
      await untilFocused(dialog);
      expect(await readdir(at("media"))).toContain(stray);
      await dialog.getByRole("button", { name: "Ta bort filerna" }).press("Enter");
      await expect(finding.getByText("Gjort")).toBeVisible();
      expect((await readdir(at("media"))).sort()).toEqual(sounds.sort());
    });

    await page.getByRole("button", { name: "Kontrollera igen", exact: true }).click();
    await expect(page.getByText("Allt är i sin ordning")).toBeVisible();

    // The header that was written anew opens the vault.
    await page.keyboard.press("ControlOrMeta+l");
    await page.getByLabel("Lösenfras", { exact: true }).fill(quickPassphrase);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Radering och händelser", exact: true }).click(derivation);
    await page.getByRole("tab", { name: "Händelselogg" }).click();
    const settled = "Du bestämde att händelser sparas i 36 månader efter raderingen.";
    await expect(page.getByRole("region", { name: "Händelselogg" }).getByText(settled)).toHaveCount(1);
  });
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

/** Presses the one button of a finding, by keyboard, and is told that it is done. */
async function putRight(page: Page, found: string, deed: string): Promise<void> {
  const finding = page.getByRole("region", { name: found });
  await finding.getByRole("button", { name: deed, exact: true }).press("Enter");
  await expect(finding.getByText("Gjort")).toBeVisible();
}

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

/** To the client and to the archive: what leaves Lyhörd opens without it, and what must not go along does not. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "@playwright/test";
import { unzipSync } from "fflate";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { LaunchedApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
import { decryptClientCopy } from "../support/clientCopyDecryptor.ts";
import { ask } from "./steps/ask.ts";
import { loudness } from "./steps/loudness.ts";
import { exampleConsent, exampleMandate, quickConversation, quickVault } from "./steps/quickVault.ts";
import { openConversation, openLibrary } from "./steps/review.ts";

const note = "Min egen fundering om tempot.";
const passphrase = "fyra små gröna äpplen";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-copy-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a copy opens offline under the client's passphrase, without the voice of the third", async ({
  application,
  page,
  browser,
}) => {
  const target = join(folder, "kopia.html");
  const conversationId = await conversationOfThree(application, page);

  await openForClient(page);
  await page.getByRole("button", { name: /^Lyssna tillsammans/ }).click();
  const together = page.getByRole("dialog", { name: "Lyssna tillsammans" });
  await expect(together.getByRole("heading", { name: /^Vårt samtal / })).toBeVisible();
  await expect(together.getByRole("button", { name: "Spela", exact: true })).toBeVisible();
  await expect(together.getByText("Det har varit mycket på en gång.")).toBeVisible();
  await expect(together.getByText(note)).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(together).toBeHidden();

  await openForClient(page);
  await page.getByRole("button", { name: /^En kopia/ }).click();
  const dialog = page.getByRole("dialog", { name: "En kopia till klienten" });
  await expect(dialog.getByRole("checkbox", { name: "Ljudet" })).toBeChecked();
  await expect(dialog.getByText("Ett ställe där någon annan talar tystas", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("checkbox", { name: new RegExp(note) })).not.toBeChecked();
  await dialog.getByRole("textbox", { name: "Klientens lösenfras" }).fill(passphrase);
  await dialog.getByRole("textbox", { name: "Lösenfrasen en gång till" }).fill(passphrase);
  await application.answerDialog([target]);
  await dialog.getByRole("button", { name: "Spara filen …" }).click();
  await expect(dialog.getByText("Kopian är klar")).toBeVisible({ timeout: 60_000 });
  await dialog.getByRole("button", { name: "Stäng" }).last().click();

  const atHome = await browser.newContext({ offline: true });
  const copy = await atHome.newPage();
  const asked: string[] = [];
  copy.on("request", (request) => asked.push(new URL(request.url()).protocol));
  await copy.goto(pathToFileURL(target).href);
  await copy.getByLabel("Lösenfras").fill("fyra små gröna päron");
  await copy.getByRole("button", { name: "Öppna" }).click();
  await expect(copy.getByText("Lösenfrasen stämmer inte.", { exact: false })).toBeVisible();
  await expect(copy.getByText("Det har varit mycket på en gång.")).toHaveCount(0);
  await copy.getByLabel("Lösenfras").fill(passphrase);
  await copy.getByRole("button", { name: "Öppna" }).click();
  await expect(copy.getByText("Det har varit mycket på en gång.")).toBeVisible();
  await expect(copy.getByText("(utelämnat)")).toHaveCount(1);
  await expect(copy.getByText(note)).toHaveCount(0);
  await expect(copy.getByRole("region", { name: "Ditt samtycke" })).toContainText("17");
  await copy.getByRole("button", { name: "0:04" }).click();
  const player = copy.getByLabel("Ljudet").locator("audio");
  await expect
    .poll(() => player.evaluate((audio: HTMLAudioElement) => audio.error === null && audio.currentTime > 4.7))
    .toBe(true);
  expect(asked.filter((protocol) => protocol !== "file:" && protocol !== "blob:")).toEqual([]);
  await atHome.close();

  const { sound } = await decryptClientCopy(await readFile(target, "utf8"), passphrase);
  const before = await loudness(page, sound, 1.9, 3.1);
  const muted = await loudness(page, sound, 3.34, 4.56);
  const after = await loudness(page, sound, 4.7, 6.2);
  expect({ muted: muted < 0.0005, before: before > 0.01, after: after > 0.01 }).toEqual({
    muted: true,
    before: true,
    after: true,
  });
  expect(await ask(page, "copies.list", { conversationId })).toMatchObject([
    { kind: "for-client", form: "file", contents: ["sound", "transcript", "permission", "access"] },
  ]);
});

test("under a hold the text goes into no file of one's own; what is handed over is whole outside before it is erased here", async ({
  application,
  page,
}) => {
  const target = join(folder, "samtal.zip");
  const conversationId = await conversationOfThree(application, page);
  await ask(page, "version.save", { conversationId, name: "Som den var" });
  await ask(page, "hold.set", { conversationId, reason: "document-request", days: 10 });

  await openConversation(page, "Tallen");
  const text = page.getByRole("region", { name: "Transkription" });
  await expect(text.getByText("inte att ändra, exportera eller skriva ut", { exact: false })).toBeVisible();
  await text.getByRole("button", { name: "Hela texten" }).click();
  for (const name of ["Exportera texten …", "Skriv ut texten …"])
    await expect(page.getByRole("menuitem", { name })).toBeDisabled();
  await page.keyboard.press("Escape");
  await text.getByRole("button", { name: "Lämna över till arkiv …" }).click();
  const dialog = page.getByRole("dialog", { name: "Lämna över till arkiv" });
  await expect(dialog.getByText("inte krypterat av Lyhörd", { exact: false })).toBeVisible();
  await expect(
    dialog.getByText("En tidigare version av texten följer inte med", { exact: false }),
  ).toBeVisible();
  await dialog.getByRole("textbox", { name: "Vem tar emot?" }).fill("Kommunarkivet");
  await application.answerDialog([target]);
  await dialog.getByRole("button", { name: "Spara exemplaret …" }).click();
  const receipt = dialog.getByRole("region", { name: "Kvittens 1" });
  await expect(receipt.getByText("Kvittensen är äkta och oförändrad")).toBeVisible({ timeout: 30_000 });
  const zip = await readFile(target);
  await expect(receipt).toContainText(createHash("sha256").update(zip).digest("hex"));
  expect(Object.keys(unzipSync(new Uint8Array(zip)))).toContain("sound.wav");

  await expect(
    dialog.getByText("Också en tidigare version av texten raderas.", { exact: false }),
  ).toContainText("Raderingsstoppet gäller också det.");
  await expect(dialog.getByRole("button", { name: "Radera samtalet här" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Skriv Tallen för att bekräfta" }).fill("tallen");
  await dialog.getByRole("button", { name: "Radera samtalet här" }).click();
  await expect(dialog.getByText("Samtalet är raderat här.", { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "Stäng" }).last().click();
  await openLibrary(page);
  await page.getByRole("button", { name: "Radering och händelser" }).click();
  await page.getByRole("button", { name: "Intyg 1", exact: true }).click();
  const certificate = page.getByRole("dialog", { name: "Raderingsintyg 1" });
  await expect(
    certificate.getByText("Samtalet var överlämnat till ett arkiv, enligt den som raderade det."),
  ).toBeVisible();
  await expect(certificate.getByText("till arkiv, som fil", { exact: false })).toBeVisible();
});

/** A client's conversation in whose second row a companion speaks; a note is about the adviser's own work. */
async function conversationOfThree(application: LaunchedApplication, page: Page): Promise<ConversationId> {
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const others = [{ role: "companion" as const, informed: true, saidYes: true }];
  const consent = await ask(page, "consent.create", exampleConsent({ others }));
  const conversationId = await quickConversation(application, page, {
    permission: { kind: "client", consentId: consent.id },
    sound: "speech.wav",
    transcript: "talk.vtt",
    note,
  });
  const { version, segments } = await ask(page, "transcript.read", { conversationId });
  const [, second] = segments;
  if (second === undefined) throw new Error("the transcript has no second row");
  await ask(page, "transcript.apply", {
    conversationId,
    baseVersion: version,
    edits: [{ kind: "set-speaker", segmentId: second.id, before: second.speaker, after: "other" }],
  });
  return conversationId;
}

async function openForClient(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Mer om Tallen" }).click();
  await page.getByRole("menuitem", { name: "Till klienten …" }).click();
}

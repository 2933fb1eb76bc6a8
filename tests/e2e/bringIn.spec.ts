/** A folder as a dictaphone leaves it: what is good comes in, each with its permission; the rest says why it does not. */
import { copyFile, mkdir, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { dayFromToday } from "./steps/newConversation.ts";
import { exampleConsent, exampleMandate, localDate, offer } from "./steps/quickVault.ts";
import { quickVault } from "./steps/vault.ts";

/** Twelve files, newest first: name, what is in it, and when the device says it was made. */
const card: readonly (readonly [name: string, content: string, at: Date])[] = [
  ["VOICE/FOLDER_A/260301_001.wav", "<speech.wav>", daysAgo(1)],
  ["samtal på gång 🎧.m4a", "<speech.m4a>", daysAgo(2)],
  ["Kopia av 001.wav", "<speech.wav>", daysAgo(3)],
  ["VOICE/utan ändelse", "<speech.ogg>", daysAgo(4)],
  ["redan hämtad.webm", "<speech.webm>", daysAgo(5)],
  ["tom.wav", "", daysAgo(6)],
  ["brus.mp3", "<not-audio.mp3>", daysAgo(7)],
  ["kapad.m4a", "<truncated.m4a>", daysAgo(8)],
  ["melodi.mid", "MThd\0\0\0\u0006", daysAgo(9)],
  ["intervju.flac", "<speech.flac>", daysAgo(10)],
  ["VOICE/FOLDER_B/0001.MP3", "<beeps-vbr-noxing.mp3>", new Date(2008, 0, 1, 0, 3)],
  ["anteckningar.pdf", "%PDF-1.7", daysAgo(1)],
];

test("a folder of twelve mixed files: each comes in with its permission, or says why not", async ({
  desk,
}) => {
  test.slow();
  const page = desk.page();
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id: consentId } = await ask(page, "consent.create", exampleConsent({ givenOn: localDate(-30) }));
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "client", consentId },
    occasion: "",
    heldOn: localDate(0),
  });
  const sourceId = await offer(desk.application(), page, "audio", "speech.webm");
  await ask(page, "audio.import", { conversationId, sourceId, durationMs: null });
  const folder = join(desk.folder, "ICD-PX370");
  await fillCard(folder);

  await page.getByRole("button", { name: "Hämta från diktafon" }).click();
  await desk.application().answerDialog([folder]);
  await page.getByRole("button", { name: /^Välj en mapp …/ }).click();

  const list = page.getByRole("list", { name: "Ljud att välja bland" });
  await expect(list.getByRole("listitem")).toHaveCount(11);
  await expect(page.getByText("1 fil som inte är ljud visas inte.")).toBeVisible();
  for (const [name, sentence] of [
    ["redan hämtad.webm", "Finns redan: Tallen"],
    ["tom.wav", "Filen är tom."],
    ["brus.mp3", "Filen är inte en ljudfil."],
    ["kapad.m4a", "Filens innehållsförteckning saknas"],
    ["melodi.mid", "Lyhörd kan inte läsa den sortens ljudfil."],
    ["0001.MP3", "Klockan gick nog fel"],
    ["utan ändelse", "Ogg"],
  ] as const) {
    await expect(list.getByRole("listitem").filter({ hasText: name }), name).toContainText(sentence);
  }
  // Lengths come one after another, the newest first; that of an MP3 is an estimate.
  const patience = { timeout: 60_000 };
  for (const [name, length] of [
    ["260301_001.wav", "· 8 s ·"],
    ["0001.MP3", "· ca "],
  ] as const) {
    await expect(list.getByRole("listitem").filter({ hasText: name })).toContainText(length, patience);
  }
  await expect(list.getByRole("checkbox")).toHaveCount(6);

  // By keyboard: the first three in a row, and the last.
  await page.getByRole("checkbox", { name: "260301_001.wav" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+Space");
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await expect(page.getByText("4 valda")).toBeVisible();
  await page.getByRole("button", { name: "Gå vidare med de valda" }).click();

  // The first with a permission that is there; what is missing is shown before it goes on.
  await page.getByRole("button", { name: "Hämta in 4 samtal" }).click();
  await expect(page.getByRole("combobox", { name: "Vad är det för samtal?" })).toBeFocused();
  await choose(page, "Vad är det för samtal?", "Samtal med klient");
  await choose(page, "Vilket samtycke vilar samtalet på?", /^Tallen · nr 17/);
  await page.getByRole("textbox", { name: "Tillfälle" }).fill("andra samtalet");
  await page.getByRole("checkbox", { name: /^Ja, det var / }).check();
  await page.getByRole("button", { name: "Klart, nästa fil" }).click();

  // The second as the first, on another day.
  await page.getByRole("button", { name: "Samma som den förra" }).click();
  await pickDate(page, dayFromToday(-6));
  await page.getByRole("button", { name: "Klart, nästa fil" }).click();

  // The third is the same sound as the first; nobody knows that yet.
  await page.getByRole("button", { name: "Samma som den förra" }).click();
  await page.getByRole("checkbox", { name: /^Ja, det var / }).check();
  await page.getByRole("button", { name: "Klart, nästa fil" }).click();

  // The fourth is a role play, recorded by a clock that was never set: the day is asked for.
  await choose(page, "Vad är det för samtal?", "Rollspel");
  await page.getByRole("button", { name: "Fyll i …" }).click();
  await page.getByRole("textbox", { name: "Vad kallar ni rollspelet?" }).fill("Skorna vid dörren");
  await page.getByRole("textbox", { name: "Person 1" }).fill("Kollega ett");
  await page.getByRole("checkbox", { name: "Person 1 har sagt ja" }).check();
  await page.getByRole("button", { name: "Gå vidare" }).click();
  await expect(page.getByRole("textbox", { name: "När spelades det in?" })).toHaveValue("");
  await page.getByRole("button", { name: "Hämta in 4 samtal" }).click();
  await expect(page.getByText("Fyll i ett datum.")).toBeVisible();
  await pickDate(page, dayFromToday(-5));
  await page.getByRole("button", { name: "Hämta in 4 samtal" }).click();

  await expect(page.getByText("3 samtal är hämtade")).toBeVisible();
  const imports = page.getByRole("list", { name: "Filer som hämtas in" });
  const row = (name: string) => imports.getByRole("listitem").filter({ hasText: name });
  for (const name of ["260301_001.wav", "samtal på gång 🎧.m4a", "0001.MP3"]) {
    await expect(row(name), name).toContainText("I valvet");
  }
  await expect(row("Kopia av 001.wav")).toContainText("Precis det här ljudet finns redan i valvet");
  await expect(page.getByText("1 fil kom inte med. Den ligger orörd kvar där den låg.")).toBeVisible();
  const conversations = await ask(page, "conversation.list", {});
  expect(conversations.map(({ title, occasion, heldOn }) => [title, occasion, heldOn]).sort()).toEqual([
    ["Skorna vid dörren", "", dayFromToday(-5)],
    ["Tallen", "", dayFromToday(-6)],
    ["Tallen", "", localDate(0)],
    ["Tallen", "andra samtalet", localDate(-1)],
  ]);

  // What came in is known when one looks again; nothing on the card was touched.
  await page.getByRole("button", { name: "Hämta fler härifrån" }).click();
  await expect(list.getByRole("listitem").filter({ hasText: "Finns redan" })).toHaveCount(5);
  await expect(list.getByRole("checkbox")).toHaveCount(2);
});

test("several files that are dropped are asked about together", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  const paths = ["speech.ogg", "talk.txt", "speech.m4a"].map(fixturePath);
  await desk.application().dropFiles(page, "role=main", paths);
  await expect(page.getByRole("heading", { name: "3 filer som du släppte" })).toBeVisible();
  const list = page.getByRole("list", { name: "Ljud att välja bland" });
  await expect(list.getByRole("checkbox")).toHaveCount(2);
  await expect(list.getByRole("listitem").filter({ hasText: "talk.txt" })).toContainText(
    "Filen är inte en ljudfil.",
  );
});

async function fillCard(folder: string): Promise<void> {
  for (const [name, content, at] of card) {
    const target = join(folder, ...name.split("/"));
    await mkdir(dirname(target), { recursive: true });
    const fixture = /^<(.+)>$/.exec(content)?.[1];
    await (fixture === undefined ? writeFile(target, content) : copyFile(fixturePath(fixture), target));
    await utimes(target, at, at);
  }
}

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

async function pickDate(page: Page, date: string): Promise<void> {
  const field = page.getByRole("textbox", { name: "När spelades det in?" });
  await field.fill(date);
  await field.press("Enter");
  await field.press("Escape");
}

/** At noon, so that no time zone makes another day of it. */
function daysAgo(days: number): Date {
  const date = new Date();
  date.setDate(date.getDate() - days);
  date.setHours(12, days, 0, 0);
  return date;
}

/** What a permission decides: nothing without it, everything gone when it is taken back, a hold in between. */
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { saveCertificate, soundFiles } from "./steps/erasure.ts";
import { beginConversation, fillMandate } from "./steps/newConversation.ts";
import { openConversation, openLibrary, transport, untilReady, waveform } from "./steps/review.ts";
import { keepConsent, keepConversation, keepMandate } from "./steps/stock.ts";
import { lock, quickVault, unlock } from "./steps/vault.ts";

test("one person's no is enough: nothing can be recorded, and a number is noticed", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /Samtal med klient/);
  await fillMandate(page);

  const pseudonym = page.getByRole("textbox", { name: "Pseudonym" });
  await pseudonym.fill("811218-9876");
  await pseudonym.press("Tab");
  await expect(page.getByText("Det här ser ut som ett personnummer.", { exact: false })).toBeVisible();
  await pseudonym.fill("Lövsångaren");
  await expect(page.getByText("Det här ser ut som ett personnummer.", { exact: false })).toBeHidden();

  const keep = page.getByRole("button", { name: "Spara samtycket och gå vidare" });
  await expect(keep).toBeEnabled();
  await page.getByRole("button", { name: "Lägg till någon som hörs" }).click();
  const answer = page.getByRole("radiogroup", { name: /^Svar: / });
  await answer.getByText("Nej", { exact: true }).click();
  await expect(
    page.getByText("Någon av dem som hörs vill inte vara med, och det räcker.", { exact: false }),
  ).toBeVisible();
  await expect(keep).toBeDisabled();
  await answer.getByText("Ja", { exact: true }).click();
  await expect(keep).toBeEnabled();
});

test("spoken permission is asked for first, kept in words, and silent in what the client gets", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  await beginConversation(page, /Samtal med klient/);

  await page.getByRole("textbox", { name: "Pseudonym" }).fill("Lövsångaren");
  await page
    .getByRole("textbox", { name: "Vad ska inspelningen användas till?" })
    .fill("Att lära av samtalet");
  await page.getByRole("textbox", { name: "Vilka får höra?" }).fill("Rådgivaren och lärgruppen");
  await page.getByRole("radio", { name: /^Muntligt/ }).check();
  const onTape = page.getByRole("region", { name: /^På inspelningen: läs upp det här/ });
  await expect(onTape).toContainText("Inspelningen ska användas så här: Att lära av samtalet.");
  await page.getByRole("textbox", { name: "Vem frågade?" }).fill("Anna Berg");
  const answer = page.getByRole("radiogroup", { name: "Vad blev svaret?" });
  await answer.getByRole("radio", { name: "Nej" }).check();
  const keep = page.getByRole("button", { name: "Spara samtycket och gå vidare" });
  await expect(page.getByText("Personen har sagt nej, och det räcker.", { exact: false })).toBeVisible();
  await expect(keep).toBeDisabled();
  await answer.getByRole("radio", { name: "Ja" }).check();
  await page.getByRole("textbox", { name: "Var är det antecknat?" }).fill("Dnr 2026-0881");
  await page
    .getByRole("radiogroup", { name: "Hör samtalet till en pågående utredning?" })
    .getByRole("radio", { name: "Nej" })
    .check();
  await keep.click();
  await page.getByRole("button", { name: "Fortsätt utan papper" }).click();
  await expect(page.getByRole("textbox", { name: "Tillfälle" })).toBeVisible();
  const [consent] = await ask(page, "consent.list", {});
  if (consent === undefined) throw new Error("nothing was kept");
  expect(consent.spoken).toMatchObject({
    askedBy: "Anna Berg",
    answer: "yes",
    wording: {
      version: "sv-spoken-2",
      readAloud: expect.stringContaining("De som får höra den är: Rådgivaren och lärgruppen."),
    },
  });

  await page.getByRole("button", { name: "Avbryt" }).click();
  const conversationId = await keepConversation(desk, consent, "", fixturePath("speech.wav"));
  await openConversation(page, "Lövsångaren");
  await untilReady(page);
  await page.getByRole("button", { name: "Mer om samtalet" }).click();
  await page.getByRole("menuitem", { name: "Var samtycket upprepas …" }).click();
  const dialog = page.getByRole("dialog", { name: "Här upprepas samtycket" });
  await expect(dialog.getByRole("textbox", { name: "Från" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("0:03,2");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(
    page.getByRole("region", { name: "Transkription" }).getByText("Samtycket").first(),
  ).toBeVisible();
  const { sound } = await ask(page, "clientCopy.offer", { conversationId });
  expect(sound).toMatchObject({ mutesPermission: true });
});

test("a permission that is taken back takes all its conversations with it, and no other", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const consent = await keepConsent(desk, "Tranan");
  const other = await keepConsent(desk, "Enen");
  await keepConversation(desk, consent, "första samtalet", fixturePath("speech.wav"));
  await keepConversation(desk, consent, "andra samtalet", fixturePath("speech.m4a"));
  await keepConversation(desk, other, "första samtalet", fixturePath("speech.ogg"));
  expect(await soundFiles(desk.home)).toHaveLength(6);

  await page.getByRole("button", { name: "Mer om Tranan" }).first().click();
  await page.getByRole("menuitem", { name: "Samtycket tas tillbaka …" }).click();
  const dialog = page.getByRole("dialog", { name: "Ta tillbaka samtycket" });
  const goes = dialog.getByText(/raderas genast och för alltid/);
  await expect(goes).toBeHidden();
  await dialog.getByRole("radio", { name: /^Ja\. Spara det stängt/ }).check();
  await expect(dialog.getByText("De här 2 samtalen stängs")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Ta tillbaka och spara stängt" })).toBeDisabled();
  await expect(goes).toBeHidden();
  await dialog.getByRole("radio", { name: "Nej. Radera allt genast." }).check();
  await expect(goes).toBeVisible();
  await expect(dialog.getByRole("listitem")).toHaveText([/^Tranan · /, /^Tranan · /]);
  const deed = dialog.getByRole("button", { name: "Ta tillbaka och radera 2 samtal" });
  await expect(deed).toBeDisabled();
  const typed = dialog.getByRole("textbox", { name: "Skriv Tranan för att bekräfta" });
  await typed.fill("Enen");
  await expect(deed).toBeDisabled();
  await typed.fill("tranan");
  await deed.click();
  await expect(dialog).toBeHidden();

  const withdrawn = page.getByRole("article", { name: /^Tranan/ });
  await expect(withdrawn).toHaveCount(2);
  for (const row of await withdrawn.all()) await expect(row).toContainText("Samtycket taget tillbaka");
  await expect(page.getByRole("article", { name: /^Enen/ })).not.toContainText("taget tillbaka");
  expect(await soundFiles(desk.home)).toHaveLength(2);
  const left = await ask(page, "conversation.list", {});
  const content = left.map(({ title, sound, segmentCount, noteCount }) => [
    title,
    sound.phase,
    segmentCount,
    noteCount,
  ]);
  expect(content.toSorted()).toEqual([
    ["Enen", "ready", 2, 1],
    ["Tranan", "erased", 0, 0],
    ["Tranan", "erased", 0, 0],
  ]);

  const { text } = await saveCertificate(desk, /Ljudet · samtycket togs tillbaka/);
  expect(JSON.parse(text)).toMatchObject({
    rule: "withdrawal",
    executedBy: "vault-owner",
    category: "sound",
  });
  expect(text).not.toContain("Tranan");
});

test("a hold closes playing and outlasts the date; when it ends, what is overdue goes at once", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const consent = await keepConsent(desk, "Hasseln");
  const held = await keepConversation(desk, consent, "det första", fixturePath("speech.wav"));
  const free = await keepConversation(desk, consent, "det andra", fixturePath("speech.ogg"));
  const days = { transcriptDays: 90, notesDays: null };
  await ask(page, "retention.set", { conversationId: held, soundDays: 2, ...days });

  await openConversation(page, "Hasseln · det första");
  await untilReady(page);
  await page.getByRole("button", { name: "Mer om samtalet" }).click();
  await page.getByRole("menuitem", { name: "Stoppa raderingen …" }).click();
  const dialog = page.getByRole("dialog", { name: "Raderingsstopp" });
  await dialog.getByRole("radio", { name: "Ett klagomål" }).check();
  await dialog.getByRole("button", { name: "Stoppa raderingen" }).click();
  await expect(page.getByText(/^Ljudet kan inte spelas just nu: raderingen är stoppad till /)).toBeVisible();
  await expect(waveform(page)).toBeHidden();
  await expect(transport(page)).toBeHidden();
  await expect(ask(page, "audio.open", { conversationId: held })).rejects.toThrow("conversation.on-hold");

  await page.getByRole("button", { name: "Mer om samtalet" }).click();
  await page.getByRole("menuitem", { name: "Radera …" }).click();
  await expect(page.getByText(/^Ett raderingsstopp gäller till .* Avsluta det först/)).toBeVisible();
  await page.getByRole("button", { name: "Till raderingsstoppet" }).click();
  await expect(dialog.getByRole("radio").first()).toBeFocused();
  await dialog.getByRole("button", { name: "Avbryt" }).click();

  // A long weekend with the vault open: the first sweep afterwards erases what is due, and not what is held.
  await desk.passDays(4);
  await ask(page, "retention.set", { conversationId: free, soundDays: 2, ...days });
  await openLibrary(page);
  await expect(page.getByRole("article", { name: "Hasseln · det andra" })).toContainText("Ljudet raderat");
  await expect(page.getByRole("article", { name: "Hasseln · det första" })).toContainText(
    "Raderingsstopp till",
  );
  expect(await soundFiles(desk.home)).toHaveLength(2);

  await openConversation(page, "Hasseln · det första");
  await page.getByRole("button", { name: "Mer om samtalet" }).click();
  await page.getByRole("menuitem", { name: "Raderingsstoppet …" }).click();
  await expect(dialog.getByText(/^Tiden för ljudet har gått ut\./)).toBeVisible();
  const end = dialog.getByRole("button", { name: "Avsluta stoppet och radera ljudet" });
  await expect(end).toBeDisabled();
  await expect(dialog.getByRole("button", { name: "Avbryt" })).toBeVisible();
  await dialog.getByRole("textbox", { name: "Skriv Hasseln för att bekräfta" }).fill("Hasseln");
  await end.click();
  await expect(page.getByText(/^Ljudet raderades /)).toBeVisible();
  expect(await soundFiles(desk.home)).toEqual([]);
  const { text } = await saveCertificate(desk, /Ljudet · tiden var ute/);
  expect(JSON.parse(text)).toMatchObject({ rule: "clock", executedWhileLocked: false, category: "sound" });
});

test("a hold is renewed from the day it is renewed on, for thirty days at most, and keeps its beginning", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await keepMandate(desk);
  const consent = await keepConsent(desk, "Hasseln");
  const conversationId = await keepConversation(desk, consent, "det första", fixturePath("speech.wav"));
  const days = { soundDays: 2, transcriptDays: 90, notesDays: null };
  await ask(page, "retention.set", { conversationId, ...days });
  const openHold = async () => {
    await page.getByRole("button", { name: "Mer om Hasseln" }).click();
    await page.getByRole("menuitem", { name: "Raderingsstopp …" }).click();
  };
  const holdNow = async () => (await ask(page, "conversation.read", { conversationId })).hold;
  const row = page.getByRole("article", { name: "Hasseln · det första" });

  await openHold();
  const dialog = page.getByRole("dialog", { name: "Raderingsstopp" });
  await dialog.getByRole("radio", { name: "Ett klagomål" }).check();
  await dialog.getByRole("textbox", { name: "Antal dagar" }).fill("10");
  await dialog.getByRole("button", { name: "Stoppa raderingen" }).click();
  await expect(row).toContainText("Raderingsstopp till");
  const first = await holdNow();
  if (first === null) throw new Error("nothing is held");

  await desk.passDays(8);
  await openHold();
  await expect(dialog.getByText(/^Ett raderingsstopp gäller sedan .*, till /)).toBeVisible();
  await expect(dialog.getByRole("radio", { name: "Ett klagomål" })).toBeChecked();
  const renew = dialog.getByRole("button", { name: "Förläng" });
  const howLong = dialog.getByRole("textbox", { name: "Antal dagar" });
  await howLong.fill("31");
  // The days that pass here pass in the vault; the page reads its own clock.
  await expect(dialog.getByText(/^Välj \d+–30 dagar\.$/)).toBeVisible();
  await expect(renew).toBeDisabled();
  await howLong.fill("30");
  await dialog.getByRole("radio", { name: "Någon har begärt ut handlingen" }).check();
  await renew.click();
  await expect(dialog).toBeHidden();
  const renewed = await holdNow();
  expect(renewed).toEqual({ reason: "document-request", since: first.since, until: expect.any(Number) });
  const gainedDays = ((renewed?.until ?? 0) - first.until) / 86_400_000;
  expect(gainedDays).toBeGreaterThan(27.9);
  expect(gainedDays).toBeLessThan(28.1);

  // Past what it was first, and past the day on which the sound was to go.
  await desk.passDays(20);
  await lock(page);
  await unlock(page);
  await expect(row).toContainText("Raderingsstopp till");
  expect(await soundFiles(desk.home)).toHaveLength(2);
  await desk.passDays(11);
  await lock(page);
  await unlock(page);
  await expect(row).toContainText("Ljudet raderat");
  await expect(row).not.toContainText("Raderingsstopp");
  expect(await soundFiles(desk.home)).toEqual([]);
});

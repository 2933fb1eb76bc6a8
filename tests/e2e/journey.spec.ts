/** The whole main job, from an empty computer to a certificate, with an hour of a dictaphone's MP3. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import { longMp3 } from "../support/hourMp3.ts";
import { longTranscript } from "../support/longTranscript.ts";
import { verifyCertificate } from "../support/verifyCertificate.ts";
import { beepHeard, beepInPeaks, beepOnScreen, listenIn } from "./steps/agreement.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { saveCertificate, soundFiles } from "./steps/erasure.ts";
import {
  beginConversation,
  chooseSound,
  fillMandate,
  recordPermission,
  takeIn,
} from "./steps/newConversation.ts";
import {
  importTranscript,
  openConversation,
  openLibrary,
  rewriteCurrentRow,
  rowWith,
  searchFor,
  shownPosition,
  transport,
  untilReady,
  untilSaved,
  waveform,
  writeNote,
} from "./steps/review.ts";
import { createVault, keyDerivation, lock, typePassphrase, unlock } from "./steps/vault.ts";

const mp3 = longMp3(3_600_000);
const lastBeepMs = mp3.beepsMs.at(-1) ?? 0;
/** Sound, waveform and clicked position agree within so many ms. */
const toleranceMs = 50;
const rowCount = Math.round(mp3.durationMs / 3_000);
const closestPxPerMs = 0.25;
const newWords = "Det där vill jag höra mer om, sade rådgivaren stilla.";

test("a conversation goes in, is reviewed, and is erased on schedule", async ({ desk }) => {
  test.setTimeout(600_000);
  const page = desk.page();
  const application = desk.application();
  let conversationId: ConversationId | undefined;
  let pseudonym = "";

  await test.step("a vault is made, and its recovery code typed back", async () => {
    await createVault(page);
  });

  await test.step("the client's permission comes first, on the organisation's mandate", async () => {
    await beginConversation(page, /Samtal med klient/);
    await fillMandate(page);
    pseudonym = await recordPermission(page);
  });

  await test.step("the MP3 is taken in, and plays at once while it is being prepared", async () => {
    await page.getByRole("textbox", { name: "Tillfälle" }).fill("andra samtalet");
    await chooseSound(page, application, await desk.putFile("Möte på måndag å 🎧.mp3", mp3.bytes));
    await page.getByRole("checkbox", { name: "Det som hör till akten är skrivet där" }).check();
    await takeIn(page);
    const [added] = await ask(page, "conversation.list", {});
    conversationId = added?.id;
    await page.getByRole("button", { name: "Spela", exact: true }).click();
    await expect(transport(page)).toContainText(/0:0[1-9],\d/);
    await page.getByRole("button", { name: "Pausa" }).click();
  });
  if (conversationId === undefined) throw new Error("there is no conversation");
  const id = conversationId;

  await test.step("a long transcript is taken in meanwhile, and who is who is said", async () => {
    const vtt = await desk.putFile(
      "samtal.vtt",
      longTranscript(rowCount, mp3.durationMs)
        .replaceAll("<v Rådgivare>", "<v Röst 1>")
        .replaceAll("<v Klient>", "<v Röst 2>"),
    );
    await importTranscript(page, application, vtt, { "Röst 1": "rådgivare", "Röst 2": "klient" });
    await expect(page.getByText("Vad skulle du vilja att vi pratar om i dag? (rad 0)")).toBeVisible();
  });

  await test.step("peaks, drawn waveform, clicked position and sound agree at the end of the hour", async () => {
    await untilReady(page, 480_000);
    for (let step = 0; step < 9; step += 1) await page.keyboard.press("+");
    const row = Math.round((lastBeepMs * rowCount) / mp3.durationMs);
    await searchFor(page, `(rad ${10 * Math.floor(row / 10)})`);
    for (let step = row % 10; step > 0; step -= 1) await page.keyboard.press("ArrowDown");

    let drawn = { x: 0, y: 0 };
    await expect(async () => {
      drawn = await beepOnScreen(page, closestPxPerMs);
    }).toPass({ timeout: 15_000 });
    await page.mouse.click(drawn.x, drawn.y);
    await writeNote(page, "Här piper det.");
    const [note] = await ask(page, "note.list", { conversationId: id });

    await listenIn(page);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Space");
    const heardMs = await beepHeard(page, lastBeepMs + 1_500);
    await page.keyboard.press("Space");

    const places = { peaks: await beepInPeaks(page, id, lastBeepMs), clicked: note?.startMs, sound: heardMs };
    for (const [where, atMs] of Object.entries(places)) {
      expect(Math.abs((atMs ?? Number.NaN) - lastBeepMs), `${where}: ${atMs}`).toBeLessThanOrEqual(
        toleranceMs,
      );
    }
  });

  await test.step("it is played, sought in by key, corrected and annotated", async () => {
    await searchFor(page, "(rad 10)");
    const from = await shownPosition(page);
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => shownPosition(page)).not.toBe(from);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => shownPosition(page)).toBe(from);

    const before = await rewriteCurrentRow(page, newWords);
    await page.keyboard.press("Control+z");
    await expect(rowWith(page, before)).toBeVisible();
    await expect(rowWith(page, newWords)).toBeHidden();
    await page.keyboard.press("Control+Shift+z");
    await expect(rowWith(page, newWords)).toBeVisible();

    const speaker = rowWith(page, newWords).getByRole("button", { name: /^Talare: / });
    const first = await speaker.getAttribute("aria-label");
    await page.keyboard.press("t");
    await expect(speaker).not.toHaveAttribute("aria-label", first ?? "");
    await writeNote(page, "Här höll jag mig tillbaka.");
    await untilSaved(page);
  });

  const position = await shownPosition(page);
  const speaker = rowWith(page, newWords).getByRole("button", { name: /^Talare: / });
  const label = (await speaker.getAttribute("aria-label")) ?? "";

  await test.step("it is locked, and a wrong passphrase is refused kindly", async () => {
    await lock(page);
    await typePassphrase(page, "björk kaffe trumma sol");
    await expect(page.getByRole("alert")).toContainText("Det var inte rätt lösenfras.", keyDerivation);
    await expect(page.getByRole("alert")).toContainText("ingenting har hänt med valvet");
    await expect(page.getByText(pseudonym)).toBeHidden();
  });

  await test.step("unlocked again, everything is there", async () => {
    await unlock(page);
    await openConversation(page, `${pseudonym} · andra samtalet`);
    await untilReady(page);
    await expect(speaker).toHaveAttribute("aria-label", label);
    await expect(rowWith(page, newWords)).toBeVisible();
    await expect(page.getByRole("article", { name: /^Anteckning / })).toHaveText([
      /Här höll jag mig tillbaka\./,
      /Här piper det\./,
    ]);
    expect(await shownPosition(page)).toBe(position);
  });

  await test.step("the computer is off over the date: the sound is erased before anyone unlocks", async () => {
    expect(await soundFiles(desk.home)).toHaveLength(2);
    await desk.close();
    await desk.passDays(31);
    await desk.start();
    const door = desk.page();
    await expect(
      door.getByText("Medan valvet var låst raderades ljudet i ett samtal, som det skulle."),
    ).toBeVisible();
    expect(await soundFiles(desk.home)).toEqual([]);
  });

  await test.step("the sound is gone, transcript and notes are there", async () => {
    const opened = desk.page();
    await unlock(opened);
    const row = opened.getByRole("article", { name: pseudonym });
    await expect(row).toContainText("Ljudet raderat");
    await openConversation(opened, `${pseudonym} · andra samtalet`);
    await expect(opened.getByText(/^Ljudet raderades /)).toBeVisible();
    await expect(waveform(opened)).toBeHidden();
    await expect(transport(opened)).toBeHidden();
    await searchFor(opened, newWords);
    await expect(rowWith(opened, newWords)).toBeVisible();
    await expect(opened.getByRole("article", { name: /^Anteckning / })).toHaveCount(2);
    await openLibrary(opened);
  });

  await test.step("the certificate says what happened, and verifies without Lyhörd", async () => {
    const certificate = await saveCertificate(desk, /medan valvet var låst/);
    expect(verifyCertificate(certificate)).toBe(true);
    const changed = certificate.text.replace('"executedWhileLocked":true', '"executedWhileLocked":false');
    expect(changed).not.toBe(certificate.text);
    expect(verifyCertificate({ ...certificate, text: changed })).toBe(false);
    expect(certificate.text).not.toContain(pseudonym);
    expect(JSON.parse(certificate.text)).toMatchObject({
      document: "lyhord-certificate-of-erasure/1",
      category: "sound",
      rule: "clock",
      executedBy: "automatic",
      executedWhileLocked: true,
      conversation: {
        kind: "client",
        recordWritten: true,
        consent: { number: 1, keptWhere: "Dnr 2026-0881" },
      },
      decision: { erasure: { basis: "decision", reference: "KS 2026/117" } },
      remains: { sound: false, transcript: true, notes: true },
    });
  });
});

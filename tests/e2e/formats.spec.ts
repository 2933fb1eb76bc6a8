/** Files of recorders and phones, old, broken and foreign: each comes in, or is refused with what to do. */
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Permission } from "../../shared/domain/conversation.ts";
import { canFakeFfmpeg, installFakeFfmpeg } from "../support/fakeFfmpeg.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { beepInPeaks } from "./steps/agreement.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { soundFiles } from "./steps/erasure.ts";
import { beginConversation, chooseSound, describeRolePlay } from "./steps/newConversation.ts";
import { quickConversation } from "./steps/quickVault.ts";
import { untilReady } from "./steps/review.ts";
import { quickVault } from "./steps/vault.ts";

/** Where every file made of the good one has its first beep. */
const beepMs = 1_000;

const programs = mkdtempSync(join(tmpdir(), "lyhord-programs-"));
if (canFakeFfmpeg) installFakeFfmpeg(programs, { what: "converts", wav: fixturePath("speech.wav") });
test.use({ startOptions: { environment: { PATH: `${programs}:${process.env.PATH}` } } });

function rolePlay(title: string): Permission {
  return { kind: "role-play", title, participants: [{ name: "Anna", saidYesOn: "2026-03-02" }] };
}

test("what no browser plays is made anew, with its moments where they are", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  for (const [file, isExact] of [
    ["unknown-size.wav", true],
    ["foreign/gsm.wav", true],
    ["foreign/ima.wav", true],
    ["foreign/ms-stereo.wav", true],
    ["foreign/alac.m4a", true],
    ["foreign/pcm.aiff", true],
    ["foreign/pcm.caf", true],
    ["foreign/ulaw.au", true],
    ["foreign/voice.amr", true],
    ["foreign/amr.3gp", true],
    // An encoder of MP3 delays its sound by up to two frames, and says nowhere by how much.
    ["foreign/mp3-inside.wav", false],
  ] as const) {
    const permission = rolePlay(file);
    const conversationId = await quickConversation(desk.application(), page, { permission, sound: file });
    const foundMs = await beepInPeaks(page, conversationId, beepMs);
    const tolerance = isExact ? 40 : 160;
    expect(Math.abs((foundMs ?? Number.NaN) - beepMs), `${file}: ${foundMs}`).toBeLessThanOrEqual(tolerance);
  }
});

test("a recorder that died is told of, and what it left is recovered", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Tomt batteri");
  await chooseSound(page, desk.application(), fixturePath("unknown-size.wav"));
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await expect(
    page.getByText(/Inspelaren verkar ha stängts av mitt i inspelningen.* 2.s har räddats\./),
  ).toBeVisible();
  await page.getByRole("button", { name: "Öppna samtalet" }).click();
  await untilReady(page);
  await page.getByRole("tab", { name: "Om", exact: true }).click();
  await expect(page.getByText("inspelaren stängdes av före slutet; det som fanns är räddat")).toBeVisible();
});

test("broken and foreign files are refused with what to do, and leave nothing behind", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Blandat");
  const amr = readFileSync(fixturePath("foreign/voice.amr"));
  const alac = readFileSync(fixturePath("foreign/alac.m4a"));
  const broken = {
    "utan-register.m4a": [alac.subarray(0, 2_000), "Filens innehållsförteckning saknas"],
    "krypterat.ds2": [Buffer.from(`\u0003enc${" ".repeat(600)}`), "Diktatet är krypterat av inspelaren."],
    "diktat.ds2": [Buffer.from(`\u0003ds2${" ".repeat(600)}`), "DSS Player"],
    "bara-huvud.wav": [readFileSync(fixturePath("speech.wav")).subarray(0, 44), "Filen tar slut för tidigt."],
    "bara-huvud.amr": [amr.subarray(0, 6), "Filen tar slut för tidigt."],
    "brus.aiff": [Buffer.from(`FORM\0\0\0\0AIFF${"COMM".repeat(500)}`), "Filen tar slut för tidigt."],
  } as const;
  for (const [name, [bytes, sentence]] of Object.entries(broken)) {
    await chooseSound(page, desk.application(), await desk.putFile(name, bytes));
    await expect(page.getByText(name)).toBeVisible();
    await page.getByRole("button", { name: "Hämta in samtalet" }).click();
    await expect(page.getByRole("alert"), name).toContainText(sentence);
    expect(await soundFiles(desk.home), name).toEqual([]);
    expect(await ask(page, "conversation.list", {}), name).toEqual([]);
  }
});

test("what only a converter reads goes through it once the person has said yes", async ({ desk }) => {
  // Scripts are no programs on Windows.
  if (!canFakeFfmpeg) return;
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Gammal diktafon");
  await chooseSound(page, desk.application(), fixturePath("foreign/voice.wma"));
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await expect(page.getByRole("alert")).toContainText("Får Lyhörd använda ffmpeg?");
  expect(await soundFiles(desk.home)).toEqual([]);

  await page.getByRole("button", { name: "Använd ffmpeg" }).click();

  await page.getByRole("button", { name: "Öppna samtalet" }).click();
  await untilReady(page);
  const [added] = await ask(page, "conversation.list", {});
  if (added === undefined) throw new Error("it is not there");
  expect(added.sound).toMatchObject({ phase: "ready", durationMs: 8_000 });
  await page.getByRole("tab", { name: "Om", exact: true }).click();
  await expect(page.getByText("omvandlad från WMA")).toBeVisible();
});

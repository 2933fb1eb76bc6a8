/** Sound comes in by dialog or by drop, whole or not at all. */
import { copyFile, readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fixturePath } from "../support/fixturePath.ts";
import { longMp3 } from "../support/hourMp3.ts";
import { beepInPeaks } from "./steps/agreement.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { soundFiles } from "./steps/erasure.ts";
import { beginConversation, chooseSound, describeRolePlay, takeIn } from "./steps/newConversation.ts";
import { openLibrary, untilReady } from "./steps/review.ts";
import { quickVault } from "./steps/vault.ts";

/** Where every good fixture has its second beep. */
const beepMs = 7_000;
/** Raw AAC cannot say that its first 1 024 samples are the encoder's own; at 16 kHz they last so long. */
const primingMs = 64;

test("what is no usable sound is refused with what to do, and leaves nothing behind", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Första mötet");
  await page.getByRole("textbox", { name: "Tillfälle" }).fill("provet");

  for (const [name, sentence] of [
    ["empty.wav", "Filen är tom."],
    ["not-audio.mp3", "Filen är inte en ljudfil."],
    ["truncated.m4a", "Filens innehållsförteckning saknas"],
  ] as const) {
    await chooseSound(page, desk.application(), fixturePath(name));
    await expect(page.getByText(name)).toBeVisible();
    await page.getByRole("button", { name: "Hämta in samtalet" }).click();
    await expect(page.getByRole("alert"), name).toContainText(sentence);
    await expect(page.getByText("Filen är orörd, och det du fyllt i finns kvar.")).toBeVisible();
    await expect(page.getByRole("textbox", { name: "Tillfälle" })).toHaveValue("provet");
    expect(await soundFiles(desk.home), name).toEqual([]);
    expect(await ask(page, "conversation.list", {}), name).toEqual([]);
  }

  await chooseSound(page, desk.application(), fixturePath("speech.wav"));
  await takeIn(page);
  await expect(page.getByRole("heading", { name: "Första mötet · provet" })).toBeVisible();
});

test("every usual kind of sound comes in and becomes ready, with its moments where they are", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  const odd = join(desk.folder, "samtal på gång 🎧.wav");
  await copyFile(fixturePath("speech.wav"), odd);
  const paths = ["ogg", "m4a", "flac", "webm", "aac"].map((ending) => fixturePath(`speech.${ending}`));
  for (const path of [...paths, odd]) {
    const name = basename(path);
    await beginConversation(page, /^Rollspel/);
    await describeRolePlay(page, name);
    await chooseSound(page, desk.application(), path);
    await takeIn(page);
    await untilReady(page);
    const [added] = (await ask(page, "conversation.list", {})).filter(({ title }) => title === name);
    if (added === undefined) throw new Error(`not there: ${name}`);
    const expectedMs = beepMs + (name.endsWith(".aac") ? primingMs : 0);
    const foundMs = await beepInPeaks(page, added.id, expectedMs);
    expect(Math.abs((foundMs ?? Number.NaN) - expectedMs), `${name}: ${foundMs}`).toBeLessThanOrEqual(50);
    await openLibrary(page);
  }
});

test("a file that is dropped on the library begins a new conversation with it", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await desk.application().dropFiles(page, "role=main", [fixturePath("speech.m4a")]);
  await page.getByRole("button", { name: /^Rollspel/ }).click();
  await describeRolePlay(page, "Släppt");
  await expect(page.getByText("speech.m4a")).toBeVisible();
  // Another file may be dropped instead.
  await desk.application().dropFiles(page, "role=main", [fixturePath("speech.ogg")]);
  await expect(page.getByText("speech.ogg")).toBeVisible();
  await takeIn(page);
  await untilReady(page);
});

test("the file is erased from the recorder once its sound is safe, and the rest stays a reminder until it is ticked", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  const file = await desk.putFile("DS0001.WAV", await readFile(fixturePath("speech.wav")));
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Från kortet");
  await chooseSound(page, desk.application(), file);
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  const tick = (place: string, as: string) =>
    page.getByRole("group", { name: place }).getByRole("button", { name: as }).click();

  await page.getByRole("radio", { name: "Diktafon eller minneskort" }).check();
  await page.getByRole("button", { name: "Radera från diktafonen" }).click();
  await expect(page.getByText("1 av 1 är borta")).toBeVisible();
  expect((await readdir(desk.folder)).filter((name) => /DS0001|gone/.test(name))).toEqual([]);
  await expect(page.getByText(/^Raderad av Lyhörd/)).toBeVisible();
  await tick("Minneskortet", "Borta");
  await tick("Apparatens eget minne", "Gäller inte");

  await page.getByRole("button", { name: "Samtal", exact: true }).click();
  const today = page.getByRole("complementary", { name: "I dag" });
  await expect(today.getByText("Ljudet kan finnas kvar på diktafonen")).toBeVisible();
  await today.getByRole("button", { name: "Gå igenom" }).click();
  for (const place of ["Diktafonens program", "Papperskorgen", "Säkerhetskopior"]) await tick(place, "Borta");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(today.getByText("Ljudet kan finnas kvar")).toBeHidden();
});

test("an import that is stopped leaves nothing, and what was filled in stays", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Avbrutet");
  await page.getByRole("textbox", { name: "Tillfälle" }).fill("provet");
  const long = await desk.putFile("långt.mp3", longMp3(4 * 3_600_000).bytes);
  await chooseSound(page, desk.application(), long);
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await page.getByRole("status").getByRole("button", { name: "Avbryt" }).click();
  await expect(page.getByText("Avbrutet. Inget har sparats, och filen är orörd.")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Tillfälle" })).toHaveValue("provet");
  expect(await ask(page, "conversation.list", {})).toEqual([]);
  expect(await soundFiles(desk.home)).toEqual([]);
});

test("a dialog that is closed without a choice changes nothing", async ({ desk }) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Inget valt");
  await desk.application().answerDialog(null);
  await page.getByRole("button", { name: "Välj ljudfil …" }).click();
  await page.getByRole("button", { name: "Hämta in samtalet" }).click();
  await expect(page.getByText("Välj en ljudfil, eller att det bara finns en transkription.")).toBeVisible();
  expect(await ask(page, "conversation.list", {})).toEqual([]);
});

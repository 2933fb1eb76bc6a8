/** Coding twenty minutes of a conversation by keyboard alone. */
import { writeFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { expect, test } from "../support/applicationTest.ts";
import { rolePlayOf, writeSyntheticWav } from "../support/longConversation.ts";
import { longTranscript } from "../support/longTranscript.ts";
import { smallScheme } from "../support/smallScheme.ts";
import { ask } from "./steps/ask.ts";
import { beginToCode, beginWithTarget, openCodings } from "./steps/codingByKey.ts";
import { quickConversation, quickVault } from "./steps/quickVault.ts";
import { tabTo } from "./steps/tabTo.ts";
import { finishCoding } from "./steps/twoCoders.ts";

const minuteMs = 60_000;

test("twenty minutes are coded by keyboard alone", async ({ application, page }, testInfo) => {
  test.setTimeout(180_000);
  await quickVault(page);
  const sound = writeSyntheticWav(testInfo.outputPath("samtal.wav"), 21 * minuteMs).path;
  const transcript = testInfo.outputPath("samtal.vtt");
  writeFileSync(transcript, longTranscript(280, 21 * minuteMs));
  const content = { permission: rolePlayOf("Tallen"), sound, transcript };
  const conversationId = await quickConversation(application, page, content);
  await page.reload();
  const keys = async (...pressed: readonly string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const readCoding = async () => {
    const [head] = await ask(page, "coding.list", { conversationId });
    if (head === undefined) throw new Error("nothing is coded");
    return ask(page, "coding.read", { codingId: head.id });
  };
  const readSome = (part: (coding: Awaited<ReturnType<typeof readCoding>>) => unknown) =>
    expect.poll(async () => part(await readCoding()));

  await test.step("a sample is drawn, and says how it begins and ends", async () => {
    await openCodings(page, "Tallen");
    const dialog = await beginToCode(page);
    await expect(dialog.getByRole("status")).toContainText("(20 min)");
    await expect(dialog.getByRole("radio", { name: "Lyssna och skatta först" })).toBeChecked();
    await beginWithTarget(dialog, "komma ut på morgonen");
    await expect(page.getByRole("heading", { name: "Koda · Tallen" })).toBeVisible();
    const { sample } = await readCoding();
    expect(sample).toMatchObject({ drawn: "random" });
    expect(sample.endMs - sample.startMs).toBe(20 * minuteMs);
  });

  await test.step("the pad is closed while one listens; nothing can be rated before the end is heard", async () => {
    await expect(page.getByText("Hör avsnittet till slut")).toBeVisible();
    await expect(page.getByRole("radio", { name: /^3/ }).first()).toBeDisabled();
    const { id: codingId, sample } = await readCoding();
    const { startMs, endMs } = sample;
    // Twenty minutes are not waited for here.
    await ask(page, "coding.hear", { codingId, heard: [{ startMs, endMs }] });
    await tabTo(page, "Nu kodar jag");
    await keys("Enter");
    await expect(page.getByRole("button", { name: "Fråga", exact: true })).toBeEnabled();
  });

  const before = await readCoding();
  const isCoded = ({ speaker }: { readonly speaker: string }) => speaker === "practitioner";
  const all = before.units.filter(isCoded).length;
  const rows = page.getByRole("region", { name: "Yttranden" }).getByRole("listitem");
  const current = rows.and(page.locator("[aria-current]"));
  const progress = (coded: number, of = all) =>
    expect(page.getByText(`${coded} av ${of} yttranden`)).toBeVisible();

  await test.step("one key gives a code and goes on; divided, not coded, uncertain, and taken back", async () => {
    await progress(0);
    await keys("1");
    await progress(1);
    await keys("/", "ArrowRight", "Enter");
    await progress(1, all + 1);
    await keys("2", "3");
    await progress(3, all + 1);
    await keys("x");
    await progress(4, all + 1);
    await keys("u");
    await progress(3, all + 1);
    await keys("Control+y");
    await progress(4, all + 1);
    await keys("?");
    await expect(page.getByText("Ge den kod som ligger närmast")).toBeVisible();
    const place = await placeOf(current);
    await keys("3");
    await progress(5, all + 1);
    await expect(rows.and(page.locator(`[aria-posinset="${place}"]`))).toContainText("CR?");
    await page.screenshot({ path: testInfo.outputPath("coding.png") });
  });

  await test.step("a client's “mm”, a stretch with permission, and a formal part that is left out", async () => {
    const isClient = current.getByRole("img", { name: "klient" });
    for (let at = await placeOf(current); (await isClient.count()) === 0; ) {
      await keys("ArrowUp");
      at -= 1;
      await expect(current).toHaveAttribute("aria-posinset", String(at));
    }
    await keys("m");
    await expect(current).toContainText("bara ”mm”");
    await readSome(({ units }) => units.filter(({ isFacilitative }) => isFacilitative).length).toBe(1);
    await keys("p");
    await expect(current).toContainText("tillstånd börjar här");
    await keys("ArrowDown", "p");
    await expect(current).toContainText("med tillstånd");
    await readSome(({ spans }) => spans.map(({ kind }) => kind)).toEqual(["permission"]);
    await keys("ArrowUp", "f", "f");
    await expect(current).toContainText("formell del");
    await readSome(({ spans }) => spans.length).toBe(2);
    await keys("u", "u", "u");
    await expect(current).not.toContainText(/bara ”mm”|tillstånd|formell del/);
    await readSome(({ units, spans }) => [
      spans.length,
      units.filter(({ isFacilitative }) => isFacilitative).length,
    ]).toEqual([0, 0]);
  });

  await test.step("the rest, to the end", async () => {
    await keys("Enter");
    for (let left = all + 1 - 5; left > 0; left -= 1) await keys("4");
    await progress(all + 1, all + 1);
  });

  await test.step("what is rated, with a moment that shows it", async () => {
    for (const name of ["Främja förändringstal", "Dämpa bibehållandetal", "Partnerskap", "Empati"]) {
      await page.getByRole("group", { name }).getByRole("radio").first().focus();
      await keys("4");
    }
    await keys("Tab");
    await keys("e", "4");
    await expect(page.getByRole("list", { name: "Ögonblick som visar Empati" })).toBeVisible();
    await page.screenshot({ path: testInfo.outputPath("rated.png") });
  });

  await test.step("done, and no figures by themselves", async () => {
    await tabTo(page, "Jag är klar");
    await keys("Enter");
    await expect(page.getByText("Kodningen är klar")).toBeVisible();
    const after = await readCoding();
    expect(after.finishedAt).not.toBeNull();
    expect(after.units.filter(isCoded).every(({ codes }) => codes.length === 1)).toBe(true);
    expect(after.units.filter(({ isUncertain }) => isUncertain).map(({ codes }) => codes)).toEqual([["CR"]]);
    expect(Object.fromEntries(Object.entries(after.ratings).map(([id, { value }]) => [id, value]))).toEqual({
      cultivatingChangeTalk: 4,
      softeningSustainTalk: 4,
      partnership: 4,
      empathy: 4,
    });
    await page.screenshot({ path: testInfo.outputPath("done.png") });
  });

  await test.step("figures of a role play are kept once one says that one led it", async () => {
    const figures = async () => (await ask(page, "practice.figures", {})).figures.length;
    expect(await figures()).toBe(0);
    await tabTo(page, "Ja, det var jag");
    await keys("Enter");
    await expect(page.getByText("Du förde samtalet.")).toBeVisible();
    expect(await figures()).toBe(1);
  });

  const opinion = page.getByRole("region", { name: "Vad experter brukar säga" });
  const askExperts = async () => {
    await tabTo(page, "Hoppa över");
    await keys("Enter");
    const see = page.getByRole("region", { name: "Vad vill du se?" });
    await see.getByRole("button", { name: "Reflektioner per fråga" }).press("Space");
    await see.getByRole("button", { name: "Relationell" }).press("Space");
    await expect(page.getByRole("region", { name: "Det du ville se" }).getByRole("listitem")).toHaveCount(2);
    await expect(opinion).toBeHidden();
    await expect(page.getByText(/godtagbart från/)).toBeHidden();
    await tabTo(page, "Vad brukar experter säga?");
    await keys("Enter");
    await expect(opinion).toBeVisible();
  };

  await test.step("what experts say is told to whoever asks, as their experience", async () => {
    await tabTo(page, "Se summeringen");
    await keys("Enter");
    await askExperts();
    await expect(opinion.getByRole("listitem")).toHaveText([
      "Relationell: godtagbart från 3,5, bra från 4.",
      "Reflektioner per fråga: godtagbart från 1, bra från 2.",
    ]);
    await expect(opinion).toContainText("ingen norm och inget betyg");
  });

  await test.step("of a range that one chose oneself nothing is told, with the reason", async () => {
    const { sample, target } = await readCoding();
    const { codingId } = await ask(page, "coding.create", {
      conversationId,
      schemeId: "miti-4.2.1" as SchemeId,
      schemeVersion: 1,
      coder: { kind: "owner" },
      sample: { ...sample, drawn: "chosen" },
      target,
      passes: 1,
    });
    await finishCoding(page, codingId, { coder: { kind: "owner" }, codes: [] });
    await page.getByRole("button", { name: "Till samtalet" }).press("Enter");
    const codings = page.getByRole("article", { name: "MITI 4.2.1" });
    await expect(codings).toHaveCount(2);
    // The last begun stands first.
    await codings.first().getByRole("button", { name: /^Mer/ }).press("Enter");
    await page.getByRole("menuitem", { name: "Summering …" }).press("Enter");
    await expect(page.getByText("Valt avsnitt: jämför inte.")).toBeVisible();
    await askExperts();
    await expect(opinion.getByRole("listitem")).toHaveText(["avsnittet inte började på ett slumpat ställe."]);
    await expect(opinion).not.toContainText("godtagbart från");
  });
});

test("a short sound is heard to its end by playing it, not by leaping to its end", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const content = { permission: rolePlayOf("Skorna"), sound: "speech.wav", transcript: "talk.vtt" };
  const conversationId = await quickConversation(application, page, content);
  const { id: _, version: __, ...small } = smallScheme;
  const scheme = await ask(page, "scheme.save", { schemeId: null, content: small });
  const conversation = await ask(page, "conversation.read", { conversationId });
  if (conversation.sound.phase !== "ready") throw new Error("there is no sound");
  const { durationMs } = conversation.sound;
  await ask(page, "coding.create", {
    conversationId,
    schemeId: scheme.schemeId,
    schemeVersion: scheme.version,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: durationMs },
    target: null,
    passes: 2,
  });
  await page.reload();
  await page.getByRole("button", { name: "Skorna" }).first().click();
  await page.getByRole("tab", { name: "Kodning" }).click();
  await page.getByRole("button", { name: "Fortsätt koda" }).click();
  const wave = page.getByRole("slider", { name: "Ljudet" });
  const rating = page.getByRole("radio", { name: /^3/ });
  const heard = page.getByRole("progressbar", { name: "Hört" });

  await wave.focus();
  for (let leap = 0; leap < 5; leap += 1) await page.keyboard.press("ArrowRight");
  await page.getByRole("button", { name: "Spela", exact: true }).click();
  await expect(page.getByRole("button", { name: "Spela", exact: true })).toBeVisible();
  await expect(rating).toBeDisabled();

  await wave.focus();
  for (let leap = 0; leap < 5; leap += 1) await page.keyboard.press("ArrowLeft");
  await page.getByRole("button", { name: "Spela", exact: true }).click();
  await expect(rating).toBeEnabled({ timeout: 2 * durationMs });
  await expect(heard).toHaveAttribute("aria-valuenow", /^9\d|100$/);
  await rating.focus();
  await page.keyboard.press("4");
  await expect
    .poll(async () => {
      const [head] = await ask(page, "coding.list", { conversationId });
      if (head === undefined) throw new Error("nothing is coded");
      return (await ask(page, "coding.read", { codingId: head.id })).ratings.warmth?.value;
    })
    .toBe(4);
});

/** The place of a row among all, from 1. */
async function placeOf(row: Locator): Promise<number> {
  return Number(await row.getAttribute("aria-posinset"));
}

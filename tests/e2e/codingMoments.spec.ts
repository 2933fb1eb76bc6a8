/** Coding what is not both heard and written: moments of a sound without text, and a text without sound. */
import { expect, test } from "../support/applicationTest.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { rolePlayOf } from "../support/longConversation.ts";
import { ask } from "./steps/ask.ts";
import { beginToCode, beginWithTarget, openCodings } from "./steps/codingByKey.ts";
import { quickConversation, quickVault } from "./steps/quickVault.ts";
import { waveform } from "./steps/review.ts";
import { tabTo } from "./steps/tabTo.ts";

test("without a text, what is heard is coded at its moment on the waveform", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const conversationId = await quickConversation(application, page, {
    permission: rolePlayOf("Tallen"),
    sound: "speech.wav",
  });
  await page.reload();
  await openCodings(page, "Tallen");
  const dialog = await beginToCode(page);
  await dialog.getByRole("radio", { name: "Allt i ett svep" }).press("Space");
  await beginWithTarget(dialog, "komma ut");

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const listed = page.getByRole("region", { name: "Ögonblick" });
  const rows = listed.getByRole("listitem");
  await expect(listed).toContainText("Här finns ingen text.");
  await tabTo(page, "Ljudet");
  const at = (seconds: number) => expect(waveform(page)).toHaveAttribute("aria-valuenow", String(seconds));

  await press("ArrowRight");
  await at(2);
  await press("1", "?", ".");
  await expect(rows).toHaveText([/^0:02.*Q\?/]);
  await press("ArrowRight");
  await at(4);
  await press("k", "m", "p");
  await expect(rows).toHaveText([/Q\?/, /^0:04.*bara ”mm”.*tillstånd börjar här/]);
  const box = await waveform(page).boundingBox();
  if (box === null) throw new Error("there is no waveform");
  await waveform(page).click({ position: { x: box.width * 0.8, y: box.height / 2 } });
  await at(6);
  await press("2", "3", "p");
  await expect(rows).toHaveText([/Q\?/, /bara ”mm”.*med tillstånd/, /^0:06.*CR.*med tillstånd/]);
  await press("u");
  await expect(listed).not.toContainText("med tillstånd");
  await press("Control+y");
  await expect(listed).toContainText("med tillstånd");
  await press("Delete");
  await expect(rows).toHaveCount(2);
  await press("u");
  await expect(rows).toHaveCount(3);

  await tabTo(page, "Fortsätt senare");
  await press("Enter");
  await expect(page.getByRole("article", { name: "MITI 4.2.1" })).toBeVisible();
  const [head] = await ask(page, "coding.list", { conversationId });
  if (head === undefined) throw new Error("nothing was kept");
  const { units, spans } = await ask(page, "coding.read", { codingId: head.id });
  const tenth = (ms: number) => Math.round(ms / 100) / 10;
  expect({
    units: units.map(({ id: _, place: __, startMs, endMs, ...heard }) => [tenth(startMs), heard]),
    spans: spans.map(({ kind, startMs, endMs }) => [kind, tenth(startMs), tenth(endMs)]),
  }).toEqual({
    units: [
      [2.1, { speaker: "practitioner", codes: ["Q"], isUncertain: true }],
      [4, { speaker: "client", codes: [], isFacilitative: true }],
      [6.4, { speaker: "practitioner", codes: ["CR"] }],
    ],
    spans: [["permission", 4, 6.4]],
  });
});

test("without a sound, the text is coded but for what only a voice can say", async ({
  application,
  page,
}) => {
  await quickVault(page);
  await quickConversation(application, page, {
    permission: rolePlayOf("Tallen"),
    transcript: fixturePath("talk.vtt"),
  });
  await page.reload();
  await openCodings(page, "Tallen");
  const dialog = await beginToCode(page);
  await expect(dialog).toContainText("Här finns inget ljud att höra.");
  await expect(dialog.getByRole("radio", { name: "Lyssna och skatta först" })).toBeHidden();
  await beginWithTarget(dialog, "komma ut");

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await expect(page.getByText("Här finns inget ljud att höra. Du kodar efter texten.")).toBeVisible();
  await expect(page.getByText("kodat från text", { exact: false })).toBeVisible();
  await expect(page.getByText("Det som hörs på tonen kodas inte utan ljud.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Konfrontera" })).toBeDisabled();
  await expect(page.getByText("görs bara av den som har hört samtalet", { exact: false })).toBeVisible();
  const empathy = page.getByRole("group", { name: "Empati" });
  await expect(empathy.getByRole("radio", { disabled: true })).toHaveCount(5);

  const rows = page.getByRole("region", { name: "Yttranden" }).getByRole("listitem");
  await press("0", "1", "2");
  await expect(rows).toHaveText([/Hej.*Q/, /Jag vet inte/, /på en gång.*SR/, /Ja\. Fast/]);
  await expect(page.getByText("2 av 2 yttranden")).toBeVisible();
  await tabTo(page, "Jag är klar");
  await press("Enter");
  await tabTo(page, "Se summeringen");
  await press("Enter");
  await tabTo(page, "Hoppa över");
  await press("Enter");
  await expect(page.getByText("Kodat utan ljud.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Allt som skattades" }).press("Space");
  await expect(page.getByRole("region", { name: "Det du ville se" }).getByRole("listitem")).toHaveText([
    /^Främja förändringstal – \(inte skattad\)/,
    /^Dämpa bibehållandetal –/,
    /^Partnerskap –/,
    /^Empati –/,
  ]);
});

/** Forms: what is answered of the whole once all of it is heard, and what is counted by steppers. */
import type { Page } from "@playwright/test";
import type { Scheme } from "../../shared/domain/scheme.ts";
import { expect, test } from "../support/applicationTest.ts";
import { rolePlayOf } from "../support/longConversation.ts";
import { ask } from "./steps/ask.ts";
import { beginToCode, beginWithTarget, chooseScheme, openCodings } from "./steps/codingByKey.ts";
import { quickConversation, quickVault } from "./steps/quickVault.ts";
import { tabTo } from "./steps/tabTo.ts";

const form = "Samtal om förändring (som BECCI)";

/** Two counts, and what they come to. */
const counts: Omit<Scheme, "id" | "version"> = {
  format: 1,
  title: { sv: "Räkna" },
  about: { sv: "Två saker att räkna." },
  unit: "utterance",
  usesTarget: false,
  sample: { drawn: "whole", lengthMs: 1_200_000, ratedFromMs: 0, countedBelowMs: 0 },
  groups: [],
  codes: [],
  items: [
    { kind: "count", id: "questions", labels: { sv: "Frågor" } },
    { kind: "count", id: "reflections", labels: { sv: "Speglingar" } },
  ],
  figures: [
    {
      id: "ratio",
      labels: { sv: "Speglingar per fråga" },
      formula: { kind: "quotient", of: ["reflections"], by: ["questions"] },
    },
  ],
};

test("a form opens when all has been played, counts at once, and both stand in their summaries", async ({
  application,
  page,
}) => {
  await quickVault(page);
  await quickConversation(application, page, { permission: rolePlayOf("Tallen"), sound: "speech.wav" });
  await ask(page, "scheme.save", { schemeId: null, content: counts });
  await page.reload();
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await openCodings(page, "Tallen");

  await test.step("the form is closed until the sound has been played to its end", async () => {
    const dialog = await beginToCode(page);
    await chooseScheme(dialog, form);
    await beginWithTarget(dialog, "gå ut på morgonen");
    await expect(page.getByText("Här finns ingen text.", { exact: true })).toBeVisible();
    const radios = page.getByRole("region", { name: "Koder och skattningar" }).getByRole("radio");
    await expect(radios).toHaveCount(55);
    await expect(radios.and(page.locator(":disabled"))).toHaveCount(55);
    await expect(page.getByText("öppnas när du har hört hela avsnittet")).toBeVisible();
    const heard = page.getByRole("progressbar", { name: "Hört" });
    await expect(heard).toHaveAttribute("aria-valuenow", "0");
    await press("e");
    await expect(page.getByText("Vad visar ögonblicket 0:00?")).toBeVisible();
    await press("1");
    const playToTheEnd = async () => {
      const play = page.getByRole("button", { name: "Spela", exact: true });
      await expect(play).toBeVisible();
      await press("Space");
      await expect(page.getByRole("button", { name: "Pausa" })).toBeVisible();
      await expect(play).toBeVisible({ timeout: 30_000 });
    };
    await playToTheEnd();
    // A page that stands still for a second has not heard it: on a busy computer it is played once more.
    if (Number(await heard.getAttribute("aria-valuenow")) < 90) await playToTheEnd();
    await expect(radios.and(page.locator(":enabled"))).toHaveCount(55);
    await expect(page.getByText("öppnas när du har hört hela avsnittet")).toBeHidden();
    await expect(heard).toHaveAttribute("aria-valuenow", /^(9\d|100)$/);
  });

  await test.step("each question is answered by its digit", async () => {
    for (const digit of "43210432104") {
      await tabTo(page, "0: Inte alls");
      await press(digit);
    }
    await tabTo(page, "Jag är klar");
    await press("Enter");
    await expect(page.getByText("Kodningen är klar")).toBeVisible();
    await seeAll(page, "Medelvärde");
    const shown = page.getByRole("region", { name: "Det du ville se" });
    await expect(shown.getByRole("listitem")).toHaveCount(12);
    await expect(shown.getByRole("listitem").first()).toHaveText(
      /^Bjuder in klienten att prata om förändring 4 \(av 4\)I hög grad.*Visa stället/,
    );
    await expect(shown.getByRole("listitem").last()).toHaveText(
      /^Medelvärde 2,2 \(medel av 11 skattningar\)/,
    );
  });

  await test.step("what is counted goes up and down by arrow, without having heard anything", async () => {
    await page.getByRole("button", { name: "Till samtalet" }).press("Enter");
    const dialog = await beginToCode(page);
    await chooseScheme(dialog, "Räkna");
    await dialog.getByRole("button", { name: "Börja koda" }).press("Enter");
    const [questions, reflections] = [page.getByLabel("Frågor"), page.getByLabel("Speglingar")];
    await questions.focus();
    await press("ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown");
    await expect(questions).toHaveValue("2");
    await reflections.focus();
    await press("ArrowUp");
    await expect(reflections).toHaveValue("1");
    await press("ArrowUp", "ArrowUp");
    await expect(reflections).toHaveValue("3");
    await tabTo(page, "Jag är klar");
    await press("Enter");
    await expect(page.getByText("Kodningen är klar")).toBeVisible();
    await seeAll(page, "Speglingar per fråga");
    await expect(page.getByRole("region", { name: "Det du ville se" }).getByRole("listitem")).toHaveText([
      /^Frågor 2$/,
      /^Speglingar 3$/,
      /^Speglingar per fråga 1,5 \(3 till 2\)/,
    ]);
  });
});

/** From a finished coding to everything that was rated or counted, and a figure of it. */
async function seeAll(page: Page, figure: string): Promise<void> {
  await tabTo(page, "Se summeringen");
  await page.keyboard.press("Enter");
  await tabTo(page, "Hoppa över");
  await page.keyboard.press("Enter");
  for (const name of ["Allt som skattades", figure]) {
    await page.getByRole("button", { name, exact: true }).press("Space");
  }
}

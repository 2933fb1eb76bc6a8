/** Every screen in every language: in that language, whole, and without a key instead of a text (in Swedish together with axe: accessibility.spec.ts). */
import { expect, test } from "../support/applicationTest.ts";
import { cutOff, faultsOf, textKeys } from "../support/screenFaults.ts";
import { quickVault } from "./steps/quickVault.ts";
import { walkThroughEverything } from "./steps/screenTour.ts";
import { textsOf } from "./steps/texts.ts";

test.use({ actionTimeout: 15_000 });

const systemTags = { nb: "nb-NO", da: "da-DK", en: "en-GB" } as const;

for (const language of ["nb", "da", "en"] as const) {
  test.describe(`on a computer that speaks ${systemTags[language]}`, () => {
    test.use({
      startOptions: { language: systemTags[language] },
      viewport: { width: 1024, height: 700 },
      contextOptions: { reducedMotion: "reduce" },
    });

    test("every screen speaks its language and is whole at 1024 × 700", async ({ application, page }) => {
      const faults: string[] = [];
      const seen: string[] = [];
      await walkThroughEverything({
        application,
        page,
        t: textsOf(language),
        async look(screen) {
          seen.push(screen);
          expect.soft(await page.locator("html").getAttribute("lang"), screen).toBe(language);
          faults.push(...(await faultsOf(page, screen)));
        },
      });
      expect(faults).toEqual([]);
      expect(seen.length).toBeGreaterThan(40);
    });
  });
}

test("the language changes on the spot, without losing the place", async ({ page }) => {
  await quickVault(page);
  await page.getByRole("button", { name: "Inställningar" }).click();
  for (const language of ["en", "nb", "da", "sv"] as const) {
    const t = textsOf(language);
    await page.getByRole("combobox").first().click();
    await page.getByRole("option", { name: t(`settings.languages.${language}`) }).click();
    await expect(page.getByRole("heading", { name: t("settings.title"), level: 1 })).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("lang", language);
  }
});

test("a text key and something too wide are noticed", async ({ page }) => {
  await page.evaluate(() => {
    document.body.innerHTML = `<p>Vanlig text, också med punkt.</p><p>library.menu.open</p>
      <div style="width: 3000px">brett</div>`;
  });
  expect(await textKeys(page)).toEqual(["library.menu.open"]);
  expect(await cutOff(page)).toContainEqual(expect.stringContaining("the page is 3"));
});

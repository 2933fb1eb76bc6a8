/** Whoever sees little, or works by keyboard alone, can do all of it: axe on every screen, and a journey without a mouse. */
import { seriousViolations } from "../support/accessibility.ts";
import { expect, test } from "../support/applicationTest.ts";
import { faultsOf } from "../support/screenFaults.ts";
import { ask } from "./steps/ask.ts";
import { exampleConsent, exampleMandate, quickConversation, quickVault } from "./steps/quickVault.ts";
import { walkThroughEverything } from "./steps/screenTour.ts";
import { tabTo } from "./steps/tabTo.ts";
import { textsOf } from "./steps/texts.ts";

test.use({ actionTimeout: 15_000, contextOptions: { reducedMotion: "reduce" } });

test.describe("at 1024 × 700", () => {
  test.use({ viewport: { width: 1024, height: 700 } });

  test("axe finds nothing serious on any screen, light or dark, and all of it is whole", async ({
    application,
    page,
  }) => {
    // Some eighty screens, each twice, beside another journey.
    test.setTimeout(900_000);
    const faults: string[] = [];
    await walkThroughEverything({
      application,
      page,
      t: textsOf("sv"),
      async look(screen) {
        faults.push(...(await faultsOf(page, screen)));
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          const found = await seriousViolations(page, colorScheme === "light" ? "all" : "contrast");
          faults.push(...found.map((violation) => `${screen}, ${colorScheme}: ${violation}`));
        }
      },
    });
    expect(faults).toEqual([]);
  });
});

test("a field without a name and grey on grey are noticed", async ({ page }) => {
  await page.evaluate(() => {
    document.body.innerHTML = `<main><h1>Prov</h1><input type="text">
      <p style="color: #999; background: #888">grått på grått</p></main>`;
  });
  const found = await seriousViolations(page, "all");
  expect(found.map((violation) => violation.split(" ")[0]).sort()).toEqual(["color-contrast", "label"]);
});

test("from the library to a note and back by keyboard alone", async ({ application, page }) => {
  await quickVault(page);
  await ask(page, "mandate.save", exampleMandate);
  const { id } = await ask(page, "consent.create", exampleConsent());
  await quickConversation(application, page, {
    permission: { kind: "client", consentId: id },
    sound: "speech.ogg",
    transcript: "talk.vtt",
  });
  await page.reload();
  await expect(page.getByRole("article", { name: "Tallen" })).toBeVisible();

  await tabTo(page, "Tallen");
  await page.keyboard.press("Enter");
  const transcript = page.getByRole("region", { name: "Transkription" });
  await expect(transcript.getByText("Jag vet inte riktigt – det har varit mycket.")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(transcript.getByRole("textbox")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" Nästan.");
  await page.keyboard.press("Escape");
  await expect(
    transcript.getByText("Jag vet inte riktigt – det har varit mycket. Nästan.", { exact: true }),
  ).toBeVisible();
  await expect(page.getByText("Sparat", { exact: true })).toBeVisible();

  await page.keyboard.press("n");
  await expect(page.getByRole("tabpanel").getByRole("textbox")).toBeFocused();
  await page.keyboard.type("Skriven utan mus.");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("tabpanel").getByText("Skriven utan mus.")).toBeVisible();

  await tabTo(page, "Mer om samtalet");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitemcheckbox").first()).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Mer om samtalet" })).toBeFocused();
  await tabTo(page, "Till samtalen");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Samtal", level: 1, exact: true })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeFocused();
});

test("the search takes the focus and gives it back", async ({ page }) => {
  await quickVault(page);
  await tabTo(page, "Inställningar");
  await page.keyboard.press("ControlOrMeta+k");
  await expect(page.getByPlaceholder("Sök i samtal, text och anteckningar")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Inställningar" })).toBeFocused();
});

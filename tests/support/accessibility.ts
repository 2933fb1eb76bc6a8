/** What axe says of a screen, in lines that a failing test can show. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/**
 * Violations of WCAG 2.2 A and AA and of axe's best practices that are serious or critical.
 *
 * @param scope - `contrast` checks colours only, for the same screen in another scheme
 * @returns one line each: rule, and where; empty if there are none
 */
export async function seriousViolations(page: Page, scope: "all" | "contrast"): Promise<string[]> {
  await drawEverything(page);
  await untilStill(page);
  const axe = new AxeBuilder({ page }).setLegacyMode();
  // Only what is wrong is described; that takes half the time.
  const { violations } = await axe
    .options({
      resultTypes: ["violations"],
      ...(scope === "contrast" ? { runOnly: { type: "rule", values: ["color-contrast"] } } : {}),
    })
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** Rows out of sight that Chromium does not draw keep the colours they were drawn with last. */
async function drawEverything(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets = [sheet];
  });
}

/** Waits until nothing fades or slides any more: half-faded text has no contrast worth measuring. */
export async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    // What has just been changed begins to move with the next frame.
    for (let frames = 0; frames < 2; frames += 1) await new Promise(requestAnimationFrame);
    // What lies folded away does not move on until it is seen.
    const passing = document
      .getAnimations()
      .filter(
        ({ effect }) =>
          effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY &&
          (effect as KeyframeEffect | null)?.target?.checkVisibility() === true,
      );
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

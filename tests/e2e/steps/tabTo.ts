/** Going about with the Tab key. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Presses Tab until the control of that name, or of one like it, has the focus, which must be seen at every stop. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press("Tab");
    const { label, isSeen } = await page.evaluate(focusedControl);
    expect(isSeen, `the focus on “${label}” can be seen`).toBe(true);
    if (typeof name === "string" ? label === name : name.test(label)) return;
    passed.push(label);
  }
  throw new Error(`Tab never came to “${name}”, but to: ${passed.join(", ")}`);
}

/**
 * Waits until a dialog that opens has taken the focus for good: what is pressed before that may go elsewhere.
 *
 * Mantine leads the focus in twice, the second time from an effect that runs after the first painting.
 */
export async function untilFocused(dialog: Locator): Promise<void> {
  await expect(dialog.locator(":focus")).toBeVisible();
  await dialog.page().evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => requestIdleCallback(resolve));
    await new Promise((resolve) => setTimeout(resolve));
  });
}

/** Runs in the page: what has the focus, and whether an outline, a ring or a coloured border says so. */
function focusedControl(): { label: string; isSeen: boolean } {
  const control = document.activeElement;
  if (!(control instanceof HTMLElement) || control === document.body) return { label: "", isSeen: true };
  const label = control.getAttribute("aria-label") ?? control.innerText.trim();
  const parts = [control, ...control.querySelectorAll("*"), control.parentElement ?? control];
  const seen = parts
    .flatMap((part) => [undefined, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo)))
    .some(({ outlineStyle, outlineWidth, boxShadow }) => {
      return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
    });
  const isField = control.matches("input, textarea, select");
  return { label, isSeen: seen || isField || control.matches("main") };
}

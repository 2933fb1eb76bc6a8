/** Faults that a look at any screen can find: text keys that were never texts, what does not fit, fields that are remembered. */
import type { Page } from "@playwright/test";
import { untilStill } from "./accessibility.ts";

/** Keys of `shared/i18n` that stand on the screen or are read out from it; empty if all is well. */
export function textKeys(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const key = /^[a-z]+(\.[a-zA-Z0-9-]+)+$|\{\{\w+\}\}/;
    const shown = document.body.innerText.split(/\s+/);
    const readOut = [...document.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap(
      (element) =>
        ["aria-label", "placeholder", "title"].flatMap(
          (name) => element.getAttribute(name)?.split(/\s+/) ?? [],
        ),
    );
    return [...shown, ...readOut].filter(
      (word) =>
        key.test(word) && !/\.(ogg|wav|mp3|m4a|flac|webm|aac|amr|3gp|aiff|caf|au|wma|srt|vtt)$/.test(word),
    );
  });
}

/**
 * What stands out of the window to the side, and words that are cut off within their button.
 *
 * What is cut short on purpose says so with `text-overflow: ellipsis`.
 */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) faults.push(`the page is ${scrollWidth} wide in ${innerWidth}`);
    const main = document.querySelector("main");
    if (main !== null && main.scrollWidth > main.clientWidth + 1) {
      faults.push(`the screen is ${main.scrollWidth} wide in ${main.clientWidth}`);
    }
    for (const element of document.querySelectorAll(
      "button, label, h1, h2, h3, p, dt, dd, legend, input, [role=tab]",
    )) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1) continue;
      const style = getComputedStyle(element);
      const words = (element.textContent ?? "").trim().slice(0, 60);
      if (style.visibility === "hidden") continue;
      const scroller = element.closest("[data-scrollable]");
      if (scroller === null && (box.right > innerWidth + 1 || box.left < -1)) {
        faults.push(`${element.tagName.toLowerCase()} “${words}” from ${box.left} to ${box.right}`);
      } else if (
        style.overflowX !== "visible" &&
        style.textOverflow !== "ellipsis" &&
        element.tagName !== "INPUT" &&
        element.scrollWidth > element.clientWidth + 1
      ) {
        faults.push(`${element.tagName.toLowerCase()} “${words}” hides a part of itself`);
      }
    }
    return faults;
  });
}

/** Names of fields whose text Chromium may keep with the page's state, and offer again: those that do not say otherwise. */
export function keptFields(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const withoutText = ["checkbox", "radio", "range", "hidden"];
    return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea")]
      .filter((field) => !withoutText.includes(field.type) && !field.readOnly && field.autocomplete === "")
      .map((field) => field.labels?.[0]?.innerText ?? field.ariaLabel ?? field.outerHTML.slice(0, 120));
  });
}

/** All of these faults, each in a line with the screen's name. */
export async function faultsOf(page: Page, screen: string): Promise<string[]> {
  // A list that has just opened is not where it will be.
  await untilStill(page);
  const keys = (await textKeys(page)).map((key) => `${screen}: a key instead of a text: ${key}`);
  const kept = (await keptFields(page)).map(
    (field) => `${screen}: the browser may keep what is typed: ${field}`,
  );
  return [...keys, ...kept, ...(await cutOff(page)).map((what) => `${screen}: cut off: ${what}`)];
}

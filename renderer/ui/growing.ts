/** Fields of several lines that grow with their text. */
import type { CSSProperties } from "react";

/**
 * The height of a field that follows its text, by CSS.
 *
 * Mantine's own way copies each text into a hidden field of the page, which Chromium would keep with the page's state.
 *
 * @param least - lines of an empty field
 * @param most - lines from which on it scrolls
 */
export function growing(least: number, most: number): { readonly input: CSSProperties } {
  const padding = "var(--input-padding-y, 0.625rem) * 2";
  return {
    input: {
      fieldSizing: "content",
      minBlockSize: `calc(${least}lh + ${padding})`,
      maxBlockSize: `calc(${most}lh + ${padding})`,
    },
  };
}

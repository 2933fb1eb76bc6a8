/** Every text can be read and every field be seen, in light and dark (WCAG 2.2, 1.4.3 and 1.4.11). */
import { describe, expect, test } from "vitest";
import { type ColorRoles, darkColors, lightColors } from "../../renderer/ui/colorRoles.ts";

type Pair = readonly [keyof ColorRoles, keyof ColorRoles];

const texts: readonly Pair[] = [
  ["ink", "ground"],
  ["ink", "panel"],
  ["ink", "accent-soft"],
  ["ink", "warm-soft"],
  ["muted", "ground"],
  ["muted", "panel"],
  ["accent", "panel"],
  ["accent", "accent-soft"],
  ["client", "panel"],
  ["client", "client-soft"],
  ["warm", "panel"],
  ["warm", "warm-soft"],
  ["danger", "panel"],
  ["on-accent", "accent"],
  ["on-accent", "danger"],
];
const controls: readonly Pair[] = [
  ["control-line", "ground"],
  ["control-line", "panel"],
  ["accent", "ground"],
];

describe.each([
  ["light", lightColors],
  ["dark", darkColors],
] as const)("in the %s scheme", (_, colors) => {
  const tooFaint = (pairs: readonly Pair[], least: number) =>
    pairs.filter(([front, back]) => contrast(colors[front], colors[back]) < least);

  test("texts reach 4.5 : 1", () => {
    expect(tooFaint(texts, 4.5)).toEqual([]);
  });

  test("borders of fields and buttons reach 3 : 1", () => {
    expect(tooFaint(controls, 3)).toEqual([]);
  });

  test("a hairline would be found too faint for a field", () => {
    expect(tooFaint([["line", "panel"]], 3)).toEqual([["line", "panel"]]);
  });
});

/** Contrast ratio of WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

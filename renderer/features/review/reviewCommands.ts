/** What the keys of the review do: one table, read by the keyboard and by the legend. */

/** A deed that a key stands for. */
export type ReviewCommand =
  | { readonly kind: "play-pause" }
  | { readonly kind: "skip"; readonly byMs: number }
  | { readonly kind: "move-row"; readonly by: 1 | -1 }
  | { readonly kind: "flip-speaker" }
  | { readonly kind: "loop" }
  | { readonly kind: "note" }
  | { readonly kind: "edit-row" }
  | { readonly kind: "zoom"; readonly by: 1 | -1 }
  | { readonly kind: "speed"; readonly by: 1 | -1 }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" };

/** What is known of a key press. */
export interface KeyPress {
  readonly key: string;
  /** Ctrl, or ⌘ on a Mac. */
  readonly isCommand: boolean;
  readonly isShift: boolean;
  readonly isAlt: boolean;
  /** The press went to a field, where keys write. */
  readonly isInField: boolean;
  /** The press went to a control that answers to Space and Enter itself. */
  readonly isOnControl: boolean;
}

/**
 * The deed of a key press.
 *
 * @param singleKeys - whether single letters and signs act (WCAG 2.1.4); Space, arrows and Enter always do
 * @returns `undefined` if the press means nothing here and goes its usual way
 */
export function commandOfKey(press: KeyPress, singleKeys: boolean): ReviewCommand | undefined {
  if (press.isAlt) return undefined;
  const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
  if (press.isCommand) {
    if (key === " ") return { kind: "play-pause" };
    if (key === "z") return { kind: press.isShift ? "redo" : "undo" };
    return key === "y" ? { kind: "redo" } : undefined;
  }
  if (press.isInField) return undefined;
  return plainKey(key, press) ?? (singleKeys ? singleKey(key) : undefined);
}

function plainKey(key: string, press: KeyPress): ReviewCommand | undefined {
  const skipMs = press.isShift ? 10_000 : 2_000;
  switch (key) {
    case " ":
      return press.isOnControl ? undefined : { kind: "play-pause" };
    case "Enter":
      return press.isOnControl ? undefined : { kind: "edit-row" };
    case "ArrowLeft":
      return { kind: "skip", byMs: -skipMs };
    case "ArrowRight":
      return { kind: "skip", byMs: skipMs };
    case "ArrowUp":
      return { kind: "move-row", by: -1 };
    case "ArrowDown":
      return { kind: "move-row", by: 1 };
    default:
      return undefined;
  }
}

function singleKey(key: string): ReviewCommand | undefined {
  switch (key) {
    case "t":
      return { kind: "flip-speaker" };
    case "l":
      return { kind: "loop" };
    case "n":
      return { kind: "note" };
    case "+":
    case "=":
      return { kind: "zoom", by: 1 };
    case "-":
      return { kind: "zoom", by: -1 };
    case "<":
    case ",":
      return { kind: "speed", by: -1 };
    case ">":
    case ".":
      return { kind: "speed", by: 1 };
    default:
      return undefined;
  }
}

/** From a key press to what the key table calls it, and which keys are not to be had. */
import type { KeyCombo } from "../../../shared/domain/keyTable.ts";

/** What of a `KeyboardEvent` is read. */
export type PressedKey = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey" | "getModifierState"
>;

/** Why a key is not to be had. */
export type KeyObstacle =
  /** It moves the focus, or ends what one does. */
  | "moves"
  /** The computer keeps it for itself. */
  | "computer"
  /** It is Lyhörd's own, everywhere. */
  | "everywhere"
  /** One copies, or goes from word to word with it while one writes. */
  | "writing";

const parts = /^(Mod\+)?(Alt\+)?(Shift\+)?(.+)$/;
const silent = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock"]);

/**
 * What the key table calls a key press.
 *
 * @returns `undefined` for keys that are only held down, half letters, and whatever is typed with AltGr
 */
export function comboOf(event: PressedKey, isMac: boolean): KeyCombo | undefined {
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  const isOther = isMac ? event.ctrlKey : event.metaKey;
  // Windows tells AltGr as Ctrl and Alt together.
  if (isOther || (isMod && event.altKey) || event.getModifierState("AltGraph")) return undefined;
  const isHeld = isMod || event.altKey;
  const key = nameOf(event, isHeld);
  if (key === undefined) return undefined;
  const isSign = key.length === 1;
  const isShift = event.shiftKey && (isHeld || !isSign);
  return `${isMod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${isShift ? "Shift+" : ""}${key}`;
}

/** Whether a key acts while one writes: what writes or moves the cursor does not. */
export function actsWhileWriting(combo: KeyCombo): boolean {
  return /^(Mod\+|Alt\+|(Shift\+)?F\d|Media|Pedal)/.test(combo);
}

/** Whether a key is a single letter or sign, that speech control may press by mistake (WCAG 2.1.4). */
export function isSingleSign(combo: KeyCombo): boolean {
  return [...combo].length === 1;
}

/** Why a key cannot be chosen; `undefined` if it can. */
export function obstacleOf(combo: KeyCombo, isMac: boolean): KeyObstacle | undefined {
  const [, mod, alt, , key = ""] = parts.exec(combo) ?? [];
  if (key === "Tab" || key === "Escape") return "moves";
  if (isKeptByComputer(combo, isMac)) return "computer";
  if (combo === "F1" || ["Mod+k", "Mod+l"].includes(combo)) return "everywhere";
  if (mod !== undefined && (["c", "v", "x", "a"].includes(key) || isForCursor(key))) return "writing";
  return alt !== undefined && (key === "Backspace" || key === "Delete") ? "writing" : undefined;
}

/** The parts of a key, in the order they are held down: `["Mod", "Shift", "Enter"]`. */
export function partsOf(combo: KeyCombo): readonly string[] {
  const [, mod, alt, shift, key] = parts.exec(combo) ?? [];
  return [mod, alt, shift, key].flatMap((part) =>
    part === undefined ? [] : part.length > 1 && part.endsWith("+") ? [part.slice(0, -1)] : [part],
  );
}

function nameOf({ key, code }: PressedKey, isHeld: boolean): string | undefined {
  if (silent.has(key) || key === "Dead" || key === "Unidentified" || key === "Process") return undefined;
  if (key === " ") return "Space";
  if (key.length > 1) return key;
  // With something held down, a key may write another sign: the digit or letter on it is what one means.
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (isHeld && digit !== undefined) return digit;
  const letter = key.toLowerCase();
  if (isHeld && !/^[a-zåäöæø]$/.test(letter)) return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? letter;
  return letter;
}

function isKeptByComputer(combo: KeyCombo, isMac: boolean): boolean {
  if (["Alt+Space", "Alt+F4", "F10", "Shift+F10", "F11", "F12", "ContextMenu", "PrintScreen"].includes(combo))
    return true;
  if (/^Mod\+([0q+=-]|F4)$/.test(combo)) return true;
  return isMac ? ["Mod+Space", "Mod+h", "Mod+m", "Mod+w"].includes(combo) : combo === "Mod+w";
}

function isForCursor(key: string): boolean {
  return /^(Arrow\w+|Home|End|Backspace|Delete)$/.test(key);
}

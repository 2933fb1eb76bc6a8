/** Which keys stand for which deed in the review: what is given with the program, and what a person has changed. */
import { z } from "zod";

/** The deeds that keys can stand for, in the order they are listed. */
export const keyCommands = [
  "play-pause",
  "back",
  "forward",
  "back-far",
  "forward-far",
  "slower",
  "faster",
  "loop",
  "zoom-in",
  "zoom-out",
  "row-before",
  "row-after",
  "edit-row",
  "flip-speaker",
  "listened",
  "note",
  "undo",
  "redo",
  "split",
  "merge-before",
  "merge-after",
  "start-earlier",
  "start-later",
  "end-earlier",
  "end-later",
  "start-earlier-fine",
  "start-later-fine",
  "end-earlier-fine",
  "end-later-fine",
  "start-here",
  "end-here",
  "block-1",
  "block-2",
  "block-3",
  "block-4",
  "block-5",
  "block-6",
  "block-7",
  "block-8",
  "block-9",
] as const;
export const keyCommandSchema = z.enum(keyCommands);
export type KeyCommand = z.infer<typeof keyCommandSchema>;

/** The deeds in the groups they are shown in. */
export const keyGroups = {
  playing: keyCommands.slice(0, keyCommands.indexOf("row-before")),
  rows: keyCommands.slice(keyCommands.indexOf("row-before"), keyCommands.indexOf("split")),
  cutting: keyCommands.slice(keyCommands.indexOf("split"), keyCommands.indexOf("block-1")),
  blocks: keyCommands.slice(keyCommands.indexOf("block-1")),
} as const satisfies Record<string, readonly KeyCommand[]>;

/**
 * A key with what is held down: `Mod+Shift+Enter`, `t`, `F4`, `Pedal2`.
 *
 * `Mod` is Ctrl, on a Mac ⌘; then come `Alt` and `Shift`, in this order, and last the key: a letter in lower case, a
 * sign as it is printed, or a name as in `KeyboardEvent.key`, with `Space` for the blank. The buttons of a foot pedal
 * are `Pedal1`, `Pedal2` … from the left.
 */
export const keyComboSchema = z
  .string()
  .max(40)
  .regex(/^(Mod\+)?(Alt\+)?(Shift\+)?(\S|[A-Z][A-Za-z0-9]+)$/u);
export type KeyCombo = z.infer<typeof keyComboSchema>;

/** The most keys that one deed can have. */
export const mostKeysEach = 8;

/** The keys a person has chosen, by deed; a deed that is not in it keeps those given with the program. */
export const ownKeysSchema = z.partialRecord(keyCommandSchema, z.array(keyComboSchema).max(mostKeysEach));
export type OwnKeys = z.infer<typeof ownKeysSchema>;

/** The keys of every deed. */
export type KeyTable = Readonly<Record<KeyCommand, readonly KeyCombo[]>>;

/**
 * The keys given with the program.
 *
 * Those that act while one writes are combinations and function keys that Swedish, Norwegian and Danish keyboards
 * have, that neither Chromium, Windows, GNOME nor text fields need, and that are not typed with AltGr.
 */
export const givenKeys: KeyTable = {
  "play-pause": ["Space", "Mod+Space", "F4", "MediaPlayPause", "Pedal2"],
  back: ["ArrowLeft", "F2", "MediaTrackPrevious", "Pedal1"],
  forward: ["ArrowRight", "F3", "MediaTrackNext", "Pedal3"],
  "back-far": ["Shift+ArrowLeft", "Shift+F2"],
  "forward-far": ["Shift+ArrowRight", "Shift+F3"],
  slower: ["<", ",", "F6"],
  faster: [">", ".", "F7"],
  loop: ["l", "F8"],
  "zoom-in": ["+", "="],
  "zoom-out": ["-"],
  "row-before": ["ArrowUp"],
  "row-after": ["ArrowDown"],
  "edit-row": ["Enter"],
  "flip-speaker": ["t", "F9"],
  listened: ["h"],
  note: ["n"],
  undo: ["Mod+z"],
  redo: ["Mod+Shift+z", "Mod+y"],
  split: ["Mod+Enter"],
  "merge-before": ["Mod+Shift+Enter"],
  "merge-after": ["Alt+Enter"],
  "start-earlier": ["Alt+ArrowLeft"],
  "start-later": ["Alt+ArrowRight"],
  "end-earlier": ["Alt+ArrowUp"],
  "end-later": ["Alt+ArrowDown"],
  "start-earlier-fine": ["Alt+Shift+ArrowLeft"],
  "start-later-fine": ["Alt+Shift+ArrowRight"],
  "end-earlier-fine": ["Alt+Shift+ArrowUp"],
  "end-later-fine": ["Alt+Shift+ArrowDown"],
  "start-here": ["i", "Mod+i"],
  "end-here": ["o", "Mod+o"],
  "block-1": ["Mod+1"],
  "block-2": ["Mod+2"],
  "block-3": ["Mod+3"],
  "block-4": ["Mod+4"],
  "block-5": ["Mod+5"],
  "block-6": ["Mod+6"],
  "block-7": ["Mod+7"],
  "block-8": ["Mod+8"],
  "block-9": ["Mod+9"],
};

/** The keys as they are for a person. */
export function keyTableOf(own: OwnKeys): KeyTable {
  return { ...givenKeys, ...own };
}

/** The deed that a key stands for; `undefined` for none. */
export function commandWithKey(table: KeyTable, combo: KeyCombo): KeyCommand | undefined {
  return keyCommands.find((command) => table[command].includes(combo));
}

/**
 * Gives a key to a deed, and takes it from the one that had it.
 *
 * @returns the changed deeds along with those changed before; unchanged if the deed has all the keys it can have
 */
export function withKey(own: OwnKeys, command: KeyCommand, combo: KeyCombo): OwnKeys {
  const table = keyTableOf(own);
  const before = commandWithKey(table, combo);
  if (before === command || table[command].length >= mostKeysEach) return own;
  const freed = before === undefined ? own : withoutKey(own, before, combo);
  return { ...freed, [command]: [...table[command], combo] };
}

/** Takes a key from a deed. */
export function withoutKey(own: OwnKeys, command: KeyCommand, combo: KeyCombo): OwnKeys {
  return { ...own, [command]: keyTableOf(own)[command].filter((other) => other !== combo) };
}

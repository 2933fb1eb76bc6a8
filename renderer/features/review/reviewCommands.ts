/** What the keys of the review do: read by the keyboard, the pedal and the legend. */

import type { Edge } from "../../../shared/domain/cutSegments.ts";
import {
  commandWithKey,
  type KeyCombo,
  type KeyCommand,
  type KeyTable,
} from "../../../shared/domain/keyTable.ts";
import { actsWhileWriting, isSingleSign, obstacleOf } from "./keyCombo.ts";

/** A deed that a key stands for. */
export type ReviewCommand =
  | { readonly kind: "play-pause" }
  | { readonly kind: "skip"; readonly byMs: number }
  | { readonly kind: "move-row"; readonly by: 1 | -1 }
  | { readonly kind: "flip-speaker" }
  | { readonly kind: "listened" }
  | { readonly kind: "loop" }
  | { readonly kind: "note" }
  | { readonly kind: "edit-row" }
  | { readonly kind: "zoom"; readonly by: 1 | -1 }
  | { readonly kind: "speed"; readonly by: 1 | -1 }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "split" }
  | { readonly kind: "merge"; readonly with: "before" | "after" }
  | { readonly kind: "nudge"; readonly edge: Edge; readonly byMs: number }
  | { readonly kind: "edge-here"; readonly edge: Edge }
  | { readonly kind: "block"; readonly index: number };

/** Where a key press went: the page, a control that answers to Space and Enter itself, a row's text, another field. */
export type PressPlace = "page" | "control" | "row" | "field";

/** What is known of a key press. */
export interface KeyPress {
  readonly combo: KeyCombo;
  readonly place: PressPlace;
  /** It comes again because the key is held down. */
  readonly isRepeat: boolean;
}

/** The keys of a person. */
export interface Keys {
  readonly table: KeyTable;
  /** Whether single letters and signs act (WCAG 2.1.4); Space, arrows and Enter always do. */
  readonly singleKeys: boolean;
}

const commands: Readonly<Record<KeyCommand, ReviewCommand>> = {
  "play-pause": { kind: "play-pause" },
  back: { kind: "skip", byMs: -2_000 },
  forward: { kind: "skip", byMs: 2_000 },
  "back-far": { kind: "skip", byMs: -10_000 },
  "forward-far": { kind: "skip", byMs: 10_000 },
  slower: { kind: "speed", by: -1 },
  faster: { kind: "speed", by: 1 },
  loop: { kind: "loop" },
  "zoom-in": { kind: "zoom", by: 1 },
  "zoom-out": { kind: "zoom", by: -1 },
  "row-before": { kind: "move-row", by: -1 },
  "row-after": { kind: "move-row", by: 1 },
  "edit-row": { kind: "edit-row" },
  "flip-speaker": { kind: "flip-speaker" },
  listened: { kind: "listened" },
  note: { kind: "note" },
  undo: { kind: "undo" },
  redo: { kind: "redo" },
  split: { kind: "split" },
  "merge-before": { kind: "merge", with: "before" },
  "merge-after": { kind: "merge", with: "after" },
  "start-earlier": { kind: "nudge", edge: "start", byMs: -100 },
  "start-later": { kind: "nudge", edge: "start", byMs: 100 },
  "end-earlier": { kind: "nudge", edge: "end", byMs: -100 },
  "end-later": { kind: "nudge", edge: "end", byMs: 100 },
  "start-earlier-fine": { kind: "nudge", edge: "start", byMs: -10 },
  "start-later-fine": { kind: "nudge", edge: "start", byMs: 10 },
  "end-earlier-fine": { kind: "nudge", edge: "end", byMs: -10 },
  "end-later-fine": { kind: "nudge", edge: "end", byMs: 10 },
  "start-here": { kind: "edge-here", edge: "start" },
  "end-here": { kind: "edge-here", edge: "end" },
  "block-1": { kind: "block", index: 0 },
  "block-2": { kind: "block", index: 1 },
  "block-3": { kind: "block", index: 2 },
  "block-4": { kind: "block", index: 3 },
  "block-5": { kind: "block", index: 4 },
  "block-6": { kind: "block", index: 5 },
  "block-7": { kind: "block", index: 6 },
  "block-8": { kind: "block", index: 7 },
  "block-9": { kind: "block", index: 8 },
};

/** What goes on for as long as a key is held down; anything else happens once. */
const lasting: ReadonlySet<ReviewCommand["kind"]> = new Set([
  "skip",
  "move-row",
  "zoom",
  "speed",
  "undo",
  "redo",
  "nudge",
]);
/** What is of use while one writes a note or searches: playing, and nothing that changes the text. */
const playing: ReadonlySet<ReviewCommand["kind"]> = new Set(["play-pause", "skip", "speed", "loop"]);

/**
 * The deed of a key press.
 *
 * @returns `undefined` if the press means nothing here and goes its usual way
 */
export function commandOfKey(press: KeyPress, { table, singleKeys }: Keys): ReviewCommand | undefined {
  const { combo, place, isRepeat } = press;
  const isWriting = place === "row" || place === "field";
  if (isWriting && !actsWhileWriting(combo)) return undefined;
  if (place === "control" && (combo === "Space" || combo === "Enter")) return undefined;
  if (isSingleSign(combo) && !singleKeys) return undefined;
  const name = commandWithKey(table, combo);
  if (name === undefined) return undefined;
  const command = commands[name];
  if (isRepeat && !lasting.has(command.kind)) return undefined;
  return place === "field" && !playing.has(command.kind) ? undefined : command;
}

/**
 * The key of a deed that the legend shows: the first that acts where one is.
 *
 * @returns `undefined` if there is none
 */
export function keyFor(
  command: KeyCommand,
  { table, singleKeys }: Keys,
  isWriting: boolean,
  isMac: boolean,
): KeyCombo | undefined {
  return table[command].find(
    (combo) =>
      obstacleOf(combo, isMac) === undefined &&
      (isWriting ? actsWhileWriting(combo) : singleKeys || !isSingleSign(combo)),
  );
}

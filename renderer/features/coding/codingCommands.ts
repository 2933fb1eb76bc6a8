/** From keys to what they do while one codes. */

import type { CodingSpan } from "../../../shared/domain/coding.ts";
import { keysOfCodes } from "../../../shared/domain/codingKeys.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Speaker } from "../../../shared/domain/segment.ts";

/** What can be done by key. */
export type CodingCommand =
  | { readonly kind: "code"; readonly codeId: string }
  | { readonly kind: "move"; readonly by: -1 | 1 }
  /** Where an utterance is to be divided: a word further. */
  | { readonly kind: "shift"; readonly by: -1 | 1 }
  | { readonly kind: "speaker"; readonly speaker: Exclude<Speaker, "practitioner"> }
  | { readonly kind: "span"; readonly span: CodingSpan["kind"] }
  | { readonly kind: "nudge"; readonly byMs: number }
  | { readonly kind: "speed"; readonly by: -1 | 1 }
  | { readonly kind: "digit"; readonly digit: number }
  | {
      readonly kind:
        | "not-coded"
        | "uncertain"
        | "split"
        | "join"
        | "facilitative"
        | "evidence"
        | "enter"
        | "escape"
        | "play"
        | "play-on"
        | "undo"
        | "redo"
        | "remove";
    };

/** What of a `KeyboardEvent` is read. */
export type CodingKey = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

const plain: Readonly<Record<string, CodingCommand>> = {
  x: { kind: "not-coded" },
  "?": { kind: "uncertain" },
  "/": { kind: "split" },
  "+": { kind: "join" },
  m: { kind: "facilitative" },
  p: { kind: "span", span: "permission" },
  f: { kind: "span", span: "formal" },
  e: { kind: "evidence" },
  k: { kind: "speaker", speaker: "client" },
  l: { kind: "speaker", speaker: "other" },
  u: { kind: "undo" },
  ",": { kind: "nudge", byMs: -100 },
  ".": { kind: "nudge", byMs: 100 },
  "<": { kind: "speed", by: -1 },
  ">": { kind: "speed", by: 1 },
};

const named: Readonly<Record<string, CodingCommand>> = {
  ArrowUp: { kind: "move", by: -1 },
  ArrowDown: { kind: "move", by: 1 },
  ArrowLeft: { kind: "shift", by: -1 },
  ArrowRight: { kind: "shift", by: 1 },
  Enter: { kind: "enter" },
  Escape: { kind: "escape" },
  Delete: { kind: "remove" },
};

/**
 * What a key does.
 *
 * @param speaker - who speaks in the current unit: codes of the other side have no key there; `undefined` where a code
 *   says itself who speaks
 * @param context - `singleKeys`: whether single letters and signs act at all (WCAG 2.1.4); `wantsDigit`: a digit
 *   chooses an item
 */
export function commandOfKey(
  event: CodingKey,
  scheme: Pick<Scheme, "codes">,
  speaker: Speaker | undefined,
  context: { readonly singleKeys: boolean; readonly wantsDigit: boolean },
): CodingCommand | undefined {
  if (event.altKey) return undefined;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === "y" || (key === "z" && event.shiftKey)) return { kind: "redo" };
    return key === "z" ? { kind: "undo" } : undefined;
  }
  if (event.key === " ") return { kind: event.shiftKey ? "play-on" : "play" };
  const byName = named[event.key];
  if (byName !== undefined) return byName;
  if (context.wantsDigit && /^\d$/.test(key)) return { kind: "digit", digit: Number(key) };
  if (!context.singleKeys) return undefined;
  const keys = keysOfCodes(scheme);
  const code = scheme.codes.find(
    ({ id, side }) => keys.get(id) === key && (speaker === undefined || side === "any" || side === speaker),
  );
  return code === undefined ? plain[key] : { kind: "code", codeId: code.id };
}

/** What goes on for as long as a key is held down; anything else happens once. */
export function isLasting({ kind }: CodingCommand): boolean {
  return ["move", "shift", "nudge", "undo", "redo"].includes(kind);
}
